import pytest
from django.utils.translation import override

from congvu.web.templatetags.browsers import browser


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
         "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36",
         "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         "Safari on iPhone"),
        ("curl/8.5", "unknown browser"),
        ("", "unknown browser"),
    ],
)  # fmt: skip
def test_a_browser_is_named_in_words(said, shown):
    with override("en"):
        assert browser(said) == shown
