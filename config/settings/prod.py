"""A real office: HTTPS in front, secrets from the environment."""

from config import environment
from config.settings.base import *  # noqa: F403

if not environment.text("CONGVU_SECRET_KEY"):
    raise SystemExit("Set CONGVU_SECRET_KEY to a long random text before starting Công Vụ.")
DEMO = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = environment.flag("CONGVU_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = environment.words("CONGVU_ORIGINS")
