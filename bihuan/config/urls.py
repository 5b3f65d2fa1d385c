"""Root addresses: one line an app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bihuan.apps.units.urls")),
    path("", include("bihuan.apps.desk.urls")),
    path("", include("bihuan.apps.documents.urls")),
    path("", include("bihuan.apps.work.urls")),
    path("", include("bihuan.apps.figures.urls")),
    path("", include("bihuan.apps.enterprises.urls")),
    path("", include("bihuan.apps.projects.urls")),
    path("", include("bihuan.apps.reports.urls")),
]
handler400 = "bihuan.web.errors.bad_request"
handler403 = "bihuan.web.errors.permission_denied"
handler404 = "bihuan.web.errors.not_found"
handler500 = "bihuan.web.errors.server_error"
