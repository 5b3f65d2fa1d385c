"""Addresses of projects, a module a room."""

from bihuan.apps.projects.urls import register

app_name = "projects"
urlpatterns = [*register.urlpatterns]
