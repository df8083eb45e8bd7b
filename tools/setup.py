"""`run.py setup`: everything that has to be there before anything runs."""

from tools.assets import prepare_assets
from tools.environment import prepare_environment
from tools.places import CONGVU
from tools.steps import must
from tools.words import _


def prepare(level: str) -> None:
    """Environment and assets for `level`; says only what takes time.

    Raises: Trouble
    """
    prepare_environment(level)
    prepare_assets(level)


def setup() -> int:
    """Prepare all, the embedded database too, so that `.venv/bin/congvu` can be called at once."""
    prepare("base")
    must([CONGVU, "db", "start"], _("The database did not start."))
    return 0
