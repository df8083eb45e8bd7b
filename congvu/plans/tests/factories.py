"""A province with a reviewer, and papers to read."""

from datetime import date

from congvu.access.tests.factories import actor_for
from congvu.core.actors import Actor
from congvu.establishment.commands import load_units
from congvu.establishment.demo import SINCE, province_units
from congvu.establishment.models import Unit
from congvu.plans.models import PlanPaper
from congvu.plans.permissions import Plans
from congvu.plans.types import Upload
from congvu.work.permissions import Work

TODAY = date(2026, 11, 21)
RIGHTS = (
    Plans.VIEW,
    Plans.REVIEW,
    Plans.CONFIRM,
    Work.TASK_VIEW,
    Work.TASK_ASSIGN,
    Work.TASK_DELIVER,
    Work.TASK_ACCEPT,
)
CORNER = {"kh", "SNV", "STC", "STP", "SYT", "X22366", "X22333"}
TEXT = """ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA

KẾ HOẠCH
Nâng cao chất lượng đội ngũ công chức năm 2027

Số: 12/KH-UBND

II. NHIỆM VỤ
1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính xây dựng đề án vị trí việc làm, \
hoàn thành trước ngày 31/12/2026.
2. Giao Sở Tư pháp chủ trì, phối hợp với các cơ quan liên quan rà soát văn bản \
quy phạm pháp luật về công chức (hoàn thành trong quý I/2027).
3. Tổ chức 02 lớp bồi dưỡng kỹ năng số cho công chức cấp xã.
- Cơ quan chủ trì: Viện Nhân lực Biển Xanh.
- Thời gian thực hiện: Năm 2027.
"""


def province() -> Unit:
    """A corner of the real map of units; returns its root."""
    rows = [row for row in province_units() if row.code in CORNER]
    load_units(actor=Actor.system("test"), rows=rows, since=SINCE)
    return Unit.objects.get(code="kh")


def reviewer(*units: Unit) -> Actor:
    """Somebody who reviews and confirms plans on `units`."""
    return actor_for(*units, may=RIGHTS)


def upload(text: str = TEXT, name: str = "ke-hoach.txt") -> Upload:
    """A paper as a text file."""
    return Upload(name=name, content=text.encode())


def line_ending(paper: PlanPaper, word: str) -> object:
    """The line of `paper` whose text holds `word`."""
    return paper.lines.get(text__contains=word)
