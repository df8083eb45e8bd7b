"""Acts and what they were done to, in words."""

from types import SimpleNamespace

from django.apps import apps
from django.utils.translation import override

from congvu.journal.phrases import SUBJECTS
from congvu.journal.templatetags.acts import subject


def test_every_named_kind_of_subject_is_a_table_of_the_product():
    known = {model._meta.label_lower for model in apps.get_models()}
    assert set(SUBJECTS) <= known


def test_a_subject_is_named_in_words_with_its_number():
    with override("vi"):
        entry = SimpleNamespace(subject_kind="work.task", subject_id="956")
        assert subject(entry) == "công việc 956"
        assert subject(SimpleNamespace(subject_kind="", subject_id="")) == "–"
