import pytest

from congvu.establishment.choices import UnitKind
from congvu.establishment.rules.titles import Place, leadership_titles, title_code

DEPARTMENT = Place("department", "department", "Sở Nội vụ")
DIVISION = Place("department", "division", "Sở Nội vụ")
COMMUNE = Place("ward", "ward", "Phường Nha Trang")
COMMUNE_DIVISION = Place("commune", "division", "Xã Vạn Hưng")


@pytest.mark.parametrize(
    ("title", "place", "code"),
    [
        ("Giám đốc", DEPARTMENT, "DEPARTMENT_HEAD"),
        ("Giám đốc", DIVISION, "DEPARTMENT_DIVISION_HEAD"),
        ("GIÁM ĐỐC SỞ", DEPARTMENT, "DEPARTMENT_HEAD"),
        ("Trưởng phòng", DEPARTMENT, "DEPARTMENT_DIVISION_HEAD"),
        ("Trưởng phòng", DIVISION, "DEPARTMENT_DIVISION_HEAD"),
        ("Trưởng phòng", COMMUNE_DIVISION, "COMMUNE_DIVISION_HEAD"),
        ("Chánh Văn phòng", DEPARTMENT, "DEPARTMENT_DIVISION_HEAD"),
        (
            "Chánh Văn phòng",
            Place("department", "department", "Văn phòng Ủy ban nhân dân tỉnh"),
            "OFFICE_HEAD",
        ),
        ("Chủ tịch UBND phường", COMMUNE, "COMMUNE_CHAIR"),
        ("Chủ tịch HĐND phường", COMMUNE, "COMMUNE_COUNCIL_CHAIR"),
        ("Phó Chủ tịch", COMMUNE, "COMMUNE_VICE_CHAIR"),
        ("Chuyên viên", DIVISION, ""),
        ("", DIVISION, ""),
    ],
)
def test_a_printed_post_means_the_title_of_its_place(title, place, code):
    assert title_code(title, place) == code


def test_every_line_leads_to_known_titles_groups_and_kinds_of_units():
    titles = leadership_titles()
    kinds = set(UnitKind)
    for title in titles.values():
        assert set(title.next_lower) <= set(titles)
        assert title.theory_group in {"S2", "S3", "S4"}
        assert title.confidence in {"sure", "likely", "unsure"}
        assert {kind for place in title.places for kind in place.split("/")} <= kinds


def test_a_next_lower_title_never_stands_above():
    titles = leadership_titles()
    for title in titles.values():
        assert all(titles[lower].order > title.order for lower in title.next_lower)
