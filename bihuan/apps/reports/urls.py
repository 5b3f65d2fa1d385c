"""Addresses of reports."""

from django.urls import path

from bihuan.apps.reports import views

app_name = "reports"
urlpatterns = [
    path("reports/", views.analyses, name="analyses"),
    path("reports/<int:report_id>/", views.analysis, name="analysis"),
    path("reports/<int:report_id>/edit/<str:place>/", views.edit, name="edit"),
    path("reports/<int:report_id>/refresh/", views.refresh, name="refresh"),
    path("reports/<int:report_id>/issue/", views.issue, name="issue"),
    path("reports/<int:report_id>/file/", views.analysis_file, name="analysis_file"),
    path("reports/<int:report_id>/preview/", views.preview, name="preview"),
]
