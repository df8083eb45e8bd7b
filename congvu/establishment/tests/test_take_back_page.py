"""Taking back a paper that was entered by hand: what the page says, and who may."""

from datetime import date

import pytest
from django.utils import timezone

from congvu.access.choices import Role
from congvu.core.actors import Actor
from congvu.core.periods import from_day
from congvu.documents.models import Paper
from congvu.establishment import commands
from congvu.establishment.models import ApprovedPosts, Unit
from congvu.establishment.tests.factories import JobPositionFactory, UnitFactory, paper
from congvu.establishment.tests.test_pages import signed_in
from congvu.journal.models import Entry
from congvu.people.models import Posting
from congvu.people.tests.factories import PersonFactory, PostingFactory

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")
JUL_1, AUG_1 = date(2026, 7, 1), date(2026, 8, 1)
WHY = {"reason": "Ghi nhầm đơn vị"}


@pytest.fixture
def units():
    root = UnitFactory(code="kh", path="kh", name="Tỉnh Thử", kind="province")
    since = from_day(date(2020, 1, 1))
    return {
        "kh": root,
        **{
            code: UnitFactory(code=code, parent=root, name=f"Sở {code}", valid=since)
            for code in ("A", "B")
        },
    }


def act(command, /, *, on=JUL_1, title="QĐ 1", **arguments):
    today = timezone.localdate()  # noqa: TID251 - pages know the clock
    return getattr(commands, command)(
        actor=SYSTEM, basis=paper(title), on=on, today=today, **arguments
    )


def page_of(title):
    return f"/don-vi/giay/{Paper.objects.get(title=title).pk}/rut"


def test_the_page_says_what_comes_back_and_brings_it_back(units):
    person = PersonFactory(unit=units["A"])
    PostingFactory(person=person)
    act("merge_units", codes=["A"], into="B")
    officer = signed_in(Role.OFFICER, units["kh"])
    page = officer.get(page_of("QĐ 1")).content.decode()
    for text in ("Sở A", "lại hoạt động", "01/07/2026", "1 người"):
        assert text in page
    assert officer.post(page_of("QĐ 1"), {}).status_code == 422
    address = page_of("QĐ 1")
    assert officer.post(address, WHY).status_code == 302
    assert Unit.objects.get(code="A").path == "kh.a"
    assert Posting.objects.standing().get().unit == units["A"]
    assert Entry.objects.filter(act="establishment.take_back").exists()
    assert "Ghi nhầm đơn vị" in Paper.objects.get(title="QĐ 1").revoked_by.title
    assert officer.get(address).status_code == 404


def test_a_paper_others_rest_on_is_refused_with_the_way_to_them(units):
    act("rename_unit", code="A", name="Sở Khác")
    act("rename_unit", code="A", name="Sở Nữa", on=AUG_1, title="QĐ 2")
    officer = signed_in(Role.OFFICER, units["kh"])
    page = officer.get(page_of("QĐ 1")).content.decode()
    assert "QĐ 2" in page
    assert page_of("QĐ 2") in page
    assert 'name="reason"' not in page
    refused = officer.post(page_of("QĐ 1"), WHY)
    assert refused.status_code == 422
    assert Unit.objects.get(code="A").name == "Sở Nữa"


def test_later_facts_of_people_stand_in_the_way_by_their_names(units):
    person = PersonFactory(unit=units["A"], full_name="Lê Thị Sau")
    PostingFactory(person=person)
    act("merge_units", codes=["A"], into="B")
    moved = Posting.objects.standing().get(unit=units["B"])
    Posting.objects.filter(pk=moved.pk).update(
        valid=(JUL_1, AUG_1), end_basis=paper("Quyết định điều động")
    )
    officer = signed_in(Role.OFFICER, units["kh"])
    page = officer.get(page_of("QĐ 1")).content.decode()
    assert "Lê Thị Sau" in page
    assert "Quyết định điều động" in page
    assert officer.post(page_of("QĐ 1"), WHY).status_code == 422


def test_posts_come_back_to_the_number_before(units):
    JobPositionFactory(code="V1", name="Kế toán")
    for headcount, title, on in ((5, "QĐ 1", JUL_1), (4, "QĐ 2", AUG_1)):
        commands.approve_posts(
            actor=SYSTEM, unit="A", position="V1", headcount=headcount, year=2026,
            basis=paper(title, "kh.a"), on=on,
        )  # fmt: skip
    officer = signed_in(Role.OFFICER, units["A"])
    address = page_of("QĐ 2")
    unit = officer.get("/don-vi/A").content.decode()
    assert address in unit
    assert "lại là 5" in officer.get(address).content.decode()
    revoked = {**WHY, "number": "9/QĐ-UBND", "issuer": "UBND tỉnh"}
    assert officer.post(address, {**revoked, "signed_on": "01/01/2099"}).status_code == 422
    officer.post(address, revoked)
    assert ApprovedPosts.objects.standing().get().headcount == 5
    assert ApprovedPosts.objects.standing().get().valid.upper is None


def test_only_who_looks_after_the_places_may(units):
    act("rename_unit", code="A", name="Sở Khác")
    Paper.objects.filter(title="QĐ 1").update(unit_path="kh.a")
    assert signed_in(Role.OFFICER, units["B"]).get(page_of("QĐ 1")).status_code == 404
    assert signed_in(Role.HEAD, units["A"]).get(page_of("QĐ 1")).status_code == 403
    # The unit's own officer sees it; what is said of a unit is for the one above to change.
    own = signed_in(Role.OFFICER, units["A"])
    assert 'name="reason"' not in own.get(page_of("QĐ 1")).content.decode()
    assert own.post(page_of("QĐ 1"), WHY).status_code == 403
