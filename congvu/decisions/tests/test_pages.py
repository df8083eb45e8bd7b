"""The pages of decisions: who sees what, what a form keeps, each act and its refusal."""

import re
from datetime import date
from io import BytesIO

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from congvu.access.choices import Role
from congvu.access.tests.factories import account_with
from congvu.core.periods import from_day
from congvu.core.text import fold
from congvu.decisions.commands import elsewhere
from congvu.decisions.commands.letterheads import set_letterhead
from congvu.decisions.models import Decision, Letterhead
from congvu.decisions.tests.factories import SYSTEM, draft, issue, issued, line, submitted
from congvu.decisions.wording import articles_of
from congvu.documents.models import StoredFile
from congvu.documents.printing.places import Box
from congvu.documents.signing import SignerMark, SigningPolicy, sign_paper
from congvu.documents.signing.demo_keys import DemoAuthority
from congvu.duties.models import Duty
from congvu.establishment.tests.factories import UnitFactory
from congvu.journal.models import Entry
from congvu.people.tests.factories import PostingFactory

PASSWORD = "khoa-de-thu"


@pytest.fixture
def office(codes):
    unit = UnitFactory(kind="department", name="Sở Thử", short_name="ST")
    set_letterhead(
        actor=SYSTEM, unit=unit, name="Sở Thử", symbol="ST", place="Khánh Hòa",
        decided_by="Giám đốc Sở Thử", head_post="Giám đốc",
    )  # fmt: skip
    return unit


@pytest.fixture
def other(office):
    unit = UnitFactory(kind="division", name="Phòng Hai", parent=office)
    unit.names.create(name=unit.name, key="phong hai", valid=from_day(None))
    return unit


@pytest.fixture
def person(office):
    return PostingFactory(
        person__unit=office, person__object_kind="CC", person__full_name="Trần Thị Ngữ Ẩn",
        person__sex="F",
    ).person  # fmt: skip


def signed_in(role, unit):
    client = Client()
    client.force_login(account_with(role, unit))
    client.session["second_factor"] = True
    return client


@pytest.fixture
def officer(office):
    return signed_in(Role.OFFICER, office)


@pytest.fixture
def head(office):
    return signed_in(Role.HEAD, office)


@pytest.fixture
def authority(tmp_path, settings):
    now = timezone.now()  # noqa: TID251 - the pages' own clock
    found = DemoAuthority(now)
    found.write_trust(tmp_path, now)
    settings.TRUST_ROOTS = str(tmp_path)
    return found


def allowance(person, office):
    return draft("PCCV", line(person, coefficient="0,30"), issuer=office)


def sent(client, url, data):
    answer = client.post(url, data)
    return answer.status_code, answer.content.decode()


def transfer_data(office, person, other, **changed):
    return {
        "do": "save", "issuer": office.pk, "effective_on": "2026-11-20", "lines": "1",
        "l0-person": person.full_name, "l0-unit": other.name, "l0-title": "Chuyên viên",
    } | changed  # fmt: skip


def refusals(answer):
    """What the page says is wrong."""
    page = answer.content.decode()
    return [" ".join(re.sub("<[^>]+>", " ", part).split()) for part in re.findall(
        r'(?s)<div class="errors".*?</div>|<p class="error">.*?</p>', page)]  # fmt: skip


def new(officer, kind, data):
    return officer.post(reverse("decisions:new", args=[kind]), data)


def act(client, decision, slug, **data):
    return client.post(reverse("decisions:act", args=[decision.pk, slug]), data)


def key(authority, name):
    content = authority.issue(name, "Sở Thử").pkcs12(PASSWORD)
    return SimpleUploadedFile("khoa.p12", content)


