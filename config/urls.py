"""Root URLs: everything is mapped in `congvu.web.urls`."""

from django.urls import include, path

urlpatterns = [path("", include("congvu.web.urls"))]
handler403 = "congvu.web.errors.forbidden"
handler404 = "congvu.web.errors.not_found"
handler500 = "congvu.web.errors.failed"
