import io
import re
import zipfile
from datetime import UTC, datetime
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.actors import Actor
from congvu.establishment.models import Unit
from congvu.plans import commands
from congvu.plans.choices import LineState, PaperState
from congvu.plans.models import PlanLine, PlanPaper
from congvu.plans.tests.factories import TEXT, province, upload
from congvu.work.models import Task

pytestmark = pytest.mark.django_db
FRAME = 6
MOST = 12
SYSTEM = Actor.system("test")
HTMX = {"HX-Request": "true"}
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


@pytest.fixture
def root():
    return province()


@pytest.fixture
def officer(client, root):
    client.force_login(account_with(Role.OFFICER, root))
    return client


@pytest.fixture
def paper(root):
    return commands.read_paper(actor=SYSTEM, upload=upload(), unit=root)


def placed(paper):
    for line in paper.lines.exclude(unknown=[]):
        names = line.unknown
        for name in names:
            units = [Unit.objects.get(code="SNV")]
            commands.name_unit(actor=SYSTEM, paper_id=paper.pk, name=name, units=units)
    return paper


def statements(client, url):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_an_uploaded_file_opens_for_review(officer, root):
    file = SimpleUploadedFile("ke-hoach.txt", TEXT.encode())
    answer = officer.post("/ke-hoach/doc", {"file": file, "unit": root.pk})
    paper = PlanPaper.objects.get()
    assert answer.url == f"/ke-hoach/{paper.pk}/ra-soat"
    page = officer.get(answer.url).content.decode()
    assert "đề án vị trí việc làm" in page
    assert "Viện Nhân lực Biển Xanh" in page


def test_the_review_offers_only_what_the_reader_may_do(client, root):
    owner = Unit.objects.get(code="SNV")
    paper = commands.read_paper(actor=SYSTEM, upload=upload(), unit=owner)
    file, correct = f"/ke-hoach/{paper.pk}/tep", f"/ke-hoach/{paper.pk}/ban-sua"
    acts = ("/viec", "/xac-nhan", "/them", "/ten", "/ban-sua")
    for role, may_review in ((Role.OFFICER, True), (Role.HEAD, False)):
        client.force_login(account_with(role, owner))
        page = client.get(f"/ke-hoach/{paper.pk}/ra-soat").content.decode()
        assert file in page
        assert [f'{act}"' in page for act in acts] == [may_review] * len(acts)
        assert client.get(file).status_code == 200
        assert client.get(correct).status_code == (200 if may_review else 403)


def test_pasted_text_is_read_where_there_is_no_file(officer, root):
    officer.post("/ke-hoach/doc", {"text": TEXT, "unit": root.pk})
    assert PlanPaper.objects.get().file is None


def test_bringing_nothing_keeps_the_form_and_says_what_to_do(officer, root):
    answer = officer.post("/ke-hoach/doc", {"unit": root.pk})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_the_same_paper_again_leads_to_the_one_that_stands(officer, root, paper):
    answer = officer.post("/ke-hoach/doc", {"text": TEXT, "unit": root.pk})
    assert answer.url == f"/ke-hoach/{paper.pk}"
    assert PlanPaper.objects.count() == 1


def test_text_of_a_paper_never_runs_in_the_page(officer, root):
    text = TEXT.replace("văn bản", "<script>alert(1)</script> văn bản")
    paper = commands.read_paper(actor=SYSTEM, upload=upload(text), unit=root)
    review = officer.get(f"/ke-hoach/{paper.pk}/ra-soat").content.decode()
    commands.confirm_paper(actor=SYSTEM, paper_id=placed(paper).pk, now=NOW)
    task = Task.objects.get(title__contains="script")
    pages = ["/cong-viec", "/cong-viec/danh-sach", f"/cong-viec/{task.pk}"]
    for page in (review, *(officer.get(address).content.decode() for address in pages)):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_macros_in_a_paper_are_told_and_never_run(officer, root):
    document = Document()
    for line in TEXT.split("\n"):
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    file = SimpleUploadedFile("ke-hoach.docx", kept.getvalue())
    answer = officer.post("/ke-hoach/doc", {"file": file, "unit": root.pk})
    page = officer.get(answer.url).content.decode()
    assert "macro" in page
    assert "đề án vị trí việc làm" in page


