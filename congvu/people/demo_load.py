"""The demo province's staff, brought in through the product's own import."""

import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from congvu.access.choices import Role
from congvu.access.models import Grant
from congvu.core.actors import Actor
from congvu.establishment.demo import ROOT, province_units
from congvu.people.choices import ImportKind
from congvu.people.commands.linking import link_account
from congvu.people.demo import staff_rows, write_staff_list
from congvu.people.demo.dossiers import write_dossiers
from congvu.people.import_run import import_file
from congvu.people.models import Posting, StaffImport

BOOK = "Hồ sơ CBCCVC tỉnh Khánh Hòa.xlsx"
FILE = "Danh sách CBCCVC tỉnh Khánh Hòa.xlsx"
LIMIT_MB = 200
IN_A_BOOK = 20_000
"""People in one workbook: an office splits one that unpacks to more than can be read."""


def load_demo_people(*, actor: Actor, people: int, seed: int, today: date) -> StaffImport:
    """Invent `people`, write the list an office would keep, and take its good rows; then their
    dossiers by workbooks.

    Heads and members among the accounts then get the dossier of somebody of their unit.
    """
    rows = list(staff_rows(people, seed, today, list(province_units())))
    bring = partial(
        import_file,
        actor=actor,
        unit_code=ROOT,
        on=today,
        today=today,
        limit_mb=LIMIT_MB,
        is_trusted=True,
    )
    run = bring(name=FILE, content=_written(write_staff_list, rows))
    for first in range(0, len(rows), IN_A_BOOK):
        part = rows[first : first + IN_A_BOOK]
        content = _written(write_dossiers, part, seed + first, today)
        bring(name=BOOK, content=content, kind=ImportKind.DOSSIERS)
    _link_accounts(actor, today)
    return run


def _written(write: Callable[..., Any], *told: Any) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.xlsx"
        write(*told, path)
        return path.read_bytes()


def _link_accounts(actor: Actor, today: date) -> None:
    """Heads lead their unit in the dossiers too; members are somebody who leads nobody."""
    grants = Grant.objects.on(today).filter(role__in=[Role.HEAD, Role.MEMBER])
    for grant in grants.filter(account__person=None).select_related("account", "unit"):
        leads = grant.role == Role.HEAD
        posting = (
            Posting.objects.on(today)
            .filter(is_main=True, unit_path__under=grant.unit.path, person__account=None)
            .exclude(title_code="" if leads else None)
            .order_by("unit__path", "title_code", "pk")
            .first()
        )
        if posting is not None:
            link_account(
                actor=actor,
                person_id=posting.person_id,
                account_id=grant.account_id,
                today=today,
            )