def test_a_transfer_goes_from_draft_to_issue_on_its_page(
    officer, head, office, other, person, authority, settings, tmp_path
):
    settings.DEMO_AUTHORITY = str(tmp_path / "authority.json")
    authority.keep_at(tmp_path / "authority.json")
    answer = new(officer, "DD", transfer_data(office, person, other))
    assert answer.status_code == 302, refusals(answer)
    decision = Decision.objects.get()
    page = officer.get(answer.url).content.decode()
    assert "Trần Thị Ngữ Ẩn" in page
    trial = officer.get(reverse("decisions:trial", args=[decision.pk])).content.decode()
    assert "Phòng Hai" in trial
    assert act(officer, decision, "kiem-tra").status_code == 302
    told = {"signer_name": "Lê Thị Thử", "signer_post": "Giám đốc", "signing_mode": "TT"}
    assert act(officer, decision, "trinh-ky", **told).status_code == 302
    signing = {"key_file": key(authority, "Lê Thị Thử"), "password": PASSWORD}
    answer = act(head, decision, "ky", **signing)
    assert answer.status_code == 302, refusals(answer)
    sealing = {"key_file": key(authority, "Sở Thử"), "password": PASSWORD}
    assert act(officer, decision, "dong-dau", **sealing).status_code == 302
    assert act(officer, decision, "ban-hanh").status_code == 302
    decision.refresh_from_db()
    person.refresh_from_db()
    assert (decision.state, decision.number_text, person.unit) == ("issued", "01/QĐ-ST", other)
    report = officer.get(reverse("decisions:report", args=[decision.pk, 1])).context["report"]
    assert (report.is_valid, all(one.stamped_at for one in report.signatures)) == (True, True)
    assert not Duty.objects.filter(kind="decisions.step", done_at=None).exists()


def test_the_list_is_found_by_name_state_and_number(officer, office, person):
    allowance(person, office)
    issued("KT", line(person, reward_kind="DH-LDTT", reason="Tốt"), issuer=office)
    url = reverse("decisions:list")

    def shown(**asked):
        return officer.get(url, asked).content.decode().count('<th scope="row">')

    told = (shown(), shown(q="ngu an"), shown(q="không ai"), shown(state="issued"), shown(q="1/QĐ"))
    assert told == (2, 2, 0, 1, 1)
    assert (shown(q="²"), shown(q="9" * 40)) == (0, 0)


def test_the_list_takes_few_statements_however_long(
    officer, office, person, django_assert_max_num_queries
):
    for _ in range(8):
        allowance(person, office)
    with django_assert_max_num_queries(18):
        officer.get(reverse("decisions:list"))


def test_the_page_says_who_signs_and_who_gets_the_paper(officer, office, person):
    decision = submitted(allowance(person, office))
    page = officer.get(reverse("decisions:decision", args=[decision.pk])).content.decode()
    for told in ("Lê Thị Thử", "Như Điều 2"):
        assert told in page
    Decision.objects.update(recipients=["Kho bạc Nhà nước khu vực"])
    page = officer.get(reverse("decisions:decision", args=[decision.pk])).content.decode()
    assert "Kho bạc Nhà nước khu vực" in page
    assert "Như Điều 2" not in page


def test_a_page_takes_few_statements(officer, office, person, django_assert_max_num_queries):
    decision = allowance(person, office)
    with django_assert_max_num_queries(18):
        officer.get(reverse("decisions:decision", args=[decision.pk]))


def test_the_file_holds_what_the_list_shows(officer, office, person):
    allowance(person, office)
    answer = officer.get(reverse("decisions:export"), {"state": "draft"})
    rows = list(
        CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    )
    assert (len(rows), rows[1][4]) == (2, person.full_name)
    noted = Entry.objects.get(act="decisions.export")
    assert noted.details | {"decisions": 1, "query": "state=draft"} == noted.details


def test_a_decision_is_found_by_its_words_without_marks_and_by_a_name(officer, office, person):
    made = draft("PCCV", line(person, coefficient="0,30"), issuer=office)
    other = draft("KT", line(None, full_name="Ai", reason="Tốt"), issuer=office)
    Decision.objects.filter(pk=made.pk).update(summary="Hưởng phụ cấp chức vụ")
    for asked in ("phu cap chuc vu", "Phụ cấp", person.full_name, fold(person.full_name)):
        found = officer.get(reverse("decisions:list"), {"q": asked}).context["page"].object_list
        assert made in found
        assert other not in found


def test_the_file_names_whoever_is_still_without_a_dossier(officer, office):
    draft("TD", line(None, full_name="Trần Thị Mới", sex="F"), issuer=office)
    answer = officer.get(reverse("decisions:export"))
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    assert sheet.to_python()[1][4] == "Trần Thị Mới"


