"""The one place where settings are read from the environment."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent


def text(name: str, default: str = "") -> str:
    """The variable `name`, or `default` when it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool) -> bool:
    """The variable `name` read as yes or no."""
    return text(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """The variable `name` split at commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def database(url: str, *, pool: int = 0) -> dict[str, object]:
    """Django's database settings from `postgresql://user:password@host:port/name?option=value`.

    A socket folder comes as `?host=/folder`, as libpq writes it. `pool` is how many connections
    one process may keep open; 0 opens one a thread.
    """
    parts = urlsplit(url)
    options: dict[str, object] = dict(parse_qsl(parts.query))
    host, port = options.pop("host", None), options.pop("port", None)
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host or unquote(parts.hostname or ""),
        "PORT": port or str(parts.port or ""),
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": bool(pool),
    }
