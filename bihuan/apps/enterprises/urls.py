"""Addresses of enterprises."""

from django.urls import path

from bihuan.apps.enterprises import views

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", views.enterprises, name="enterprises"),
    path("enterprises/new/", views.enterprise_new, name="enterprise_new"),
    path("enterprises/export/", views.export, name="export"),
    path("enterprises/import/", views.imports, name="imports"),
    path("enterprises/import/<int:import_id>/", views.import_page, name="import_page"),
    path("enterprises/import/<int:import_id>/state/", views.import_state, name="import_state"),
    path("enterprises/import/<int:import_id>/answer/", views.import_answer, name="import_answer"),
    path("enterprises/import/<int:import_id>/write/", views.import_write, name="import_write"),
    path("enterprises/import/<int:import_id>/cancel/", views.import_cancel, name="import_cancel"),
    path("enterprises/import/<int:import_id>/marked/", views.import_marked, name="import_marked"),
    path("enterprises/<int:enterprise_id>/", views.enterprise, name="enterprise"),
    path("enterprises/<int:enterprise_id>/change/", views.enterprise_change, name="enterprise_change"),
    path("enterprises/<int:enterprise_id>/same/", views.enterprise_same, name="enterprise_same"),
]
