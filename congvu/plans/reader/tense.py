"""Telling what is to be reached from what was: a paper counts its past before it sets its aims."""

import re
from dataclasses import dataclass

_SITUATION = re.compile(
    r"\b(?:tinh hinh|thuc trang|ket qua (?:dat duoc|thuc hien|noi bat|cong tac)|uu diem|ton tai"
    r"|han che|khuyet diem|yeu kem|nguyen nhan|su can thiet|co so (?:chinh tri|thuc tien)|boi canh"
    r"|danh gia (?:chung|tinh hinh|thuc trang|ket qua)|bai hoc|kinh nghiem|can cu xay dung)\b"
)
_TASKS = re.compile(r"\b(?:muc tieu|chi tieu|nhiem vu|giai phap|phan cong|to chuc thuc hien)\b")
# A year on its own; what _CITED ends before it makes it that of a paper ("Kế hoạch số 12/KH-UBND
# ngày") or one to compare with ("so với năm").
_YEAR = re.compile(r"\b(?:nam|thang \d{1,2}\s*/|ngay \d{1,2}/\d{1,2}/)\s*(20\d\d)\b")
_CITED = re.compile(r"\bso (?:voi )?(?!lieu)\S*[^;.]{0,30}$|\bcung ky[^;,.]{0,12}$")
_SPAN = re.compile(r"\b(20\d\d)\s*-\s*(20\d\d)\b")
_DONE = (
    r"\bda (?:cu|mo|to chuc|giai quyet|tiep nhan|dat|bo tri|chi|tuyen|giam|tang|cat|nang|hoan thanh"
    r"|dao tao|boi duong|thu hut|gop phan|tinh gian|chi ro|tien hanh|co)\b"
)
_STANDS = (
    r"(?<!thuc )(?<!the )(?<!phat )(?<!bieu )(?<!xuat )\bhien\b|\bmoi (?:dat|co|chi|la|duoc)\b"
    r"|\bchi (?:dat|co|bang|dap ung|moi|khoang)\b|\bcon (?:yeu|thap|it|cham)\b|\bco toi\b"
    r"|\bdap ung duoc\b|\bbinh quan\b.*\bdu toan\b"
)
_COUNTED = (
    r"\btheo (?:so lieu|khao sat|thong ke|tinh toan)\b|\bthong ke den\b|\bkhao sat\b.*\d"
    r"|\bcho (?:thay|rang)\b"
)
_BEHIND = re.compile(f"{_DONE}|{_STANDS}|{_COUNTED}")
_AHEAD = re.compile(
    r"\b(?:phan dau|muc tieu|chi tieu|bao dam|dam bao|it nhat|toi thieu|khong duoi)\b"
    r"|\b(?:hang|moi|tung) nam\b"
)
# Figures of a rule or of money, which nobody sets out to reach.
_NO_AIM = re.compile(
    r"\bthi (?:khong|bi|duoc|phai boi)\b|\b(?:cong|huong|ho tro|tro cap|phu cap) them\b"
    r"|\btrong thoi (?:han|gian) (?:khong qua|toi da)\b"
)


@dataclass
class Tense:
    """Reads the clauses of one paragraph in their order; `issued` is the paper's year.

    A clause that tells neither past nor future has the tense of those before it.
    """

    issued: int | None
    is_past: bool = False

    def is_aim(self, folded: str) -> bool:
        """Whether a figure in this clause may be an aim."""
        years = _years(folded)
        is_behind = bool(_BEHIND.search(folded)) or self._ended(years)
        is_ahead = bool(_AHEAD.search(folded)) or self._to_come(years)
        if is_behind != is_ahead:
            self.is_past = is_behind
        return not self.is_past and not _NO_AIM.search(folded)

    def _ended(self, years: list[int]) -> bool:
        return bool(self.issued and years and max(years) < self.issued)

    def _to_come(self, years: list[int]) -> bool:
        return bool(self.issued and years and max(years) > self.issued)


def tells_what_is(folded: str) -> bool:
    """Whether a paragraph tells what was or is, and nothing of what is to come."""
    return bool(_BEHIND.search(folded)) and not _AHEAD.search(folded)


def is_situation(heading: str) -> bool:
    """Whether what stands under a folded heading tells how things are, not what is to be done."""
    return bool(_SITUATION.search(heading)) and not _TASKS.search(heading)


def _years(folded: str) -> list[int]:
    found = [int(match[2]) for match in _SPAN.finditer(folded)]
    for match in _YEAR.finditer(folded):
        if not _CITED.search(folded[max(0, match.start() - 40) : match.start()]):
            found.append(int(match[1]))
    return found
