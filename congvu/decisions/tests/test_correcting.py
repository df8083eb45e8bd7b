"""The form that corrects a decision: what it shows, what it keeps, what it costs."""

import json

import pytest

from congvu.decisions.forms.acts import RowForm
from congvu.decisions.selectors.correcting import rows_made
from congvu.decisions.tests.factories import SYSTEM, draft, issued, line
from congvu.establishment.tests.factories import UnitFactory
from congvu.people.tests.factories import PostingFactory


@pytest.fixture
def office(db):
    return UnitFactory(kind="department", name="Sở Thử", short_name="ST")


def praise(office, people):
    """A reward of so many people, in force."""
    named = [PostingFactory(person__unit=office, person__object_kind="CC") for _ in range(people)]
    lines = [line(one.person, reward_kind="DH-LDTT", reason="Hoàn thành tốt") for one in named]
    return issued("KT", *lines, issuer=office)


def correction(target, corrections):
    told = json.dumps(corrections, ensure_ascii=False)
    return draft(
        "DC", line(None, action="correct", corrections=told, reason="Sai sót"),
        issuer=target.issuer, target_id=target.pk,
    )  # fmt: skip


def test_right_values_of_many_people_are_kept_whole(office):
    target = praise(office, 1)
    wanted = {f"rewards:{number}": {"reason": "Đạt giải"} for number in range(200)}
    made = correction(target, wanted)
    assert json.loads(made.lines.get().values["corrections"]) == wanted


def test_the_form_takes_as_few_statements_for_many_people(office, django_assert_max_num_queries):
    target = praise(office, 12)
    with django_assert_max_num_queries(6):
        rows = rows_made(actor=SYSTEM, decision=target)
    assert len(rows) == 12


def test_a_value_corrected_to_nothing_stays_empty_when_the_draft_is_opened_again(office):
    target = praise(office, 1)
    first = rows_made(actor=SYSTEM, decision=target)[0]
    told = {first.key: {"reason": ""}}
    row = rows_made(actor=SYSTEM, decision=target, told=told)[0]
    form = RowForm(row=row, unit_code=str)
    shown = {name: str(field.initial) for name, field in form.fields.items()}
    data = {form.add_prefix(name): text for name, text in shown.items()}
    again = RowForm(data, row=row, unit_code=str)
    assert again.is_valid()
    assert again.changed() == {"reason": ""}
