"""Files from outside: told apart by content, refused with a reason, read in a bounded process."""

from .errors import IntakeError
from .guard import run_guarded
from .sniff import Intake, check_file

__all__ = ["Intake", "IntakeError", "check_file", "run_guarded"]
