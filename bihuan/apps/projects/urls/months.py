"""Addresses of months, plans of years and the entry to the statistics."""

from django.urls import path

from bihuan.apps.projects import views
from bihuan.base import month_addresses  # noqa: F401 - brings <month:…>

urlpatterns = [
    path("projects/months/", views.months, name="months"),
    path("projects/months/bulletin/", views.bulletin, name="bulletin"),
    path("projects/months/stuck/", views.stuck, name="stuck"),
    path("projects/months/entry/", views.entering, name="entering"),
    path("projects/months/<int:unit_id>/<month:month>/", views.unit_month, name="unit_month"),
    path("projects/months/<int:unit_id>/<month:month>/approve/", views.unit_approve, name="unit_approve"),
    path("projects/months/report/<int:report_id>/", views.month_act, name="month_act"),
    path("projects/<int:project_id>/year/<int:year>/", views.year_plan, name="year_plan"),
    path("projects/<int:project_id>/entry/", views.project_entry, name="project_entry"),
]
