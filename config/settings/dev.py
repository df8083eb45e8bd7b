"""The demo and development on one machine, over plain HTTP."""

from config import environment
from config.settings.base import *  # noqa: F403
from config.settings.base import ROOT

# A fixed key is no secret; this one only ever guards invented data.
SECRET_KEY = environment.text("CONGVU_SECRET_KEY", "demo-only-key-no-real-data-behind-it")
DEMO = True
# The demo signs with keys of its own making; their root is trusted here and nowhere else.
TRUST_ROOTS = environment.text("CONGVU_TRUST_ROOTS", str(ROOT / "var" / "demo" / "trust"))
DEMO_AUTHORITY = str(ROOT / "var" / "demo" / "authority.json")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = ROOT / "var" / "static"
WHITENOISE_USE_FINDERS = False
