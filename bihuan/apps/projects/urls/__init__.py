"""Addresses of projects, a module a room."""

from bihuan.apps.projects.urls import exchange, funds, months, needs, plans, register, sites, wall

app_name = "projects"
urlpatterns = [
    *exchange.urlpatterns,
    *funds.urlpatterns,
    *months.urlpatterns,
    *needs.urlpatterns,
    *plans.urlpatterns,
    *register.urlpatterns,
    *sites.urlpatterns,
    *wall.urlpatterns,
]
