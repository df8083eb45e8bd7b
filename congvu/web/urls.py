"""Every address of the site."""

from allauth.account import views as account
from django.urls import include, path
from django.views.i18n import set_language

from congvu.core.pages import public
from congvu.web import live, views

web = (
    [
        path("", views.home, name="home"),
        path("nhat-ky", views.journal, name="journal"),
        path("tim", views.search, name="search"),
        path("giao-dien", views.looks, name="looks"),
        path("kieu-mau", views.samples, name="samples"),
    ],
    "web",
)

sign_in = [
    path("dang-nhap", account.login, name="account_login"),
    path("dang-xuat", account.logout, name="account_logout"),
    path("tai-khoan-dong", account.account_inactive, name="account_inactive"),
    path("mat-khau", account.password_change, name="account_change_password"),
    path("xac-nhan-lai", account.reauthenticate, name="account_reauthenticate"),
    path("hai-lop/", include("allauth.mfa.urls")),
]

urlpatterns = [
    path("", include(web)),
    path("", include(sign_in)),
    path("ke-hoach/", include("congvu.plans.urls")),
    path("he-thong/", include("congvu.access.urls")),
    path("ngon-ngu", public(set_language), name="set_language"),
    path("", include("congvu.work.urls")),
    path("song", views.health, name="health"),
    path("song/viec", live.work_stream, name="live_work"),
]
