"""The month of retirement age in a list: asked for, told and sorted as the forecast counts it."""

from datetime import date

import pytest
from django.urls import reverse

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with, actor_for
from congvu.core.periods import PartialDate, from_day
from congvu.law.selectors import law_of
from congvu.people.columns.conditions import read_condition
from congvu.people.columns.months import months_named
from congvu.people.models import EmploymentStatus
from congvu.people.permissions import People
from congvu.people.rules import retirement
from congvu.people.selectors.search import Wanted, search_people
from congvu.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 21)


def person(unit, born, sex):
    first, last = PartialDate(born).bounds() if born else (None, None)
    return PersonFactory(unit=unit, born=born, sex=sex, born_from=first, born_to=last)


def by_rule(one):
    law = law_of(*retirement.CODES)
    return retirement.retirement_of(law, one.born, one.sex, on=ON).reached_in


BIRTHS = [
    ("1965-01-31", "M"), ("1965-09-01", "M"), ("1966-03-31", "M"), ("1966-04-01", "M"),
    ("1970-04-30", "F"), ("1970-05-01", "F"), ("1971-12-31", "F"), ("1985", "F"), ("1990-06", "M"),
]  # fmt: skip


def found(unit, text, order="name"):
    condition = read_condition(text)
    assert condition is not None, text
    wanted = Wanted(conditions=(condition,), order=order)
    actor = actor_for(unit, may=[People.RECORD_VIEW])
    return list(search_people(actor=actor, on=ON, wanted=wanted))


def test_each_is_found_in_the_month_of_the_rule_and_in_no_other(unit):
    people = [person(unit, *one) for one in BIRTHS]
    untold = [person(unit, "", "M"), person(unit, "1970-01-01", "")]
    months = {one.pk: by_rule(one) for one in people}
    for one in people:
        month = months[one.pk]
        alike = {pk for pk, other in months.items() if other == month}
        assert {p.pk for p in found(unit, f"retires~is~{month:%m/%Y}")} == alike
        year = {pk for pk, other in months.items() if other.year == month.year}
        assert {p.pk for p in found(unit, f"retires~is~{month.year}")} == year
        later = {pk for pk, other in months.items() if other >= month}
        assert {p.pk for p in found(unit, f"retires~from~{month:%m/%Y}")} == later
        earlier = {pk for pk, other in months.items() if other <= month}
        assert {p.pk for p in found(unit, f"retires~to~{month:%m/%Y}")} == earlier
    ordered = [months[one.pk] for one in found(unit, "retires~filled", "retires")]
    assert ordered == sorted(months.values())
    assert set(found(unit, "retires~empty")) == set(untold)


def test_who_is_kept_past_the_age_is_found_in_the_month_the_forecast_says(unit):
    kept = person(unit, "1964-06-10", "M")
    EmploymentStatus.objects.create(
        person=kept, status_code="KD", valid=from_day(date(2025, 9, 1), date(2027, 8, 15)),
        basis=kept.basis, unit_path=kept.unit_path,
    )  # fmt: skip
    assert found(unit, "retires~is~08/2027") == [kept]
    assert found(unit, "retires~to~07/2027") == []
    [shown] = found(unit, "retires~filled", "retires")
    assert shown.retires_in == date(2027, 8, 1)


@pytest.mark.parametrize("text", ["13/2027", "2027-00", "1827", "abc", ""])
def test_what_is_no_month_is_no_filter(text):
    assert months_named(text) is None
    assert read_condition(f"retires~is~{text}") is None


def test_the_page_takes_a_year_or_a_month_and_says_so(client, unit):
    born = person(unit, "1966-03-31", "M")
    month = by_rule(born)
    client.force_login(account_with(Role.OFFICER, unit))
    address = reverse("people:list")
    for asked, count in ((f"{month:%m/%Y}", 1), (str(month.year), 1), (str(month.year + 1), 0)):
        page = client.get(address, {"retires": asked, "c": ["full_name", "retires"]})
        assert page.context["page"].paginator.count == count
        assert asked in page.content.decode()
    page = client.get(address, {"retires": "nhầm"})
    assert page.context["page"].paginator.count == 1
