from datetime import UTC, date, datetime

import pytest

from congvu.core.errors import Forbidden, NotVisible
from congvu.documents.models import StoredFile
from congvu.establishment.models import Unit
from congvu.journal.models import Entry
from congvu.plans import commands
from congvu.plans.choices import LineState, PaperState
from congvu.plans.commands.confirming import NotReady
from congvu.plans.commands.reading import NothingFound, ReadAlready, StateSecret
from congvu.plans.commands.reviewing import CannotMerge, CannotSplit, NotReviewing
from congvu.plans.models import PlanPaper
from congvu.plans.tests.factories import TEXT, TODAY, province, reviewer, upload
from congvu.plans.types import LineFields
from congvu.work import commands as work
from congvu.work.choices import State
from congvu.work.models import Task

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture
def root():
    return province()


@pytest.fixture
def actor(root):
    return reviewer(root)


@pytest.fixture
def paper(actor, root):
    return commands.read_paper(actor=actor, upload=upload(), unit=root)


def unit(code):
    return Unit.objects.get(code=code)


def line_with(paper, word):
    return paper.lines.get(text__contains=word)


def ready(actor, paper):
    """Every name placed: the unknown institute is the Department of Home Affairs here."""
    for name in {name for line in paper.lines.all() for name in line.unknown}:
        commands.name_unit(actor=actor, paper_id=paper.pk, name=name, units=[unit("SNV")])
    return paper


def test_a_paper_becomes_lines_with_units_times_and_their_source(paper):
    line = line_with(paper, "đề án vị trí việc làm")
    assert line.lead_unit_ids == [unit("SNV").pk]
    assert line.partner_unit_ids == [unit("STC").pk]
    assert line.due_on == date(2026, 12, 31)
    assert "đề án vị trí việc làm" in paper.text.split("\n")[line.first_line - 1]
    assert line.state == LineState.OPEN


def test_a_name_nobody_knows_is_asked_and_then_placed_on_every_line(actor, paper):
    line = line_with(paper, "bồi dưỡng")
    assert line.unknown
    assert line.lead_unit_ids == []
    ready(actor, paper)
    line.refresh_from_db()
    assert line.unknown == []
    assert line.lead_unit_ids == [unit("SNV").pk]


def test_an_unknown_partner_is_asked_too_and_does_not_hold_up_the_work(actor, root):
    text = TEXT.replace("phối hợp với Sở Tài chính xây dựng", "phối hợp với Sở Vũ trụ xây dựng")
    paper = commands.read_paper(actor=actor, upload=upload(text), unit=root)
    line = line_with(paper, "đề án")
    assert line.unknown == ["Sở Vũ trụ"]
    commands.name_unit(actor=actor, paper_id=paper.pk, name="Sở Vũ trụ", units=[unit("SYT")])
    line.refresh_from_db()
    assert line.partner_unit_ids == [unit("SYT").pk]
    assert line.lead_unit_ids == [unit("SNV").pk]


def test_partners_that_name_nobody_in_particular_are_not_asked(paper):
    line = line_with(paper, "văn bản")
    assert line.coordinating
    assert line.partner_unit_ids == []
    assert line.unknown == []


def test_the_same_paper_is_read_once_even_with_other_blanks(actor, root, paper):
    again = upload(TEXT.replace("\n", "\n\n"))
    with pytest.raises(ReadAlready) as refusal:
        commands.read_paper(actor=actor, upload=again, unit=root)
    assert refusal.value.paper_id == paper.pk


def test_a_paper_under_a_secrecy_mark_is_refused_and_nothing_is_kept(actor, root):
    with pytest.raises(StateSecret):
        commands.read_paper(actor=actor, upload=upload("MẬT\n" + TEXT), unit=root)
    assert not StoredFile.objects.exists()
    assert not PlanPaper.objects.exists()


def test_a_text_without_any_task_is_refused_in_words(actor, root):
    with pytest.raises(NothingFound):
        commands.read_paper(actor=actor, upload=upload("Kính gửi toàn thể.\n"), unit=root)


def test_reading_needs_the_right_on_the_unit(root):
    with pytest.raises(Forbidden):
        commands.read_paper(actor=reviewer(unit("STP")), upload=upload(), unit=root)


def test_lines_of_another_unit_are_not_found(paper):
    stranger = reviewer(unit("STP"))
    with pytest.raises(NotVisible):
        commands.check_line(actor=stranger, line_id=paper.lines.first().pk)


def test_correcting_a_line_resolves_the_new_names_and_time(actor, paper):
    line = line_with(paper, "văn bản")
    fields = LineFields(
        text="Rà soát văn bản", lead=["Sở Y tế"], deadline_raw="trước ngày 15/3/2027"
    )
    line = commands.edit_line(actor=actor, line_id=line.pk, fields=fields)
    assert line.lead_unit_ids == [unit("SYT").pk]
    assert line.due_on == date(2027, 3, 15)
    assert line.state == LineState.CHECKED


def test_splitting_keeps_leads_and_time_on_every_part(actor, paper):
    line = line_with(paper, "đề án")
    parts = commands.split_line(actor=actor, line_id=line.pk, texts=["Xây dựng", "Trình duyệt"])
    assert [part.text for part in parts] == ["Xây dựng", "Trình duyệt"]
    assert parts[1].lead_unit_ids == parts[0].lead_unit_ids
    ordered = list(paper.lines.order_by("order", "pk").values_list("text", flat=True))
    assert ordered[:2] == ["Xây dựng", "Trình duyệt"]