def test_kinds_are_found_by_words_without_marks(officer):
    page = officer.get(reverse("decisions:choose"), {"q": "nang bac thuong xuyen"}).content.decode()
    assert reverse("decisions:new", args=["NLTX"]) in page
    assert reverse("decisions:new", args=["DD"]) not in page


def test_nothing_typed_is_lost_when_a_form_is_refused(officer, office, person, other):
    data = transfer_data(
        office, person, other, **{"l0-unit": "Phòng Không Có", "summary": "Tự ghi"}
    )
    status, page = sent(officer, reverse("decisions:new", args=["DD"]), data)
    assert status == 422
    for kept in ("Phòng Không Có", "Tự ghi", person.full_name, "20/11/2026"):
        assert kept in page
    assert not Decision.objects.exists()


@pytest.mark.parametrize("typed", ["Người Không Có", "", "012345678901"])
def test_a_person_who_is_not_known_is_refused_at_the_field(officer, office, person, other, typed):
    data = transfer_data(office, person, other, **{"l0-person": typed})
    status, page = sent(officer, reverse("decisions:new", args=["DD"]), data)
    assert (status, Decision.objects.count()) == (422, 0)
    assert "l0-person_error" in page


def test_people_of_one_name_are_told_apart_by_their_line(officer, office, person, other):
    twin = PostingFactory(
        person__unit=other, person__full_name=person.full_name, person__staff_number="CB-7"
    ).person
    status, page = sent(
        officer, reverse("decisions:new", args=["DD"]), transfer_data(office, person, other)
    )
    assert status == 422
    assert "CB-7" in page
    data = transfer_data(
        office, person, other, **{"l0-person": f"{twin.full_name} (Phòng Hai, CB-7)"}
    )
    data["l0-unit"] = office.code
    assert new(officer, "DD", data).status_code == 302
    assert Decision.objects.get().lines.get().person == twin


def test_people_are_added_pasted_and_taken_out_without_losing_the_others(
    officer, office, person, other
):
    url = reverse("decisions:new", args=["PCCV"])
    data = {"issuer": office.pk, "effective_on": "2026-11-20", "lines": "1",
            "l0-person": person.full_name, "l0-coefficient": "0,30"}  # fmt: skip
    _, page = sent(officer, url, data | {"do": "add"})
    assert 'name="l1-person"' in page
    _, page = sent(officer, url, data | {"do": "paste", "pasted": "Lê Văn Dán\t0,50\n"})
    assert 'value="Lê Văn Dán"' in page
    assert 'value="0,50"' in page
    two = data | {"lines": "2", "l1-person": "Lê Văn Dán", "do": "remove-0"}
    _, page = sent(officer, url, two)
    assert 'name="l1-person"' not in page
    assert 'value="Lê Văn Dán"' in page


def test_many_rows_are_read_as_rows_and_wrong_ones_named(officer, office, person):
    url = reverse("decisions:new", args=["PCCV"])
    head = {"do": "save", "issuer": office.pk, "effective_on": "2026-11-20", "as_rows": "1"}
    status, page = sent(officer, url, head | {"rows": f"{person.full_name}\tkhông số"})
    assert status == 422
    assert "Dòng 1" in page
    assert "không số" in page
    assert officer.post(url, head | {"rows": f"{person.full_name}\t0,30"}).status_code == 302


def test_one_person_stands_in_a_list_once(officer, office, person):
    rows = f"{person.full_name}\t0,30\n{person.full_name}\t0,50"
    data = {"do": "save", "issuer": office.pk, "effective_on": "2026-11-20", "as_rows": "1"}
    status, _ = sent(officer, reverse("decisions:new", args=["PCCV"]), data | {"rows": rows})
    assert (status, Decision.objects.count()) == (422, 0)


def test_a_draft_is_changed_and_its_usual_words_stay_the_systems(officer, office, person):
    decision = allowance(person, office)
    url = reverse("decisions:change", args=[decision.pk])
    page = officer.get(url).content.decode()
    assert "0,30" in page
    form = officer.get(url).context["form"].initial
    data = form | {
        "do": "save",
        "lines": "1",
        "l0-person": person.full_name,
        "l0-coefficient": "0,50",
    }
    assert officer.post(url, data).status_code == 302
    decision.refresh_from_db()
    assert (decision.lines.get().values["coefficient"], decision.articles) == ("0,50", [])


