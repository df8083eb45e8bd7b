"""What the bearer does: take up, tell how far it is, hand in."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from congvu.core.actors import Actor
from congvu.core.text import clean
from congvu.documents.choices import PaperKind
from congvu.documents.commands import record_paper
from congvu.work.choices import OPEN, Act, State
from congvu.work.commands.acts import (
    SayMore,
    WrongState,
    keep_upload,
    locked_for,
    place_for_papers,
    write,
)
from congvu.work.models import Task, TaskEvent, TaskProduct
from congvu.work.types import Handed, Upload


@transaction.atomic
def take_up(*, actor: Actor, task_id: int) -> Task:
    """Take the task in hand.

    Requires: to bear it, or work.task.deliver on its unit.
    Raises: NotVisible, Forbidden, WrongState.
    """
    task = locked_for(actor, task_id, Act.TAKEN_UP)
    write(actor, task, Act.TAKEN_UP, to_state=State.IN_HAND)
    return task


@transaction.atomic
def note_progress(
    *,
    actor: Actor,
    task_id: int,
    note: str = "",
    percent: int | None = None,
    file: Upload | None = None,
) -> Task:
    """Say how far the task is; `percent` 0 to 100. Whoever notes has taken it in hand.

    Requires: as `take_up`.
    Raises: NotVisible, Forbidden, WrongState, SayMore.
    """
    task = locked_for(actor, task_id, Act.NOTED)
    note = note.strip()
    if not note and percent is None and file is None:
        raise SayMore(_("Write how far the task is, or give a percentage."))
    if percent is not None and not 0 <= percent <= 100:
        raise SayMore(_("A percentage lies between 0 and 100."))
    task.percent = task.percent if percent is None else percent
    task.progress_note = note or task.progress_note
    kept = keep_upload(actor, task, file) if file else None
    write(actor, task, Act.NOTED, to_state=State.IN_HAND, note=note, file=kept)
    return task


@transaction.atomic
def deliver(
    *,
    actor: Actor,
    task_id: int,
    on: date,
    products: Sequence[Handed] = (),
    files: Sequence[Upload] = (),
    note: str = "",
) -> Task:
    """Hand in the task on day `on`: its products, files besides, a note.

    Each product is handed in once, now or before a return; one handed in again replaces the old.

    Requires: as `take_up`.
    Raises: NotVisible, Forbidden, WrongState, SayMore when products are missing.
    """
    task = locked_for(actor, task_id, Act.DELIVERED)
    _check_children(task)
    wanted = {product.pk: product for product in TaskProduct.objects.filter(task=task)}
    handed = [item for item in products if item.product_id in wanted]
    _check_products(task, wanted, handed, has_more=bool(note.strip() or files))
    kept = [keep_upload(actor, task, file) for file in files]
    for file in kept[1:]:
        # A line of history holds one file: the others get lines of their own before it.
        write(actor, task, Act.NOTED, file=file)
    task.delivered_on = on
    event = write(
        actor,
        task,
        Act.DELIVERED,
        to_state=State.DELIVERED,
        note=note.strip(),
        file=kept[0] if kept else None,
    )
    for item in handed:
        _hand_in(actor, task, wanted[item.product_id], item, event)
    return task


def _check_children(task: Task) -> None:
    waiting = Task.objects.filter(parent=task, state__in=OPEN).count()
    if waiting:
        raise WrongState(
            ngettext(
                "%(n)d part of this task is not accepted yet. Accept or withdraw it first.",
                "%(n)d parts of this task are not accepted yet. Accept or withdraw them first.",
                waiting,
            )
            % {"n": waiting}
        )


def _check_products(
    task: Task, wanted: dict[int, TaskProduct], handed: Sequence[Handed], *, has_more: bool
) -> None:
    given = {item.product_id for item in handed}
    missing = [p.text for p in wanted.values() if p.pk not in given and p.delivery_id is None]
    if missing:
        raise SayMore(_("Not handed in yet: %s") % "; ".join(missing))
    if not handed and not has_more:
        raise SayMore(_("Hand in a product, a file, or write what was done."))


def _hand_in(
    actor: Actor, task: Task, product: TaskProduct, item: Handed, event: TaskEvent
) -> None:
    product.file = keep_upload(actor, task, item.file) if item.file else None
    number = clean(item.number)
    product.paper = (
        record_paper(
            actor=actor,
            kind=PaperKind.EVIDENCE,
            title=product.text,
            number=number[:60],
            file=product.file,
            unit_path=place_for_papers(actor, task),
        )
        if number
        else None
    )
    product.delivery = event
    product.save()
