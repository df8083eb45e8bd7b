"""The decisions of the demo: made by the product's own commands, signed with keys to try out."""

from datetime import UTC, date, datetime

import pytest

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.catalog.commands import load_codes
from congvu.catalog.models import Rank
from congvu.core.periods import from_day
from congvu.decisions.demo_load import PASSWORD, SIGNER_KEY, load_demo_decisions
from congvu.decisions.models import Decision
from congvu.decisions.tests.factories import SYSTEM
from congvu.documents.signing import FileKey, Verdict, load_trust, validate_paper
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.commands.present import renew_raises
from congvu.people.models import PayStep
from congvu.people.tests.factories import PostingFactory

TODAY, NOW = date(2026, 11, 21), datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture
def office(db):
    load_codes(actor=SYSTEM)
    office = UnitFactory(code="SNV", kind="department", name="Sở Nội vụ")
    UnitFactory(code="SNV-2", kind="division", parent=office)
    head = account_with(Role.HEAD, office)
    type(head).objects.filter(pk=head.pk).update(username="gd.noivu")
    for _ in range(6):
        person = PostingFactory(person__unit=office, person__object_kind="CC").person
        common = {"person": person, "basis": person.basis, "unit_path": person.unit_path}
        person.rankhelds.create(
            rank=Rank.objects.get(pk="01.003"), valid=from_day(date(2020, 1, 1)), **common
        )
    type(person).objects.filter(pk=person.pk).update(account=account_with(Role.MEMBER, office))
    PayStep.objects.create(step=2, coefficient="2.67", valid=from_day(date(2023, 11, 5)), **common)
    renew_raises(actor=SYSTEM, on=TODAY)
    return office


def test_two_are_in_force_one_waits_for_its_signer_and_one_is_a_draft(office, tmp_path):
    trust, keys = tmp_path / "trust", tmp_path / "keys"
    load_demo_decisions(actor=SYSTEM, today=TODAY, now=NOW, trust_folder=trust, key_folder=keys)
    told = list(Decision.objects.order_by("pk").values_list("kind_code", "state"))
    assert told == [
        ("NLTX", "issued"), ("KT", "issued"), ("DD", "submitted"), ("KT", "draft"),
    ]  # fmt: skip
    assert Decision.objects.get(kind_code="KT", state="issued").lines.get().person.account
    paper = bytes(Decision.objects.get(kind_code="NLTX").paper.file.content)
    assert validate_paper(paper, load_trust(trust), now=NOW).verdict is Verdict.VALID
    assert PayStep.objects.on(TODAY).get().step == 3
    with FileKey((keys / SIGNER_KEY).read_bytes(), PASSWORD).opened() as key:
        assert key.certificate
