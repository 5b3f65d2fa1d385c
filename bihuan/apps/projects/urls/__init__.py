"""Addresses of projects, a module a room."""

from bihuan.apps.projects.urls import needs, register, sites

app_name = "projects"
urlpatterns = [*register.urlpatterns, *needs.urlpatterns, *sites.urlpatterns]
