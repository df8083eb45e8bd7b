"""The demo province's staff, brought in through the product's own import."""

import tempfile
from datetime import date
from functools import partial
from pathlib import Path

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


def load_demo_people(*, actor: Actor, people: int, seed: int, today: date) -> StaffImport:
    """Invent `people`, write the list an office would keep, and take its good rows; then their
    dossiers as one workbook.

    Heads and members among the accounts then get the dossier of somebody of their unit.
    """
    rows = list(staff_rows(people, seed, today, list(province_units())))
    with tempfile.TemporaryDirectory() as folder:
        path, book = Path(folder) / FILE, Path(folder) / BOOK
        write_staff_list(rows, path)
        write_dossiers(rows, seed, today, book)
        content, dossiers = path.read_bytes(), book.read_bytes()
    bring = partial(
        import_file,
        actor=actor,
        unit_code=ROOT,
        on=today,
        today=today,
        limit_mb=LIMIT_MB,
        is_trusted=True,
    )
    run = bring(name=FILE, content=content)
    bring(name=BOOK, content=dossiers, kind=ImportKind.DOSSIERS)
    _link_accounts(actor, today)
    return run


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