def test_an_act_on_a_line_answers_htmx_with_the_tasks_and_a_form_with_the_page(officer, paper):
    line = paper.lines.first()
    url = f"/ke-hoach/dong/{line.pk}/viec"
    piece = officer.post(url, {"act": "check"}, headers=HTMX)
    assert piece.status_code == 200
    assert "<html" not in piece.content.decode()
    line.refresh_from_db()
    assert line.state == LineState.CHECKED
    assert officer.post(url, {"act": "drop"}).status_code == 302


def test_an_act_nobody_knows_is_refused(officer, paper):
    url = f"/ke-hoach/dong/{paper.lines.first().pk}/viec"
    assert officer.post(url, {"act": "burn"}).status_code == 422


def test_a_correction_keeps_what_was_typed_when_it_is_refused(officer, paper):
    line = paper.lines.first()
    typed = {"text": "chỉ một đoạn", "split": "1"}
    answer = officer.post(f"/ke-hoach/dong/{line.pk}", typed)
    assert answer.status_code == 422
    assert "chỉ một đoạn" in answer.content.decode()


def test_a_blank_line_in_the_text_splits_the_task(officer, paper):
    line = paper.lines.first()
    officer.post(f"/ke-hoach/dong/{line.pk}", {"text": "Một\r\n\r\nHai", "split": "1"})
    assert list(paper.lines.order_by("order").values_list("text", flat=True)[:2]) == ["Một", "Hai"]


def test_an_added_task_stands_at_the_end(officer, paper):
    typed = {"text": "Tổ chức hội nghị", "lead": "Sở Y tế", "due_on": "15/03/2027"}
    officer.post(f"/ke-hoach/{paper.pk}/them", typed)
    last = paper.lines.order_by("order").last()
    assert last.text == "Tổ chức hội nghị"
    assert str(last.due_on) == "2027-03-15"


def test_confirming_too_early_says_which_task_lacks_a_unit(officer, paper):
    answer = officer.post(f"/ke-hoach/{paper.pk}/xac-nhan")
    assert answer.status_code == 422
    assert not Task.objects.exists()


def test_an_unknown_name_is_placed_from_the_review(officer, paper):
    name = paper.lines.exclude(unknown=[]).get().unknown[0]
    url = f"/ke-hoach/{paper.pk}/ten"
    assert officer.post(url, {"name": name, "unit": "Sở Không Có"}).status_code == 422
    assert officer.post(url, {"name": name, "unit": "Sở Y tế"}).status_code == 302
    assert not paper.lines.exclude(unknown=[]).exists()


def test_a_confirmed_paper_shows_its_progress_and_its_report(officer, paper):
    placed(paper)
    assert officer.post(f"/ke-hoach/{paper.pk}/xac-nhan").status_code == 302
    page = officer.get(f"/ke-hoach/{paper.pk}").content.decode()
    assert "Sở Tư pháp" in page
    report = officer.get(f"/ke-hoach/{paper.pk}/bao-cao.docx")
    document = zipfile.ZipFile(io.BytesIO(report.content)).read("word/document.xml").decode()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in document
    assert "có 3 nhiệm vụ được giao" in document


def test_every_figure_of_the_progress_opens_a_list_of_as_many_tasks(officer, paper):
    placed(paper)
    officer.post(f"/ke-hoach/{paper.pk}/xac-nhan")
    Task.objects.filter(title__contains="văn bản").update(
        starts_on=None, due_on="2020-07-01", effective_due_on="2020-07-01"
    )
    page = officer.get(f"/ke-hoach/{paper.pk}").content.decode()
    links = re.findall(r'<a href="([^"]+/nhiem-vu[^"]*)">(?:<b>)?(\d+)<', page)
    assert ("late", "1") in {(url.rpartition("stand=")[2], count) for url, count in links}
    for url, count in links:
        shown = officer.get(unescape(url)).context["page"].paginator.count
        assert (url, shown) == (url, int(count))


