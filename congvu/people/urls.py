from django.urls import path

from congvu.people.views import dossier, imports, listing, merging, printing, units

app_name = "people"
urlpatterns = [
    path("don-vi/<slug:code>/nguoi", units.unit_people, name="unit_people"),
    path("don-vi/<slug:code>/vi-tri.xlsx", units.unit_posts_export, name="unit_posts_export"),
    path("don-vi/<slug:code>/bo-tri", units.unit_place, name="unit_place"),
    path("ho-so", listing.person_list, name="list"),
    path("ho-so/xuat.xlsx", listing.person_export, name="export"),
    path("ho-so/loc", listing.filter_add, name="filter_add"),
    path("ho-so/cot", listing.columns_choose, name="columns_choose"),
    path("ho-so/cot/mo", listing.columns_open, name="columns_open"),
    path("ho-so/bo-loc", listing.view_save, name="view_save"),
    path("ho-so/bo-loc/<int:view_id>/bo", listing.view_drop, name="view_drop"),
    path("ho-so/in", printing.people_print, name="print_many"),
    path("ho-so/<uuid:person_id>/in", printing.person_print, name="print"),
    path("ho-so/trung", merging.duplicates, name="duplicates"),
    path("ho-so/gop/<uuid:survivor_id>/<uuid:merged_id>", merging.merge, name="merge"),
    path("ho-so/gop/<int:merge_id>", merging.merged, name="merged"),
    path("ho-so/gop/<int:merge_id>/hoan-tac", merging.merge_undo, name="merge_undo"),
    path("ho-so/<uuid:person_id>", merging.followed(dossier.person), name="person"),
    path("ho-so/<uuid:person_id>/mo", dossier.field_open, name="field_open"),
    path("nhap-danh-sach", imports.import_start, name="import_start"),
    path("nhap-danh-sach/<uuid:import_id>", imports.import_page, name="import"),
    path("nhap-danh-sach/<uuid:import_id>/cot", imports.import_columns, name="import_columns"),
    path("nhap-danh-sach/<uuid:import_id>/lai", imports.import_again, name="import_again"),
    path("nhap-danh-sach/<uuid:import_id>/nhan", imports.import_take, name="import_take"),
    path("nhap-danh-sach/<uuid:import_id>/bo", imports.import_decline, name="import_decline"),
    path("nhap-danh-sach/<uuid:import_id>/loi.xlsx", imports.import_errors, name="import_errors"),
    path("nhap-danh-sach/<uuid:import_id>/dong/<int:row>", imports.import_row, name="import_row"),
    path(
        "nhap-danh-sach/<uuid:import_id>/dong/<int:row>/tra-loi",
        imports.import_answer,
        name="import_answer",
    ),
]
