from django.urls import path

from congvu.access import views

app_name = "access"
urlpatterns = [
    path("tai-khoan", views.account_list, name="account_list"),
    path("tai-khoan/moi", views.account_make, name="account_make"),
    path("tai-khoan/<int:account_id>", views.account, name="account"),
    path("tai-khoan/<int:account_id>/vai-tro", views.grant_make, name="grant_make"),
    path("tai-khoan/<int:account_id>/dong-mo", views.account_switch, name="account_switch"),
    path("vai-tro/<int:grant_id>/ket-thuc", views.grant_end, name="grant_end"),
    path("uy-quyen", views.deputies, name="deputies"),
    path("toi", views.me, name="me"),
]
