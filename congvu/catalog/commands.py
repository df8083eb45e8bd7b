"""Loading the code lists: repeatable, rows that left a file are retired."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from congvu.catalog.models import Code, Rank
from congvu.catalog.selectors import level_of_row, orders, read_codes
from congvu.core.actors import Actor
from congvu.journal import commands as journal

OWN_COLUMNS = {"code", "name_vi", "name_en", "aliases", "confidence"}


@transaction.atomic
def load_codes(*, actor: Actor) -> int:
    """Bring every code list and the ranks in line with the files; return how many rows stand.

    Requires: the system, or an administrator at the console.
    """
    rows = [row for name, how in orders().items() for row in _codes_of(name, how)]
    Code.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["list_name", "code"],
        update_fields=[
            field.name
            for field in Code._meta.fields
            if field.name not in ("id", "list_name", "code")
        ],
    )
    kept = {(row.list_name, row.code) for row in rows}
    gone = [row.pk for row in Code.objects.all() if (row.list_name, row.code) not in kept]
    Code.objects.filter(pk__in=gone).update(is_retired=True)
    ranks = _load_ranks()
    journal.record(actor=actor, act="catalog.load_codes", codes=len(rows), ranks=ranks)
    return len(rows) + ranks


def _codes_of(name: str, how: Mapping[str, str]) -> list[Code]:
    return [
        Code(
            list_name=name,
            code=row["code"],
            name=row.get("name_vi") or row["code"],
            name_en=row.get("name_en", ""),
            aliases=_split(row.get("aliases", "")),
            level=level_of_row(row, how),
            extra={key: value for key, value in row.items() if key not in OWN_COLUMNS and value},
            confidence=row.get("confidence") or "sure",
            order=order,
        )
        for order, row in enumerate(read_codes(name))
    ]


def _split(aliases: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;,]", aliases) if part.strip()]


def _load_ranks() -> int:
    rows = [_rank_of(row) for row in read_codes("ranks")]
    Rank.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[field.name for field in Rank._meta.fields if field.name != "code"],
    )
    Rank.objects.exclude(pk__in=[row.pk for row in rows]).update(is_retired=True)
    return len(rows)


def _rank_of(row: dict[str, Any]) -> Rank:
    return Rank(
        code=row["code"],
        name=row["name_vi"],
        name_en=row["name_en"],
        corps=row["corps"],
        field=row["field"],
        grade=row["grade"],
        salary_group=row["salary_group"],
        first_coefficient=Decimal(row["coef_first"]) if row["coef_first"] else None,
        last_coefficient=Decimal(row["coef_last"]) if row["coef_last"] else None,
        steps=int(row["steps"]) if row["steps"].isdigit() else None,
        source=row["legal_basis"],
        confidence=row["confidence"],
        is_retired=row["status"] not in ("", "current"),
    )
