from django.urls import path

from congvu.decisions.views import asked, decision, drafting, letterheads, listing, papers, revising

app_name = "decisions"
urlpatterns = [
    path("", listing.decision_list, name="list"),
    path("/xuat.xlsx", listing.decision_export, name="export"),
    path("/moi", drafting.kind_choose, name="choose"),
    path("/moi/<slug:kind_code>", drafting.decision_new, name="new"),
    path("/the-thuc", letterheads.letterhead_list, name="letterheads"),
    path("/the-thuc/<int:unit_id>", letterheads.letterhead, name="letterhead"),
    path("/kiem-tra-chu-ky", papers.signature_check, name="signature_check"),
    path("/nang-luong", asked.raises_draft, name="draft_raises"),
    path(
        "/nghi-huu/<uuid:person_id>/<slug:kind_code>",
        asked.retirement_draft,
        name="draft_retirement",
    ),
    path("/cua/<uuid:person_id>", listing.person_decisions, name="person"),
    path("/<int:decision_id>", decision.decision, name="decision"),
    path("/<int:decision_id>/sua", drafting.decision_change, name="change"),
    path("/<int:decision_id>/ban-in.pdf", papers.paper_preview, name="preview"),
    path("/<int:decision_id>/du-thao.docx", papers.paper_docx, name="docx"),
    path("/<int:decision_id>/trinh-ky.pdf", papers.paper_for_signing, name="for_signing"),
    path("/<int:decision_id>/thay-doi", papers.decision_trial, name="trial"),
    path("/<int:decision_id>/ban-ky/<int:order>", papers.revision_file, name="revision"),
    path("/<int:decision_id>/ban-ky/<int:order>/kiem-tra", papers.revision_report, name="report"),
    path("/<int:decision_id>/ve/<slug:how>", revising.decision_revise, name="revise"),
    path("/<int:decision_id>/<slug:act>", decision.decision_act, name="act"),
]
