"""Addresses of months, plans of years and the entry to the statistics."""

from django.urls import path, register_converter

from bihuan.apps.projects import views
from bihuan.engine.values import Month


class MonthConverter:
    """A month in an address, as 2026-10."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, text: str) -> Month:
        """The month that is written so."""
        return Month(int(text[:4]), int(text[5:]))

    def to_url(self, month: Month | str) -> str:
        """As an address writes it."""
        return month if isinstance(month, str) else f"{month.year}-{month.month:02}"


register_converter(MonthConverter, "project_month")

urlpatterns = [
    path("projects/months/", views.months, name="months"),
    path("projects/months/bulletin/", views.bulletin, name="bulletin"),
    path("projects/months/stuck/", views.stuck, name="stuck"),
    path("projects/months/entry/", views.entering, name="entering"),
    path("projects/months/<int:unit_id>/<project_month:month>/", views.unit_month, name="unit_month"),
    path("projects/months/<int:unit_id>/<project_month:month>/approve/", views.unit_approve, name="unit_approve"),
    path("projects/months/report/<int:report_id>/", views.month_act, name="month_act"),
    path("projects/<int:project_id>/year/<int:year>/", views.year_plan, name="year_plan"),
    path("projects/<int:project_id>/entry/", views.project_entry, name="project_entry"),
]
