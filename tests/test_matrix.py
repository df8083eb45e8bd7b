"""Every address × every role × own unit, other unit, signed out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.establishment.models import Unit
from congvu.establishment.tests.factories import UnitFactory
from tests.matrix_rows import MAKERS

TABLE = yaml.safe_load((Path(__file__).parent / "matrix.yaml").read_text(encoding="utf-8"))
SIGN_IN = "/dang-nhap"
BROKEN = 500


def urls(patterns: list[Any], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address with its pattern; one without a name gives an empty one."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from urls(pattern.url_patterns, space + inner)
        else:
            yield (f"{space}{pattern.name}" if pattern.name else "", pattern)


ALL = dict(urls(get_resolver().url_patterns))


def test_every_address_has_a_name_and_a_line_in_the_table():
    assert sorted(set(ALL) - set(TABLE)) == []


def test_the_table_names_no_address_that_is_gone():
    assert sorted(set(TABLE) - set(ALL)) == []


@pytest.mark.parametrize("name", [n for n in sorted(ALL) if TABLE.get(n, {}).get("open")])
@pytest.mark.django_db
def test_an_address_opens_to_whom_the_table_says_and_to_nobody_else(name):
    line = TABLE[name]
    own, other = UnitFactory(), UnitFactory()
    wrong = [
        f"{who} at {where}: {status}"
        for who, where, status, is_right in cells(name, line, own, other)
        if not is_right
    ]
    assert not wrong, f"{name}: " + "; ".join(wrong)


def cells(name: str, line: dict[str, Any], own: Unit, other: Unit) -> Iterator[tuple[Any, ...]]:
    """Who asked where, the answer's status, and whether the table agrees."""
    here, there = address(name, line, own), address(name, line, other)
    if line["open"] in ("everyone", "sign_in") or not line.get("stream"):
        answer = ask(Client(), line, here)
        yield "a stranger", "own unit", answer.status_code, stranger_is_right(line, answer)
    for role in Role:
        may = line["open"] in ("everyone", "sign_in", "signed_in") or role in line["open"]
        if may and line.get("stream"):
            continue
        client = signed_in(role, own)
        status = ask(client, line, here).status_code
        is_step = line["open"] == "sign_in" and status < BROKEN
        yield role, "own unit", status, is_step or (opens(status) if may else status == 403)
        if there != here:
            status = ask(client, line, there).status_code
            hidden = 404 if may and line.get("scoped") else None
            expected = hidden or (None if may else 403)
            right = opens(status) if expected is None else status in {expected, 404}
            yield role, "other unit", status, right


def address(name: str, line: dict[str, Any], unit: Unit) -> str:
    made = {key: MAKERS[maker](unit) for key, maker in line.get("args", {}).items()}
    return reverse(name, kwargs=made)


def ask(client: Client, line: dict[str, Any], url: str) -> Any:
    return client.post(url, {}) if line.get("method") == "post" else client.get(url)


def signed_in(role: Role, unit: Unit) -> Client:
    client = Client()
    client.force_login(account_with(role, unit))
    session = client.session
    session["second_factor"] = True
    session.save()
    return client


def opens(status: int) -> bool:
    """A page, a way onwards, or a form that was refused: not forbidden, not missing, not broken."""
    return status < BROKEN and status not in {403, 404, 405}


def stranger_is_right(line: dict[str, Any], answer: Any) -> bool:
    """Strangers are sent to sign in, but for what is open to everyone."""
    if line["open"] == "everyone":
        return opens(answer.status_code)
    if line["open"] == "sign_in":
        return bool(answer.status_code < BROKEN)
    return answer.status_code == 302 and answer.url.startswith(SIGN_IN)
