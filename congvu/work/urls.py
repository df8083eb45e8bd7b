from django.urls import path

from congvu.work.views import board, mine, task

app_name = "work"
urlpatterns = [
    path("cong-viec", board.board, name="board"),
    path("cong-viec/danh-sach", board.task_list, name="list"),
    path("cong-viec/xuat.xlsx", board.task_export, name="export"),
    path("cong-viec/giao", task.task_give, name="give"),
    path("cong-viec/<int:task_id>", task.task, name="task"),
    path("cong-viec/<int:task_id>/hoan-tac", task.task_undo, name="undo"),
    path("cong-viec/<int:task_id>/tep/<int:file_id>", task.task_file, name="file"),
    path("cong-viec/<int:task_id>/<slug:act>", task.task_act, name="act"),
    path("hop-thu", mine.inbox, name="inbox"),
    path("viec-cua-toi", mine.my_work, name="my_work"),
    path("viec-cua-toi.ics", mine.my_calendar, name="my_calendar"),
]