def test_the_picture_of_a_plan_of_many_years_is_drawn_with_plain_numbers(officer, paper):
    placed(paper)
    officer.post(f"/ke-hoach/{paper.pk}/xac-nhan")
    Task.objects.filter(title__contains="văn bản").update(
        starts_on=None, due_on="2035-07-01", effective_due_on="2035-07-01"
    )
    page = officer.get(f"/ke-hoach/{paper.pk}").content.decode()
    wide = re.search(r'viewBox="0 0 ([^ "]+) 145"', page)[1]
    assert int(wide) > 1000


def test_a_list_of_the_plan_that_holds_nothing_says_what_to_do(officer, paper):
    placed(paper)
    officer.post(f"/ke-hoach/{paper.pk}/xac-nhan")
    page = officer.get(f"/ke-hoach/{paper.pk}/nhiem-vu?stand=done&lead=SYT&month=x").content
    assert 'class="empty"' in page.decode()


def test_the_given_work_can_be_taken_back_from_the_plan(officer, paper):
    placed(paper)
    officer.post(f"/ke-hoach/{paper.pk}/xac-nhan")
    officer.post(f"/ke-hoach/{paper.pk}/hoan-tac")
    paper.refresh_from_db()
    assert paper.state == PaperState.REVIEWING


def test_the_file_comes_back_as_a_download(officer, root):
    officer.post(
        "/ke-hoach/doc", {"file": SimpleUploadedFile("a.txt", TEXT.encode()), "unit": root.pk}
    )
    answer = officer.get(f"/ke-hoach/{PlanPaper.objects.get().pk}/tep")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content.decode() == TEXT


def test_papers_of_another_unit_are_not_found(client, root, paper):
    client.force_login(account_with(Role.OFFICER, Unit.objects.get(code="STP")))
    assert paper.title not in client.get("/ke-hoach/").content.decode()
    for page in ("", "/nhiem-vu", "/ra-soat", "/bao-cao.docx"):
        assert client.get(f"/ke-hoach/{paper.pk}{page}").status_code == 404


def test_a_head_reads_the_plan_that_gives_work_to_the_unit_and_no_other(client, root, paper):
    commands.confirm_paper(actor=SYSTEM, paper_id=placed(paper).pk, now=NOW)
    client.force_login(account_with(Role.HEAD, Unit.objects.get(code="STP")))
    page = client.get(f"/ke-hoach/{paper.pk}")
    assert page.status_code == 200
    assert (
        "văn bản quy phạm pháp luật" in client.get(f"/ke-hoach/{paper.pk}/ra-soat").content.decode()
    )
    assert paper.title in client.get("/ke-hoach/").content.decode()
    client.force_login(account_with(Role.HEAD, Unit.objects.get(code="SYT")))
    assert client.get(f"/ke-hoach/{paper.pk}").status_code == 404


def test_buttons_of_plans_stand_only_where_they_may_be_pressed(client, officer, root, paper):
    commands.confirm_paper(actor=SYSTEM, paper_id=placed(paper).pk, now=NOW)
    pages = ("/ke-hoach/", f"/ke-hoach/{paper.pk}")
    buttons = ("/ke-hoach/doc", f"/ke-hoach/{paper.pk}/hoan-tac")

    def shown():
        return [
            button in client.get(page).content.decode()
            for page, button in zip(pages, buttons, strict=True)
        ]

    assert shown() == [True, True]
    client.force_login(account_with(Role.LEADER, root))
    assert shown() == [False, False]


def test_the_review_asks_the_database_no_more_for_a_long_paper(officer, paper):
    short = statements(officer, f"/ke-hoach/{paper.pk}/ra-soat")
    line = paper.lines.first()
    fields = {
        f.name: getattr(line, f.name) for f in PlanLine._meta.concrete_fields if f.name != "id"
    }
    PlanLine.objects.bulk_create(PlanLine(**{**fields, "order": n}) for n in range(1000, 1150))
    long = statements(officer, f"/ke-hoach/{paper.pk}/ra-soat")
    assert long == short
    assert long <= FRAME + MOST
