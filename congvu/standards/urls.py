from django.urls import path

from congvu.standards import views

app_name = "standards"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("chay", views.screen, name="screen"),
    path("tien-do", views.progress, name="progress"),
    path("o/<int:unit_id>/<int:order>", views.cell, name="cell"),
    path("danh-sach", views.finding_list, name="finding_list"),
    path("danh-sach.xlsx", views.finding_export, name="finding_export"),
    path("ket-luan/<int:finding_id>", views.finding, name="finding"),
    path("nguoi/<uuid:person_id>", views.person, name="person"),
    path("tieu-chuan", views.rules, name="rules"),
]
