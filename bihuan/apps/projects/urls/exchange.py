"""Addresses of files out and in."""

from django.urls import path

from bihuan.apps.projects.views import oc4ids

urlpatterns = [
    path("projects/oc4ids/", oc4ids.oc4ids_all, name="oc4ids_all"),
    path("projects/<int:project_id>/oc4ids/", oc4ids.oc4ids_one, name="oc4ids"),
]
