"""Addresses of the wall chart."""

from django.urls import path

from bihuan.apps.projects.views.wall import wall, wall_print

urlpatterns = [
    path("projects/wall/", wall, name="wall"),
    path("projects/wall/print/", wall_print, name="wall_print"),
]