def test_a_new_form_holds_the_words_of_its_kind_which_follow_the_answers_until_edited(
    officer, office, person, other
):
    url = reverse("decisions:new", args=["DD"])
    first = officer.get(url).context["form"].initial
    assert first["articles"].startswith("Điều động …… đến nhận công tác tại ……, kể từ ngày")
    assert "Căn cứ Luật Cán bộ, công chức" in first["bases"]
    sent = transfer_data(office, person, other) | {
        name: first[name] for name in ("summary", "articles", "as_worded")
    } | {"bases": "Căn cứ riêng", "do": "words"}  # fmt: skip
    followed = officer.post(url, sent).context["form"].initial
    assert followed["summary"] == "Về việc điều động bà Trần Thị Ngữ Ẩn"
    assert "đến nhận công tác tại Phòng Hai, Sở Thử" in followed["articles"]
    assert followed["bases"] == "Căn cứ riêng"
    own = {name: followed[name] for name in ("summary", "bases", "as_worded")} | {
        "articles": "Điều tự ghi\r\n\r\nThi hành", "do": "save", "l0-title": "Kế toán",
    }  # fmt: skip
    assert officer.post(url, sent | own).status_code == 302
    kept = Decision.objects.get()
    assert (kept.summary, kept.bases) == (followed["summary"], ["Căn cứ riêng"])
    assert kept.articles == ["Điều tự ghi", "Thi hành"]


def test_only_the_words_are_sent_again_while_answers_are_typed(officer, office, person, other):
    url = reverse("decisions:new", args=["DD"])
    data = transfer_data(office, person, other, do="words")
    piece = officer.post(url, data, headers={"HX-Request": "true"}).content.decode()
    assert "bà Trần Thị Ngữ Ẩn" in piece
    assert "l0-person" not in piece


def correction_data(office, person, column, typed):
    return {
        "do": "save", "issuer": office.pk, "effective_on": "2026-11-20", "lines": "1",
        "l0-person": person.full_name, "l0-corrected_column": column,
        "l0-corrected_value": typed, "l0-evidence": "Giấy khai sinh",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "typed", "kept", "said"),
    [
        ("born", "15/03/1981", "1981-03-15", "15/03/1981"),
        ("born", "3/1981", "1981-03", "03/1981"),
        ("sex", "nu", "F", "nữ"), ("sex", "M", "M", "nam"), ("ethnic_group", "Kinh", "01", "Kinh"),
        ("personal_id_issued_on", "5/3/2021", "2021-03-05", "05/03/2021"),
        ("full_name", "Lê Thị Đúng", "Lê Thị Đúng", "Lê Thị Đúng"),
    ],
)  # fmt: skip
def test_a_right_value_is_typed_and_said_in_words(
    officer, office, person, column, typed, kept, said
):
    answer = new(officer, "DCTT", correction_data(office, person, column, typed))
    assert answer.status_code == 302, refusals(answer)
    decision = Decision.objects.get()
    assert decision.lines.get().values["corrected_value"] == kept
    assert f"là “{said}”" in articles_of(decision)[0]
    for name in ("decision", "change"):
        page = officer.get(reverse(f"decisions:{name}", args=[decision.pk])).content.decode()
        assert said in page, name


@pytest.mark.parametrize(
    ("column", "typed"),
    [("born", "31/02/1981"), ("sex", "F nữ"), ("personal_id_issued_on", "2021")],
)
def test_a_right_value_that_cannot_be_is_refused_at_its_field(
    officer, office, person, column, typed
):
    url = reverse("decisions:new", args=["DCTT"])
    status, page = sent(officer, url, correction_data(office, person, column, typed))
    assert (status, Decision.objects.count()) == (422, 0)
    assert "l0-corrected_value_error" in page


def test_a_step_out_of_order_is_no_button_and_refused(officer, office, person):
    decision = allowance(person, office)
    page = officer.get(reverse("decisions:decision", args=[decision.pk])).content.decode()
    assert reverse("decisions:act", args=[decision.pk, "ban-hanh"]) not in page
    assert act(officer, decision, "ban-hanh").status_code == 422


