from django.urls import path

from congvu.establishment.views import acts, positions, units

app_name = "establishment"
urlpatterns = [
    path("don-vi", units.unit_list, name="list"),
    path("don-vi/xuat.xlsx", units.tree_export, name="export"),
    path("don-vi/vi-tri", positions.position_list, name="positions"),
    path("don-vi/vi-tri/them", positions.position_make, name="position_make"),
    path("don-vi/vi-tri/nang-luc", positions.competency_list, name="competencies"),
    path("don-vi/vi-tri/<slug:code>", positions.position, name="position"),
    path("don-vi/vi-tri/<slug:code>/mo-ta", positions.position_describe, name="position_describe"),
    path("don-vi/giay/<int:paper_id>/rut", acts.take_back, name="take_back"),
    path("don-vi/<slug:code>", units.unit, name="unit"),
    path("don-vi/<slug:code>/viec/<slug:act>", acts.unit_act, name="act"),
]
