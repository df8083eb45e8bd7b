"""What an item of the tree is: a heading, a closing formula, a duty with labels below it."""

import re
from itertools import dropwhile

from .blocks import Node
from .labels import is_content_label, is_label
from .tense import tells_what_is
from .words import fold

_CLOSING = re.compile(r"^(?:tren day la|noi nhan)\b")
_SIGNED = re.compile(r"^(?:tm|kt|tl|tuq|t/m|k/t|t/l)\b[.\s]*(?:[a-zđ]+\s*){2,}$")
_SPREAD = re.compile(
    r"^(?:nghi quyet|chi thi|ket luan|quy dinh) nay (?:duoc )?(?:pho bien|gui) den\b"
    r"|^[^.;:]{3,60} thong bao (?:den|de|cho)\b.{0,90}\bbiet\b"
)
_TROUBLE = re.compile(
    r"^(?:trong qua trinh|qua trinh|neu co|truong hop co)\b.{0,140}\b(?:kho khan|"
    r"vuong mac|phat sinh|sua doi|bo sung|van de)"
)
_ENFORCE = re.compile(
    r"\bchiu trach nhiem (?:thi hanh|thuc hien) (?:quyet dinh|nghi quyet|chi thi|ke "
    r"hoach) nay\b|\b(?:co hieu luc|quyet dinh nay)\b.{0,40}\bke tu ngay"
)

_AT_LARGE = re.compile(
    r"(?:phan cong )?(?:trach nhiem|nhiem vu)(?: cu the)? (?:cua|cho) (?:cac )?"
    r"(?:co quan|don vi|so|nganh|ban|dia phuong|cap|lien quan|co|va|thuc hien|[, ])+\W*$"
)
_PAPERS = re.compile(r"(?:phu luc\W*)?(?:danh muc|cac (?:van ban|de an|quy dinh|nghi quyet))\b")
_ALL_DO = re.compile(
    r"^(?:nhan duoc [^,;:]{3,60} nay,? )?(?:yeu cau|de nghi)\s[^;:]{5,130}?"
    r"(?:nghiem tuc |to chuc |trien khai |khan truong )+"
    r"(?:thuc hien|trien khai)(?: nghiem tuc| tot| co hieu qua| cac| noi dung| chi thi| ke hoach"
    r"| nghi quyet| ket luan| thong bao| quyet dinh| nay)*[\s./]*$"
)


_PASSED = re.compile(
    r"^(?:nghi quyet|quyet dinh|ke hoach|chi thi) nay (?:da )?duoc\b.{0,90}"
    r"\b(?:thong qua|ban hanh)\b"
)


def is_title(node: Node) -> bool:
    """Whether a node with items below it is only their heading."""
    text = node.text.rstrip()
    if node.upper or node.bold or text.endswith(":") or node.rank <= 2:
        return True
    return len(text) <= 220 and not text.endswith((".", ";"))


def is_formula(node: Node) -> bool:
    """Whether a sentence is one of those every paper closes with."""
    folded = fold(node.text)
    return bool(
        _TROUBLE.match(folded)
        or folded.startswith(("kem theo", "(kem theo", "(chi tiet"))
        or _ENFORCE.search(folded)
        or (len(folded) < 200 and _ALL_DO.match(folded))
        or _SPREAD.match(folded)
        or _PASSED.match(folded)
        or _CLOSING.match(folded)
    )


def is_for_all(text: str) -> bool:
    """Whether a heading speaks of bodies at large ("TRÁCH NHIỆM CỦA CÁC CƠ QUAN")."""
    return bool(_AT_LARGE.match(fold(text)))


def is_closing(node: Node) -> bool:
    """Whether the paper ends here: "Trên đây là ...", "Nơi nhận", "TM. ỦY BAN NHÂN DÂN"."""
    folded = fold(node.text)
    return bool(_CLOSING.match(folded) or (node.upper and _SIGNED.match(folded)))


def is_only_child(node: Node) -> bool:
    """Whether nothing else stands under the same heading."""
    return node.parent is not None and len(node.parent.children) == 1


def parent_ref(node: Node) -> str | None:
    """The reference of the heading above that has a number."""
    above = node.parent
    while above is not None and (
        above.kind == "para" or (above.rank > 7 and is_content_label(above))
    ):
        above = above.parent
    return above.ref or None if above is not None else None


def is_listed(node: Node) -> bool:
    """Whether an item stands in a list of papers to be issued ("DANH MỤC các đề án, quy định")."""
    above = node.parent
    while above is not None:
        if _PAPERS.match(fold(above.text)) or above.ref == "DM":
            return True
        above = above.parent
    return False


def lift_labels(parent: Node) -> None:
    """Let label lines below the last of several items stand for all of them.

    "(1) ... (2) ... • Đơn vị chủ trì: ..." : the bullets hang below (2) but hold for (1) too.
    """
    lifted: list[Node] = []
    waiting = False
    for child in parent.children:
        labels = [node for node in child.children if is_label(node)]
        few = child.kind in ("paren", "letter", "small_roman") and len(labels) == len(
            child.children
        )
        lifted.append(child)
        if labels and few and waiting:
            child.children = []
            lifted.extend(labels)
        waiting = child.kind in ("paren", "letter", "small_roman") and not labels
    parent.children = lifted


def with_items(fields: dict[str, str], node: Node) -> dict[str, str]:
    """Values of a label whose list stands in dashes below it."""
    if not node.children:
        return fields
    below = "; ".join(child.text.strip(" .;") for child in node.children)
    return {role: f"{value}; {below}".strip("; ") for role, value in fields.items()}


def leaves(node: Node) -> list[Node]:
    """The paragraphs with duties below a node, or the node itself."""
    if not node.children:
        return [] if is_content_label(node) else [node]
    below = [leaf for child in node.children for leaf in leaves(child) if not is_label(child)]
    titles = is_content_label(node) or is_title(node)
    return below if titles else [node, *below]


def trimmed(text: str) -> str:
    """A duty's words without the punctuation around them."""
    text = re.sub(r"\s+", " ", text).strip(" ;,:-–")
    return re.sub(r"\s*/?\.\s*$", "", text).strip()


def stands_beside_items(node: Node) -> bool:
    """Whether a paragraph explains the items it stands among."""
    siblings = node.parent.children if node.parent else []
    return node.kind == "para" and any(one.kind != "para" for one in siblings)


def after_reasons(found: list[Node]) -> list[Node]:
    """The items of a block without the paragraphs in front that tell how things stand."""
    if not found or not tells_what_is(fold(found[0].text)):
        return found
    rest = list(dropwhile(lambda node: node.kind == "para", found))
    return rest or found