def test_splitting_into_one_is_refused(actor, paper):
    with pytest.raises(CannotSplit):
        commands.split_line(actor=actor, line_id=paper.lines.first().pk, texts=["Một", "  "])


def test_joining_takes_the_next_line_in_and_the_last_has_none(actor, paper):
    first, last = line_with(paper, "đề án"), line_with(paper, "bồi dưỡng")
    joined = commands.merge_lines(actor=actor, line_id=first.pk)
    assert "đề án" in joined.text
    assert "văn bản" in joined.text
    assert joined.lead_unit_ids == [unit("SNV").pk, unit("STP").pk]
    assert paper.lines.get(state=LineState.DROPPED).lead_unit_ids == [unit("STP").pk]
    with pytest.raises(CannotMerge):
        commands.merge_lines(actor=actor, line_id=last.pk)


def test_confirming_waits_until_every_task_has_an_owner(actor, paper):
    with pytest.raises(NotReady):
        commands.confirm_paper(actor=actor, paper_id=paper.pk, now=NOW)
    assert not Task.objects.exists()


def test_confirming_gives_the_work_and_leaves_out_what_was_dropped(actor, paper):
    commands.drop_line(actor=actor, line_id=line_with(paper, "bồi dưỡng").pk)
    commands.confirm_paper(actor=actor, paper_id=paper.pk, now=NOW)
    bearers = set(Task.objects.values_list("bearer_unit__code", flat=True))
    assert bearers == {"SNV", "STP"}
    paper.refresh_from_db()
    assert paper.state == PaperState.CONFIRMED
    assert Entry.objects.filter(act="plans.confirm_paper").exists()


def test_confirming_twice_gives_the_work_once(actor, paper):
    ready(actor, paper)
    for _ in range(2):
        commands.confirm_paper(actor=actor, paper_id=paper.pk, now=NOW)
    assert Task.objects.count() == 3


def test_a_line_with_several_leads_is_a_parent_with_a_child_for_each(actor, paper):
    ready(actor, paper)
    line = line_with(paper, "văn bản")
    fields = LineFields(text=line.text, lead=["Sở Y tế", "Sở Tư pháp"])
    commands.edit_line(actor=actor, line_id=line.pk, fields=fields)
    commands.confirm_paper(actor=actor, paper_id=paper.pk, now=NOW)
    line.refresh_from_db()
    children = Task.objects.filter(parent=line.task_id)
    assert set(children.values_list("bearer_unit__code", flat=True)) == {"SYT", "STP"}


def test_a_confirmed_paper_is_closed_for_review_until_it_is_undone(actor, paper):
    ready(actor, paper)
    commands.confirm_paper(actor=actor, paper_id=paper.pk, now=NOW)
    line = paper.lines.first()
    with pytest.raises(NotReviewing):
        commands.drop_line(actor=actor, line_id=line.pk)
    commands.undo_confirmation(actor=actor, paper_id=paper.pk, on=TODAY)
    commands.drop_line(actor=actor, line_id=line.pk)
    assert not Task.objects.exclude(state=State.WITHDRAWN).exists()


def test_the_confirmation_stands_once_a_task_has_moved(actor, paper):
    ready(actor, paper)
    commands.confirm_paper(actor=actor, paper_id=paper.pk, now=NOW)
    task = Task.objects.filter(parent=None).first()
    head = reviewer(task.bearer_unit)
    work.take_up(actor=head, task_id=task.pk)
    with pytest.raises(work.TasksMoved):
        commands.undo_confirmation(actor=actor, paper_id=paper.pk, on=TODAY)
    assert Task.objects.exclude(state=State.WITHDRAWN).count() == 3


def test_a_corrected_version_keeps_the_review_of_lines_that_stayed(actor, paper):
    line = line_with(paper, "đề án")
    commands.check_line(actor=actor, line_id=line.pk)
    text = TEXT.replace("rà soát văn bản", "rà soát, hệ thống hóa toàn bộ văn bản")
    new = commands.correct_paper(actor=actor, upload=upload(text), paper=paper)
    assert line_with(new, "đề án").state == LineState.CHECKED
    changed = line_with(new, "hệ thống hóa")
    assert changed.state == LineState.OPEN
    assert changed.change != "same"
    paper.refresh_from_db()
    assert paper.state == PaperState.REPLACED


def test_a_corrected_version_of_given_work_gives_only_what_is_new(actor, paper):
    ready(actor, paper)
    commands.confirm_paper(actor=actor, paper_id=paper.pk, now=NOW)
    text = TEXT + "4. Giao Sở Y tế chủ trì khám sức khỏe định kỳ cho công chức trong năm 2027.\n"
    new = commands.correct_paper(actor=actor, upload=upload(text), paper=paper)
    commands.confirm_paper(actor=actor, paper_id=new.pk, now=NOW)
    standing = Task.objects.exclude(state=State.WITHDRAWN)
    assert standing.count() == 4
    assert standing.get(bearer_unit__code="SYT").title.startswith("Khám sức khỏe")


def test_the_same_text_as_a_correction_changes_nothing(actor, paper):
    with pytest.raises(ReadAlready):
        commands.correct_paper(actor=actor, upload=upload(), paper=paper)
    paper.refresh_from_db()
    assert paper.state == PaperState.REVIEWING