def test_sending_back_needs_a_reason_and_asks_the_drafter(officer, head, office, person):
    new(
        officer,
        "PCCV",
        {
            "do": "save",
            "issuer": office.pk,
            "effective_on": "2026-11-20",
            "lines": "1",
            "l0-person": person.full_name,
            "l0-coefficient": "0,30",
        },
    )
    decision = submitted(Decision.objects.get())
    assert act(head, decision, "tra-lai", reason=" ").status_code == 422
    assert act(head, decision, "tra-lai", reason="Sai hệ số").status_code == 302
    duty = Duty.objects.get(kind="decisions.step", done_at=None)
    assert duty.account_id == decision.events.get(act="draft").account_id


@pytest.mark.parametrize("data", [{}, {"password": PASSWORD}])
def test_signing_without_a_key_is_refused_in_words(head, office, person, data):
    decision = submitted(allowance(person, office))
    status, page = sent(head, reverse("decisions:act", args=[decision.pk, "ky"]), data)
    assert status == 422
    assert PASSWORD not in page


def test_a_wrong_password_takes_no_number_and_is_not_shown(head, office, person, authority):
    decision = submitted(allowance(person, office))
    told = {"key_file": key(authority, "Lê Thị Thử"), "password": "sai-mat-khau"}
    status, page = sent(head, reverse("decisions:act", args=[decision.pk, "ky"]), told)
    decision.refresh_from_db()
    assert (status, decision.number) == (422, None)
    assert "sai-mat-khau" not in page


def test_who_is_not_the_signer_named_is_given_no_paper_to_sign(head, office, person):
    decision = submitted(allowance(person, office))
    url = reverse("decisions:for_signing", args=[decision.pk])
    assert head.get(url).status_code == 200
    Decision.objects.update(signer_account=account_with(Role.HEAD, office))
    assert head.get(url).status_code == 302


def test_who_is_not_the_signer_named_sees_no_button_to_sign(head, office, person):
    decision = submitted(allowance(person, office))
    Decision.objects.update(signer_account=account_with(Role.HEAD, office))
    page = head.get(reverse("decisions:decision", args=[decision.pk])).content.decode()
    assert reverse("decisions:act", args=[decision.pk, "ky"]) not in page


def sign_outside(authority, pdf, name="Lê Thị Thử"):
    now = timezone.localtime()
    mark = SignerMark(Box(page=0, left_mm=110, bottom_mm=60, width_mm=60, height_mm=25))
    return sign_paper(
        pdf, authority.issue(name).file_key(), mark,
        policy=SigningPolicy(authority.trust(now)), now=now, printed_here=True,
    )  # fmt: skip


def upload(content, name="giay.pdf"):
    return SimpleUploadedFile(name, content)


def test_a_paper_signed_with_another_program_is_taken_when_it_is_ours(
    head, office, person, authority
):
    decision = submitted(allowance(person, office))
    ours = head.get(reverse("decisions:for_signing", args=[decision.pk])).content
    changed = bytearray(ours)
    changed[-20] ^= 1
    assert act(head, decision, "ky-ngoai", paper=upload(bytes(changed))).status_code == 422
    assert act(head, decision, "ky-ngoai", paper=upload(ours)).status_code == 422
    answer = act(head, decision, "ky-ngoai", paper=upload(sign_outside(authority, ours)))
    assert answer.status_code == 302, refusals(answer)
    decision.refresh_from_db()
    assert (decision.state, decision.number) == ("signed", 1)


