"""Addresses of the library."""

from django.urls import path

from bihuan.apps.projects import views

urlpatterns = [
    path("projects/", views.library, name="library"),
    path("projects/new/", views.project_new, name="project_new"),
    path("projects/owners/", views.owners, name="owners"),
    path("projects/<int:project_id>/", views.project, name="project"),
    path("projects/<int:project_id>/change/", views.project_change, name="project_change"),
    path("projects/<int:project_id>/flag/", views.project_flag, name="project_flag"),
]
