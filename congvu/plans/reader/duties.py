"""Duties in prose and under labels: a walk over the tree of headings and items."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from .agencies import read_names, split_names
from .assign import Assignment, read_assignment
from .blocks import Node
from .clauses import split_duties
from .items import (
    after_reasons,
    is_closing,
    is_for_all,
    is_formula,
    is_listed,
    is_only_child,
    is_title,
    leaves,
    lift_labels,
    parent_ref,
    stands_beside_items,
    trimmed,
    with_items,
)
from .labels import content_value, has_labels, is_label, read_labels
from .partners import named_beside
from .shared import take_shared
from .tables.fit import looks_like_time
from .tables.ticks import year_in
from .task import Task
from .timephrases import find_time, told_time
from .told import Labelled
from .words import alternatives, fold

_PURPOSE = re.compile(rf"\b{alternatives('sections', 'purpose')}\b")
_DUTIES = re.compile(rf"\b{alternatives('sections', 'duties')}\b")
_PAPER = (
    r"^(?:nghi quyet|quyet dinh|ke hoach|de an|chuong trinh|quy dinh|quy che|chi thi|"
    r"huong dan|bao cao|thong bao|to trinh|du an|bo tieu chi|ket luan)"
)
_LISTED = re.compile(_PAPER + r"\s")
_PRODUCT = re.compile(
    _PAPER + r"\s+(?:ve|quy "
    r"dinh|chinh sach|cua|phe duyet|ban hanh|so ket|tong ket|sua doi|phat trien|dao "
    r"tao|thuc hien|to chuc|sap xep|thu hut|huong dan|danh gia|kiem tra)"
)
_CALLS = re.compile(
    r"\b(?:yeu cau|de nghi|giao|chi thi|chi dao)\s+(?:dong chi\s+|cac dong chi\s+)?"
)


def _begins(node: Node) -> bool:
    """Whether a paragraph without any heading above it gives work for certain."""
    found = read_assignment(node.text)
    return bool(found and found.lead and ("given" in found.how or "leads" in found.how))


def _directs(found: Assignment, text: str) -> bool:
    """Whether "Lãnh đạo" under a named bearer is what it does and not who ("Lãnh đạo UBND")."""
    opens = re.match(r"lãnh đạo\s(?!(?:các|từng|mỗi)\s)", text.lower())
    return bool(opens) and found.how == "named" and fold(found.lead[0]).startswith("lanh dao")


def heads_items(node: Node, found: Assignment) -> bool:
    """Whether a node names the bearer of the items below it, and is no duty itself."""
    in_brackets = found.how == "trailing" and is_title(node)
    return found.is_heading or in_brackets or node.text.rstrip().endswith(":")


@dataclass(frozen=True)
class Context:
    """What the headings above hand down to an item."""

    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    time: str = ""
    products: str = ""
    seen: tuple[tuple[int, int], ...] = ()
    purpose: bool = False
    layout: str = "prose"


def read_duties(root: Node) -> list[Task]:
    """All duties of the tree, in reading order."""
    walk = _Walk()
    walk.children(root, Context())
    return walk.tasks


class _Walk:
    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.closed = False

    def children(self, parent: Node, above: Context) -> None:
        """Visit what stands below a node, label lines with the duties they belong to."""
        if not above.purpose:
            if not has_labels(parent):
                lift_labels(parent)
            if has_labels(parent):
                self.labelled(parent, above)
                return
        shared = None if above.purpose else take_shared(parent)
        if shared:
            above = self.handed(shared.node, shared.found, above, shared.time)
        context = above
        opening = parent.kind == "root"
        for child in parent.children:
            if opening and child.kind in ("para", "dash") and not _begins(child):
                context = self.preamble(child, context)
                opening = not child.text.rstrip().endswith(":")
                continue
            opening = False
            context = self.child(child, parent, context, above)

    def child(self, child: Node, parent: Node, context: Context, above: Context) -> Context:
        """Visit one node below another; the context its following siblings have."""
        if child.kind in ("annex", "part"):
            self.closed = False
        if is_closing(child):
            self.closed = True
        if self.closed:
            return context
        handed = self.introduces(child, above)
        if handed is not None and not child.children:
            return handed
        if child.rank <= 3 and parent.kind != "root":
            context = above
        self.visit(child, context)
        return context

    def preamble(self, node: Node, above: Context) -> Context:
        """What the sentence in front of all items hands to them ("yêu cầu X: 1. ... 2. ...")."""
        if not node.text.rstrip().endswith(":"):
            return above
        for match in reversed(list(_CALLS.finditer(fold(node.text)))):
            names = read_names(node.text, match.end())
            rest = node.text[names.end :].strip(" .:;,")
            if names and (
                not rest or re.search(r"nhiem vu|noi dung|nhu sau|sau day|cac viec", fold(rest))
            ):
                span = (node.span[0], node.span[1])
                return replace(above, lead=names.names, seen=(*above.seen, span))
        return above

    def introduces(self, node: Node, above: Context) -> Context | None:
        """What a paragraph that only introduces its following siblings hands to them."""
        if above.purpose or node.kind not in ("para", "arabic1", "arabic2", "letter", "dash"):
            return None
        opens = node.text.rstrip().endswith(":") or re.search(r"(?:như sau|sau đây)\W*$", node.text)
        found = read_assignment(node.text)
        if found is None or not found.lead:
            return None
        bare = not found.rest.strip(" .:;")
        if not (opens or node.kind == "para") or not (bare or (opens and node.kind != "dash")):
            return None
        return self.handed(node, found, above)

    @staticmethod
    def handed(node: Node, found: Assignment, above: Context, told: str = "") -> Context:
        """The context below a heading that names the bearers; `told`: the time said apart."""
        time = find_time(found.rest)
        if told:
            phrase = told
        elif re.search(r"nhiem vu thuong xuyen", fold(node.text)):
            phrase = "thường xuyên"
        else:
            phrase = time.phrase if time and time.how != "inline" else above.time
        span = (node.span[0], node.span[1])
        return replace(
            above,
            lead=found.lead or above.lead,
            partners=found.partners,
            time=phrase,
            seen=(*above.seen, span),
        )

    def visit(self, node: Node, above: Context) -> None:
        """Read one node and what is below it."""
        context = self.section(node, above)
        if context.purpose:
            self.children(node, context)
            return
        found = None if is_formula(node) else read_assignment(read_labels(node.text).rest)
        if found and node.rank <= 3 and is_for_all(node.text):
            found = None
        if not node.children:
            self.leaf(node, found, context)
            return
        own_labels = not context.purpose and has_labels(node)
        if own_labels:
            self.children(node, context)
        elif found and found.lead and heads_items(node, found):
            self.children(node, self.handed(node, found, context))
        elif found and found.lead and not is_title(node):
            self.leaf(node, found, context, first=True)
            self.children(node, self.handed(node, found, context))
        elif found and found.partners and context.lead and node.text.rstrip().endswith(":"):
            self.children(node, self.handed(node, found, context))
        elif not is_title(node):
            self.leaf(node, found, context)
            self.children(node, context)
        else:
            self.children(node, self.timed(node, context))

    @staticmethod
    def timed(node: Node, above: Context) -> Context:
        """The context below a heading that is nothing but a time ("Năm 2026:")."""
        phrase = node.text.strip(" .:")
        is_time = len(phrase) < 60 and looks_like_time(phrase)
        return replace(above, time=phrase) if is_time else above

    def section(self, node: Node, above: Context) -> Context:
        """The context with what a section heading changes in it."""
        if has_labels(node):
            return above
        if node.kind == "root" or node.rank > 8 or (len(node.text) > 200 and not node.upper):
            return above
        folded = fold(node.text)
        first = folded.split(":")[0]
        if _PURPOSE.search(first) and not _DUTIES.search(first) and len(first) < 120:
            heads = node.children or node.upper
            return replace(above, purpose=True) if heads and self.heads(first) else above
        if node.rank <= 3:
            return replace(above, purpose=False)
        return above

    @staticmethod
    def heads(first: str) -> bool:
        """Whether a heading begins with, and so is about, aims or the state of things."""
        match = _PURPOSE.search(first)
        return bool(match) and (match.start() < 25 if match else False)

    def leaf(
        self, node: Node, found: Assignment | None, context: Context, *, first: bool = False
    ) -> None:
        """Make the task or tasks of an item that has text of its own."""
        if is_formula(node) or node.rank <= 2 or (found is None and stands_beside_items(node)):
            return
        labels = read_labels(node.text)
        lead = labels.fields.get("lead")
        borne = bool(context.lead or lead)
        parts = split_duties(labels.rest, found, borne=borne)
        if not borne:
            parts = [part for part in parts if part.found and part.found.lead]
        numbered = first and any(
            child.kind == "para" and not is_formula(child)
            for child in takewhile(lambda child: not is_closing(child), node.children)
        )
        for number, part in enumerate(parts, 1):
            ref = node.ref
            if len(parts) > 1 or numbered:
                ref = f"{node.ref}({number})"
            if node.kind == "para" and is_only_child(node) and len(parts) == 1:
                ref = node.parent.ref if node.parent and node.parent.ref else ref
            task = self.make(node, ref, part.text, part.found, context)
            if task.text and len(task.text) > 8:
                self.label_fields(task, labels)
                self.tasks.append(task)

    def make(
        self, node: Node, ref: str, text: str, found: Assignment | None, context: Context
    ) -> Task:
        """One task of an item, with what it inherits."""
        words = found.rest if found else text
        if found and context.lead and _directs(found, text):
            found, words = None, text
        words = content_value(words)
        time = find_time(words)
        if found and found.time and (not time or time.how == "inline"):
            time = told_time(found.time, words) or time
        if time and time.how == "inline" and context.layout == "labels" and context.time:
            time = None
        task = Task(ref, trimmed(time.rest if time else words), node.span, context.layout)
        task.parent_ref = parent_ref(node)
        task.lead = list(found.lead if found and found.lead else context.lead)
        task.coordinating = list(
            found.partners if found and (found.partners or found.lead) else context.partners
        )
        if not task.coordinating and context.layout != "labels":
            task.coordinating = list(named_beside(words))
        task.time = time.phrase if time else context.time
        task.year = year_in(context.time)
        task.cues.append(found.how if found and found.lead else "inherited lead")
        task.cues.append(f"time {time.how}" if time else "no time")
        if not (found and found.lead):
            task.inherited.append("lead")
            for first, last in context.seen[-1:]:
                task.see([first, last])
        if not time and context.time:
            task.inherited.append("time")
        task.products = self.products(node, task.text, context)
        return task

    @staticmethod
    def products(node: Node, words: str, context: Context) -> list[str]:
        """What an item is to bring: the paper it names itself, or what a label above it says."""
        issued = _LISTED if is_listed(node) else _PRODUCT
        if issued.match(fold(words)) and (node.rank >= 9 or issued is _LISTED):
            return [words]
        return [context.products] if context.products else []

    @staticmethod
    def label_fields(task: Task, labels: Labelled) -> None:
        """Put the values of labels into a task; a label wins over the sentence."""
        fields = labels.fields
        if fields.get("lead"):
            task.lead = split_names(fields["lead"])
            task.layout = "labels"
        if fields.get("coordinating"):
            task.coordinating = split_names(fields["coordinating"])
        if fields.get("time") and "time bracket" not in task.cues:
            task.time = fields["time"]
        if fields.get("product"):
            task.products = [fields["product"]]

    def labelled(self, parent: Node, above: Context) -> None:
        """A section whose duties get their bearers from label lines among its items."""
        contents: list[Node] = []
        fields = Labelled("")
        spans: list[tuple[int, int]] = []
        ahead = is_label(parent.children[0])
        for child in parent.children:
            if is_closing(child):
                self.closed = True
                break
            if is_label(child):
                own = read_labels(child.text).fields
                if ahead and contents and set(own) & set(fields.fields):
                    self.emit(parent, contents, fields, spans, above)
                    contents, fields, spans = [], Labelled(""), []
                fields.fields.update(with_items(own, child))
                spans.append((child.span[0], child.span[1]))
                continue
            if fields and contents and not ahead:
                self.emit(parent, contents, fields, spans, above)
                contents, fields, spans = [], Labelled(""), []
            contents.append(child)
        self.emit(parent, contents, fields, spans, above)

    def emit(
        self,
        parent: Node,
        contents: list[Node],
        labels: Labelled,
        spans: list[tuple[int, int]],
        above: Context,
    ) -> None:
        """The tasks of one label block."""
        if not labels:
            for node in contents:
                self.visit(node, above)
            return
        if not labels.fields.get("lead") and not above.lead:
            time = labels.fields.get("time", "") if contents and contents[-1].rank >= 8 else ""
            for node in contents:
                self.visit(node, replace(above, time=time or above.time))
            return
        context = replace(
            above,
            lead=tuple(split_names(labels.fields.get("lead", ""))) or above.lead,
            partners=tuple(split_names(labels.fields.get("coordinating", ""))),
            time=labels.fields.get("time", "") or above.time,
            products=labels.fields.get("product", ""),
            layout="labels",
        )
        found = after_reasons([leaf for node in contents for leaf in leaves(node)]) or [parent]
        for leaf in found:
            if not is_formula(leaf) and context.lead:
                own = read_assignment(leaf.text) if leaf is not parent else None
                task = self.under_labels(leaf, own, labels, spans, context)
                if task.text:
                    self.tasks.append(task)

    def under_labels(
        self,
        leaf: Node,
        own: Assignment | None,
        labels: Labelled,
        spans: list[tuple[int, int]],
        context: Context,
    ) -> Task:
        """One task of a label block; a label wins over the wording of the content."""
        task = self.make(leaf, leaf.ref, leaf.text, own, context)
        if labels.fields.get("coordinating") or (own and not own.partners and not own.lead):
            task.coordinating = list(context.partners)
        if labels.fields.get("lead"):
            task.lead = list(context.lead)
            task.inherited = [name for name in task.inherited if name != "lead"]
            task.cues[0] = "label"
        for first, last in spans:
            task.see([first, last])
        return task