def test_a_broken_paper_is_told_plainly_and_refused(head, office, person, authority):
    decision = submitted(allowance(person, office))
    ours = head.get(reverse("decisions:for_signing", args=[decision.pk])).content
    signed = bytearray(sign_outside(authority, ours))
    signed[len(ours) + (len(signed) - len(ours)) // 2] ^= 1
    status, _page = sent(
        head, reverse("decisions:act", args=[decision.pk, "ky-ngoai"]),
        {"paper": upload(bytes(signed))},
    )  # fmt: skip
    decision.refresh_from_db()
    assert (status, decision.number) == (422, None)


def test_any_signed_pdf_is_checked_and_forgotten(officer, office, person, authority, head):
    decision = submitted(allowance(person, office))
    ours = head.get(reverse("decisions:for_signing", args=[decision.pk])).content
    signed = sign_outside(authority, ours)
    _, page = sent(officer, reverse("decisions:signature_check"), {"paper": upload(signed)})
    assert "Lê Thị Thử" in page
    broken = bytearray(signed)
    broken[len(broken) // 4] ^= 1
    _, page = sent(officer, reverse("decisions:signature_check"), {"paper": upload(bytes(broken))})
    assert "note late" in page
    status, _ = sent(officer, reverse("decisions:signature_check"), {"paper": upload(b"hello")})
    assert status == 422


SECRET = typst.compile("#align(center)[*TỐI MẬT*]\n\nKế hoạch".encode())


@pytest.mark.parametrize(("content", "name"), [(SECRET, "giay.pdf"), (b"", "Kế hoạch (MẬT).pdf")])
def test_a_paper_under_a_secrecy_mark_is_not_even_checked(
    officer, authority, monkeypatch, content, name
):
    monkeypatch.setattr(elsewhere, "validate_paper", lambda *_told, **_more: pytest.fail("read"))
    paper = upload(content or typst.compile(b"A"), name)
    status, page = sent(officer, reverse("decisions:signature_check"), {"paper": paper})
    assert status == 422
    assert "bí mật nhà nước" in page
    assert not StoredFile.objects.exists()


def test_a_signed_paper_under_a_secrecy_mark_is_not_taken(head, office, person, authority):
    decision = submitted(allowance(person, office))
    ours = head.get(reverse("decisions:for_signing", args=[decision.pk])).content
    paper = upload(sign_outside(authority, ours), "Quyết định (TỐI MẬT).pdf")
    answer = act(head, decision, "ky-ngoai", paper=paper)
    assert (answer.status_code, len(refusals(answer))) == (422, 1)
    decision.refresh_from_db()
    assert (decision.state, decision.number) == ("submitted", None)
    assert not StoredFile.objects.exists()


def test_revoking_begins_a_decision_that_says_what_falls(officer, office, person):
    target = issued("PCCV", line(person, coefficient="0,30"), issuer=office)
    url = reverse("decisions:revise", args=[target.pk, "huy-bo"])
    data = {"issuer": office.pk, "effective_on": "2026-11-20", "reason": "Ban hành nhầm"}
    assert officer.post(url, data | {"reason": ""}).status_code == 422
    answer = officer.post(url, data)
    assert answer.status_code == 302, refusals(answer)
    made = Decision.objects.get(target=target)
    page = officer.get(reverse("decisions:trial", args=[made.pk])).content.decode()
    assert "0,30" in page
    assert officer.get(reverse("decisions:change", args=[made.pk])).status_code == 200


def test_later_decisions_are_shown_and_asked_about(officer, office, person):
    first = issued("PCCV", line(person, coefficient="0,30"), issuer=office, on=date(2026, 1, 1))
    second = issued("PCCV", line(person, coefficient="0,50"), issuer=office, on=date(2026, 6, 1))
    url = reverse("decisions:revise", args=[first.pk, "huy-bo"])
    page = officer.get(url).content.decode()
    assert second.number_text in page
    assert 'name="later_facts"' in page


def test_a_correction_shows_each_column_and_keeps_those_left_alone(officer, office, person):
    target = issued("PCCV", line(person, coefficient="0,30"), issuer=office)
    url = reverse("decisions:revise", args=[target.pk, "dinh-chinh"])
    form = officer.get(url).context["rows"][0]
    name = form.add_prefix("coefficient")
    typed = {form.add_prefix(cell.name): cell.text for cell in form.row.cells}
    data = {"issuer": office.pk, "effective_on": "2026-11-20", "reason": "Sai sót"} | typed
    assert officer.post(url, data).status_code == 422
    assert officer.post(url, data | {name: "ba mươi"}).status_code == 422
    answer = officer.post(url, data | {name: "0,35"})
    assert answer.status_code == 302, refusals(answer)
    made = Decision.objects.get(target=target)
    issue(made)
    assert str(person.allowances.standing().get().coefficient) == "0.35"


def test_the_letterhead_of_a_body_is_set_and_read_again(officer, office):
    url = reverse("decisions:letterhead", args=[office.pk])
    data = {
        "name": "Sở Thử",
        "symbol": "STM",
        "place": "Nha Trang",
        "decided_by": "Giám đốc Sở Thử",
        "head_post": "Giám đốc",
        "bases": "Căn cứ A\n\nB",
    }
    assert officer.post(url, data | {"symbol": ""}).status_code == 422
    assert officer.post(url, data).status_code == 302
    head = Letterhead.objects.get(unit=office)
    assert (head.symbol, head.bases) == ("STM", ["Căn cứ A", "B"])
    assert officer.post(url, data | {"last_number": "-1"}).status_code == 422
    assert officer.post(url, data | {"last_number": "41"}).status_code == 302
    assert 'value="41"' in officer.get(url).content.decode()


def test_a_dossier_shows_the_decisions_about_its_person(officer, office, person):
    decision = allowance(person, office)
    page = officer.get(reverse("decisions:person", args=[person.pk])).content.decode()
    assert reverse("decisions:decision", args=[decision.pk]) in page
    dossier = officer.get(reverse("people:person", args=[person.pk])).content.decode()
    assert reverse("decisions:person", args=[person.pk]) in dossier


@pytest.mark.parametrize("name", ["preview", "docx", "trial"])
def test_papers_of_a_draft_open(officer, office, person, name):
    decision = allowance(person, office)
    assert officer.get(reverse(f"decisions:{name}", args=[decision.pk])).status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {"do": "remove-99999999999999999999"},
        {"do": "remove-x"},
        {"do": "save", "lines": "99999999999999999999"},
        {"do": "save", "lines": "x", "issuer": "x", "effective_on": "31/02/2026"},
        {"do": "save", "as_rows": "1", "rows": "\t\t\n\t"},
    ],
)
def test_a_form_sent_by_a_strange_program_is_refused_not_broken(officer, office, data):
    answer = new(officer, "PCCV", data)
    assert answer.status_code in (200, 422)
    assert not Decision.objects.exists()


