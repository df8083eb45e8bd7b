from django.urls import path

from congvu.access import views

app_name = "access"
urlpatterns = [
    path("tai-khoan", views.account_list, name="account_list"),
]
