"""Addresses of files out and in."""

from django.urls import path

from bihuan.apps.projects.views import exports, imports, oc4ids

urlpatterns = [
    path("projects/export/", exports.project_export, name="project_export"),
    path("projects/oc4ids/", oc4ids.oc4ids_all, name="oc4ids_all"),
    path("projects/<int:project_id>/oc4ids/", oc4ids.oc4ids_one, name="oc4ids"),
    path("projects/import/", imports.imports, name="imports"),
    path("projects/import/<int:import_id>/", imports.import_page, name="import_page"),
    path("projects/import/<int:import_id>/state/", imports.import_state, name="import_state"),
    path("projects/import/<int:import_id>/answer/", imports.import_answer, name="import_answer"),
    path("projects/import/<int:import_id>/write/", imports.import_write, name="import_write"),
    path("projects/import/<int:import_id>/cancel/", imports.import_cancel, name="import_cancel"),
    path("projects/import/<int:import_id>/marked/", imports.import_marked, name="import_marked"),
]
