"""Partners named in the course of a duty: "…, phối hợp với X", "có sự tham gia của X"."""

import re

from .agencies import read_names
from .words import lower

_JOINS = re.compile(
    r"(?<!\w)(?:(?:có |với )?sự (?:(?:tham gia|phối hợp|hỗ trợ),? (?:và )?)+ ?của"
    r"|(?:cùng )?phối hợp(?: chặt chẽ| thực hiện)? (?:với|cùng với|cùng)|cùng với|phối hợp:"
    r"|phối hợp(?= (?:sở|ubnd)(?!\w)))\s+"
)
# "quy chế phối hợp với ..." names what is made, not who takes part.
_NOUN = re.compile(
    r"(?:quy chế|cơ chế|công tác|chương trình|nội dung|kế hoạch|trách nhiệm|việc|hoạt động|quy định"
    r"|mối quan hệ|quan hệ|sự|tăng cường|trong|khi|được)\s*$"
)


def named_beside(text: str) -> tuple[str, ...]:
    """The partners a duty names in its course; empty when it names none."""
    low = lower(text)
    for match in _JOINS.finditer(low):
        if _NOUN.search(low, max(0, match.start() - 24), match.start()):
            continue
        names = read_names(text, match.end())
        if names:
            return names.names
    return ()
