"""Every item of the official lists of the three CVs is printed, with its words and its fields."""

import re
import unicodedata

import pytest

from congvu.catalog.selectors import read_codes
from congvu.core.text import fold
from congvu.people.printing.plan import form_plans, slots_of
from congvu.people.printing.tables import TABLES
from congvu.people.printing.values import VALUES

OFFICIAL = [(key, plan.official) for key, plan in form_plans().items() if plan.official]
ITEMS = [(key, row) for key, official in OFFICIAL for row in read_codes(official)]
FAMILY = {"same": "relation,member_name,member_birth_year,member_detail"}
WRITTEN_OUT = {"CSVN": "Cộng sản Việt Nam", "m2": "m²", "địa danh, ": ""}


def words_of(text):
    for short, full in WRITTEN_OUT.items():
        text = text.replace(short, full)
    return set(re.findall(r"[a-z0-9]+", fold(text)))


def ids(pair):
    key, row = pair
    return f"{key}-{row['item']}"


@pytest.mark.parametrize(("key", "row"), ITEMS, ids=[ids(pair) for pair in ITEMS])
def test_every_item_of_the_official_list_is_printed_with_its_fields(key, row):
    plan = form_plans()[key]
    wanted = FAMILY.get(row["field_keys"], row["field_keys"])
    missing = set(filter(None, wanted.split(","))) - plan.printed_fields().get(row["item"], set())
    assert row["item"] in plan.printed_words()
    assert not missing


@pytest.mark.parametrize(("key", "row"), ITEMS, ids=[ids(pair) for pair in ITEMS])
def test_every_item_is_printed_with_the_words_of_the_official_list(key, row):
    printed = words_of(" ".join(form_plans()[key].printed_words()[row["item"]]))
    assert not words_of(row["label_vi"]) - printed


@pytest.mark.parametrize(("key", "row"), ITEMS, ids=[ids(pair) for pair in ITEMS])
def test_tables_have_the_heads_of_the_official_list(key, row):
    if not row["type"].startswith("table:"):
        return
    heads = [head.strip() for head in row["type"].removeprefix("table:").split(";")]
    tables = [
        [column[0] for column in entry["columns"]]
        for entry in form_plans()[key].entries()
        if entry.get("item") == row["item"] and "columns" in entry
    ]
    assert tables
    for printed in tables:
        assert len(printed) == len(heads)
        for head, official in zip(printed, heads, strict=True):
            if not official.startswith("(same"):
                assert head == official


def test_items_stand_in_the_order_of_the_official_list():
    for key, official in OFFICIAL:
        order = [row["item"] for row in read_codes(official)]
        printed = [
            item for entry in form_plans()[key].entries() for item, _w, _v in slots_of(entry)
        ]
        known = [order.index(item) for item in printed if item in order]
        assert known == sorted(known), key


def test_no_value_or_table_is_idle_and_every_name_is_known():
    asked = {
        name
        for plan in form_plans().values()
        for entry in plan.entries()
        for _item, _words, name in slots_of(entry)
        if name
    }
    assert asked == set(VALUES) | set(TABLES)


def test_fields_told_are_lines_of_the_list_of_dossier_fields():
    known = {row["field_key"] for row in read_codes("dossier_fields")}
    told = {one for value in [*VALUES.values(), *TABLES.values()] for one in value.fields}
    assert told <= known


def test_words_of_forms_are_in_one_unicode_form():
    for plan in form_plans().values():
        for words in plan.printed_words().values():
            assert all(unicodedata.is_normalized("NFC", text) for text in words)
