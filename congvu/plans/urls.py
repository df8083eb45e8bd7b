from django.urls import path

from congvu.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.paper_list, name="list"),
    path("doc", views.paper_read, name="read"),
    path("<int:paper_id>", views.paper_progress, name="progress"),
    path("<int:paper_id>/nhiem-vu", views.paper_tasks, name="tasks"),
    path("<int:paper_id>/ra-soat", views.paper_review, name="review"),
    path("<int:paper_id>/ban-sua", views.paper_correct, name="correct"),
    path("<int:paper_id>/xac-nhan", views.paper_confirm, name="confirm"),
    path("<int:paper_id>/hoan-tac", views.paper_undo, name="undo"),
    path("<int:paper_id>/them", views.line_add, name="line_add"),
    path("<int:paper_id>/ten", views.unit_name, name="unit_name"),
    path("<int:paper_id>/tep", views.paper_file, name="file"),
    path("<int:paper_id>/bao-cao.docx", views.paper_report, name="report"),
    path("dong/<int:line_id>", views.line_edit, name="line_edit"),
    path("dong/<int:line_id>/viec", views.line_act, name="line_act"),
]
