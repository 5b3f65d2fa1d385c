"""Addresses of projects, a module a room."""

from bihuan.apps.projects.urls import exchange, needs, plans, register, sites, wall

app_name = "projects"
urlpatterns = [*exchange.urlpatterns, *register.urlpatterns, *needs.urlpatterns, *sites.urlpatterns, *wall.urlpatterns]
urlpatterns += plans.urlpatterns
