"""Decisions to print in tests: one appointment, from which others are made by `replace`."""

from datetime import date

from congvu.decisions.printing.paper import Appendix, Article, DecisionPaper, Signer
from congvu.documents.printing.tables import Align, Band, Column, Table

CARRIED_OUT = (
    "Chánh Văn phòng Sở, thủ trưởng các đơn vị có liên quan và ông Trần Văn Thử chịu trách nhiệm "
    "thi hành Quyết định này."
)
APPOINTMENT = DecisionPaper(
    issuer="Sở Nội vụ",
    issuer_parent="UBND tỉnh Khánh Hòa",
    symbol="QĐ-SNV",
    place="Khánh Hòa",
    drafted_on=date(2026, 1, 3),
    number=5,
    signed_on=date(2026, 1, 5),
    summary="Về việc bổ nhiệm Phó Trưởng phòng Cải cách hành chính",
    decided_by="Giám đốc Sở Nội vụ tỉnh Khánh Hòa",
    bases=(
        "Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025;",
        "Căn cứ Nghị định số 170/2025/NĐ-CP ngày 30 tháng 6 năm 2025 của Chính phủ quy định về "
        "tuyển dụng, sử dụng và quản lý công chức",
        "Theo đề nghị của Trưởng phòng Tổ chức, biên chế.",
    ),
    articles=(
        Article(
            "Bổ nhiệm ông Trần Văn Thử, chuyên viên chính Phòng Cải cách hành chính, giữ chức vụ "
            "Phó Trưởng phòng Cải cách hành chính thuộc Sở Nội vụ kể từ ngày 15 tháng 01 năm 2026.",
            more=("Thời hạn giữ chức vụ bổ nhiệm là 05 năm.",),
        ),
        Article("Quyết định này có hiệu lực kể từ ngày ký."),
        Article(CARRIED_OUT),
    ),
    signer=Signer("Lê Thị Mẫu", "Giám đốc"),
    recipients=("Như Điều 3", "UBND tỉnh (để báo cáo);"),
    unit_kept="TCCB",
)
COLUMNS = (
    Column("TT", 0.6, Align.CENTER),
    Column("Họ và tên", 3.2),
    Column("Ngày sinh", 1.5, Align.CENTER),
    Column("Bậc", 0.8, Align.CENTER, "Đang hưởng"),
    Column("Hệ số", 0.9, Align.RIGHT, "Đang hưởng"),
    Column("Bậc", 0.8, Align.CENTER, "Được nâng"),
    Column("Hệ số", 0.9, Align.RIGHT, "Được nâng"),
)


def raises(count: int, *, units: int = 1) -> Table:
    """A table of `count` raises in `units` bands."""
    rows: list[tuple[str, ...] | Band] = []
    for number in range(1, count + 1):
        if (number - 1) % (count // units) == 0:
            rows.append(Band(f"Đơn vị thứ {number}"))
        name = f"Nguyễn Thị Ví Dụ {number}"
        rows.append((str(number), name, "01/02/1980", "3", "3,00", "4", "3,33"))
    return Table(COLUMNS, tuple(rows))


def raise_list(count: int = 300, *, word: str = "", landscape: bool = False) -> Appendix:
    """The list of a decision on raises."""
    title = "Danh sách công chức được nâng bậc lương thường xuyên quý I năm 2026"
    return Appendix(title, raises(count, units=4), word, landscape)
