"""Every address of the site."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.usersessions.views import list_usersessions
from django.urls import include, path
from django.views.i18n import set_language

from congvu.access.views import me
from congvu.core.pages import public
from congvu.web import live, views

web = (
    [
        path("", views.home, name="home"),
        path("nhat-ky", views.journal, name="journal"),
        path("tu-lan-truoc", views.news, name="news"),
        path("toan-tinh", views.province, name="province"),
        path("toan-tinh/<slug:code>", views.by_agency, name="by_agency"),
        path("tim", views.search, name="search"),
        path("giao-dien", views.looks, name="looks"),
        path("kieu-mau", views.samples, name="samples"),
    ],
    "web",
)

# Only what this product uses of the sign-in package is mapped.
sign_in = [
    path("dang-nhap", account.login, name="account_login"),
    path("dang-xuat", account.logout, name="account_logout"),
    path("tai-khoan-dong", account.account_inactive, name="account_inactive"),
    path("mat-khau", account.password_change, name="account_change_password"),
    path("xac-nhan-lai", account.reauthenticate, name="account_reauthenticate"),
    path("phien", list_usersessions, name="usersessions_list"),
    path("hai-lop", me, name="mfa_index"),
    path("hai-lop/ma", mfa.authenticate, name="mfa_authenticate"),
    path("hai-lop/xac-nhan-lai", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("hai-lop/bat", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-lop/tat", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-lop/du-phong", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-lop/du-phong/moi", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("hai-lop/du-phong/tep", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path("", include(web)),
    path("", include(sign_in)),
    path("ke-hoach/", include("congvu.plans.urls")),
    path("ra-soat/", include("congvu.standards.urls")),
    path("he-thong/", include("congvu.access.urls")),
    path("ngon-ngu", public(set_language), name="set_language"),
    path("", include("congvu.establishment.urls")),
    path("", include("congvu.work.urls")),
    path("", include("congvu.people.urls")),
    path("quyet-dinh", include("congvu.decisions.urls")),
    path("song", views.health, name="health"),
    path("song/viec", live.work_stream, name="live_work"),
]
