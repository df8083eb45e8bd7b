"""Knowing a paper under a secrecy mark, so that it is refused before anything is kept."""

import re
from collections.abc import Sequence

# The stamp stands alone on a line, in capitals, perhaps with blanks, stars or brackets around.
_STAMP = re.compile(r"[\W_]*(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)[\W_]*")
_MARKED = re.compile(r"(?:ĐỘ\s+MẬT|DẤU\s+MẬT|MỨC\s+ĐỘ\s+MẬT)\s*:\s*(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)")


def carries_secrecy_mark(lines: Sequence[str]) -> bool:
    """Whether a line is a secrecy stamp, or says the degree of secrecy.

    Law: the refusal of state secrets, Luật Bảo vệ bí mật nhà nước 117/2025/QH15
    """
    return any(_STAMP.fullmatch(line.strip()) or _MARKED.search(line.upper()) for line in lines)
