"""Names of agencies: where they end, how lists are cut, what they stand for."""

from datetime import date

import pytest

from congvu.plans.reader.agencies import agency_share, read_names, split_names
from congvu.plans.reader.assign import read_assignment
from congvu.plans.reader.units import class_of, expansions, is_known, resolve


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Sở Thông tin và Truyền thông chủ trì", ("Sở Thông tin và Truyền thông",), " chủ trì"),
        (
            "Ban Tổ chức Tỉnh ủy, Sở Nội vụ và các đơn vị có liên quan xây dựng",
            ("Ban Tổ chức Tỉnh ủy", "Sở Nội vụ", "các đơn vị có liên quan"),
            " xây dựng",
        ),
        (
            "các sở, ban, ngành thuộc UBND tỉnh rà soát",
            ("các sở, ban, ngành thuộc UBND tỉnh",),
            " rà soát",
        ),
        (
            "tổ chức đảng và cấp ủy cùng cấp tổ chức triển khai",
            ("tổ chức đảng và cấp ủy cùng cấp",),
            " tổ chức triển khai",
        ),
        (
            "Thủ trưởng các sở, ban, ngành và Chủ tịch UBND các huyện, thị xã chủ động",
            ("Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các huyện, thị xã"),
            " chủ động",
        ),
        (
            "Trung tâm Phục vụ hành chính công tỉnh niêm yết",
            ("Trung tâm Phục vụ hành chính công tỉnh",),
            " niêm yết",
        ),
        (
            "Các Sở: Tài chính, Xây dựng, Y tế căn cứ",
            ("Các Sở: Tài chính, Xây dựng, Y tế",),
            " căn cứ",
        ),
        ("Sở Nội vụ Các sở, ngành", ("Sở Nội vụ",), " Các sở, ngành"),
    ],
)
def test_a_name_ends_where_the_duty_begins(text, names, rest):
    found = read_names(text)
    assert (found.names, text[found.end :]) == (names, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức hội nghị",
        "Bảo đảm 100% hồ sơ",
        "Ban hành Kế hoạch",
        "Viên chức phải",
        "Báo cáo kết quả",
    ],
)
def test_a_duty_is_no_name(text):
    assert not read_names(text)


def test_a_cell_keeps_bodies_nobody_listed():
    cell = "Sở Tài chính; Liên minh Nhân lực số Biển Đông"
    assert split_names(cell) == ["Sở Tài chính", "Liên minh Nhân lực số Biển Đông"]


def test_a_sentence_in_a_label_gives_only_its_bodies():
    label = "Ban Tổ chức Tỉnh ủy. UBND tỉnh chỉ đạo xây dựng, trình chính sách cụ thể"
    assert split_names(label) == ["Ban Tổ chức Tỉnh ủy", "UBND tỉnh"]


def test_two_names_without_anything_between_are_doubtful():
    assert agency_share("Sở Nội vụ; Sở Tài chính") == 1.0
    assert agency_share("Sở Nội vụ Sở Tài chính") < 1.0


@pytest.mark.parametrize(
    ("text", "lead", "partners"),
    [
        ("Giao Sở Nội vụ theo dõi, đôn đốc việc thực hiện.", ("Sở Nội vụ",), ()),
        (
            "Sở Tư pháp: Phối hợp với Văn phòng UBND tỉnh xây dựng văn bản.",
            ("Sở Tư pháp",),
            ("Văn phòng UBND tỉnh",),
        ),
        (
            "Rà soát toàn bộ hồ sơ (Sở Nội vụ chủ trì, phối hợp Sở Tài chính; quý I/2026).",
            ("Sở Nội vụ",),
            ("Sở Tài chính",),
        ),
        (
            "Căn cứ Kế hoạch này, các sở, ban, ngành chủ động xây dựng kế hoạch.",
            ("các sở, ban, ngành",),
            (),
        ),
        (
            "Sở Nội vụ là cơ quan thường trực, có trách nhiệm theo dõi việc thực hiện.",
            ("Sở Nội vụ",),
            (),
        ),
    ],
)
def test_bearer_and_partners_are_read_from_the_sentence(text, lead, partners):
    found = read_assignment(text)
    assert (found.lead, found.partners) == (lead, partners)


@pytest.mark.parametrize(
    "text",
    [
        "Nâng cao chất lượng đội ngũ cán bộ, công chức.",
        "Lãnh đạo, chỉ đạo việc thực hiện Nghị quyết.",
        "Thanh tra, kiểm tra việc thực hiện.",
    ],
)
def test_a_duty_without_a_body_has_no_bearer(text):
    assert read_assignment(text) is None


def test_a_former_department_is_itself_on_the_day_of_the_paper_and_its_successor_today():
    before = resolve("Sở Kế hoạch và Đầu tư", date(2025, 2, 28))
    after = resolve("Sở Kế hoạch và Đầu tư", date(2025, 3, 1))
    assert [unit["name"] for unit in before["then"]] == ["Sở Kế hoạch và Đầu tư"]
    assert [unit["code"] for unit in before["today"]] == ["STC"]
    assert [unit["code"] for unit in after["then"]] == ["STC"]


@pytest.mark.parametrize("name", ["Giám đốc Sở Nội vụ", "SỞ NỘI VỤ", "Sở Nội Vụ tỉnh Khánh Hòa"])
def test_office_holder_case_and_province_do_not_hide_the_unit(name):
    assert [unit["code"] for unit in resolve(name, None)["today"]] == ["SNV"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Các sở, ban, ngành thuộc UBND tỉnh", "DEPARTMENTS"),
        ("UBND các xã, phường, đặc khu", "COMMUNES"),
        ("Cơ quan, đơn vị, địa phương", "ALL_BODIES"),
        ("UBND các huyện, thị xã, thành phố", "DISTRICTS"),
        ("các cơ quan có liên quan", "RELATED"),
    ],
)
def test_a_class_is_named_and_expands_by_the_catalog(name, code):
    assert class_of(name)["code"] == code
    assert "SNV" in expansions()["DEPARTMENTS"]
    assert len(expansions()["COMMUNES"]) == 65
    assert expansions()["RELATED"] == []


def test_a_body_of_no_catalog_is_unknown_so_that_a_person_is_asked():
    assert not is_known(resolve("Liên minh Nhân lực số Biển Đông", None))
