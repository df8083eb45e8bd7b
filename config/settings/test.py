"""Tests: the owner's connection (it makes the database), quick password hashing."""

from config import environment
from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASE_OWNER_URL

SECRET_KEY = "tests-only"  # noqa: S105
DEMO = False
ALLOWED_HOSTS = ["*"]
# Pages still run bound by row-level security: the scope middleware takes the application's role.
DATABASES = {"default": environment.database(DATABASE_OWNER_URL)}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
