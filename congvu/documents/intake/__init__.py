"""Files from outside: told apart by content, refused with a reason, read in a bounded process."""

from .errors import IntakeError
from .guard import run_guarded
from .secrecy import refuse_secret
from .sniff import LIMIT_MB, Intake, check_file, check_size, refuse_other_files
from .spread import run_guarded_book

__all__ = [
    "LIMIT_MB",
    "Intake",
    "IntakeError",
    "check_file",
    "check_size",
    "refuse_other_files",
    "refuse_secret",
    "run_guarded",
    "run_guarded_book",
]
