"""Addresses of the library."""

from django.urls import path

from bihuan.apps.projects import views

urlpatterns = [
    path("projects/", views.library, name="library"),
    path("projects/<int:project_id>/", views.project, name="project"),
]
