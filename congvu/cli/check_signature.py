"""`congvu check-signature`: who signed a PDF, and whether anything was changed since."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from congvu.cli.words import _

if TYPE_CHECKING:
    from congvu.documents.signing import ValidationReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("a PDF"))
    parser.add_argument(
        "--trust",
        type=Path,
        metavar="DIR",
        help=_("the folder of trusted roots, else CONGVU_TRUST_ROOTS"),
    )


def run(args: argparse.Namespace) -> int:
    """Print the report; 0 only for a paper that is valid."""
    from congvu.documents.signing import SigningRefused

    try:
        report = _check(args.file, args.trust)
    except SigningRefused as refusal:
        print(f"{args.file}: {refusal.told(_)}", file=sys.stderr)
        return 1
    head, *lines = report.told(_)
    print(f"{args.file}: {head}")
    for number, line in enumerate(lines, 1):
        print(f"  {number}. {line}")
    return 0 if report.is_valid else 1


def _check(file: Path, folder: Path | None) -> "ValidationReport":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.conf import settings
    from django.utils import timezone

    from congvu.documents.signing import Trust, load_trust, validate_paper
    from congvu.documents.signing.validate import check_size

    folder = folder or (Path(settings.TRUST_ROOTS) if settings.TRUST_ROOTS else None)
    if folder is None:
        print(_("No trusted roots are set (CONGVU_TRUST_ROOTS or --trust)."), file=sys.stderr)
    trust = load_trust(folder) if folder else Trust()
    check_size(file.stat().st_size, settings.UPLOAD_LIMIT_MB)
    now = timezone.localtime()  # the console knows the clock
    return validate_paper(file.read_bytes(), trust, now=now, limit_mb=settings.UPLOAD_LIMIT_MB)
