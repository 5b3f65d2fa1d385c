"""Addresses of land and of planning lines."""

from django.urls import path

from bihuan.apps.projects.views import lines, parcels, site_checks

urlpatterns = [
    path("projects/sites/", parcels.parcels, name="parcels"),
    path("projects/sites/new/", parcels.parcel_new, name="parcel_new"),
    path("projects/sites/import/", parcels.parcels_import, name="parcels_import"),
    path("projects/sites/template/", parcels.parcels_template, name="parcels_template"),
    path("projects/sites/lines/", lines.lines, name="lines"),
    path("projects/sites/lines/new/", lines.line_new, name="line_new"),
    path("projects/sites/lines/<int:line_id>/", lines.line, name="line"),
    path("projects/sites/lines/<int:line_id>/end/", lines.line_end, name="line_end"),
    path("projects/sites/<int:parcel_id>/", parcels.parcel, name="parcel"),
    path("projects/sites/<int:parcel_id>/change/", parcels.parcel_change, name="parcel_change"),
    path("projects/<int:project_id>/site/", site_checks.project_site, name="project_site"),
    path("projects/<int:project_id>/site/shape/", site_checks.site_draw, name="site_draw"),
    path("projects/<int:project_id>/site/check/", site_checks.site_check, name="site_check"),
]