def test_a_decision_on_units_takes_their_names(officer, office, other):
    third = UnitFactory(kind="division", name="Phòng Ba, Tổng hợp", parent=office)
    third.names.create(name=third.name, key="phong ba, tong hop", valid=from_day(None))
    data = {
        "do": "save", "issuer": office.pk, "effective_on": "2026-11-20", "lines": "1",
        "l0-unit_act": "join", "l0-unit": other.name, "l0-people_to": office.code,
        "l0-other_units": f"{third.name}; Phòng Không Có",
    }  # fmt: skip
    status, page = sent(officer, reverse("decisions:new", args=["TLTC"]), data)
    assert status == 422
    assert "Phòng Không Có" in page
    answer = new(officer, "TLTC", data | {"l0-other_units": f"{third.name};"})
    assert answer.status_code == 302, refusals(answer)
    decision = Decision.objects.get()
    assert decision.lines.get().values["other_units"] == third.code
    assert (
        third.name
        in officer.get(reverse("decisions:decision", args=[decision.pk]))
        .content.decode()
        .partition('class="lines"')[2]
    )
    page = officer.get(reverse("decisions:change", args=[decision.pk])).content.decode()
    assert third.name in page
    assert officer.get(reverse("decisions:trial", args=[decision.pk])).status_code == 200


def test_a_decision_on_units_asks_what_its_act_needs_and_forgets_what_another_asked(
    officer, office, other
):
    data = {
        "do": "save", "issuer": office.pk, "effective_on": "20/11/2026", "lines": "1",
        "l0-unit_act": "rename", "l0-unit": other.code, "l0-parent": office.code,
    }  # fmt: skip
    assert new(officer, "TLTC", data).status_code == 422
    answer = new(officer, "TLTC", data | {"l0-new_name": "Phòng Mới"})
    assert answer.status_code == 302, refusals(answer)
    kept = Decision.objects.get().lines.get().values
    assert (kept["new_name"], kept.get("parent", "")) == ("Phòng Mới", "")


def test_nobody_is_taken_out_of_the_units_one_looks_after(officer, head, office, person):
    elsewhere = UnitFactory(kind="department", name="Sở Khác")
    decision = draft("DD", line(person, unit=elsewhere.code), issuer=office)
    trial = reverse("decisions:trial", args=[decision.pk])
    assert "note late" in officer.get(trial).content.decode()
    answer = act(officer, decision, "kiem-tra")
    assert (answer.status_code, len(refusals(answer))) == (422, 1)
    assert "note done" in head.get(trial).content.decode()
