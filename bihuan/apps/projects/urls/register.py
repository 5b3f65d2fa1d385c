"""Addresses of the library."""

from django.urls import path

from bihuan.apps.projects import views

urlpatterns = [
    path("projects/", views.library, name="library"),
    path("projects/new/", views.project_new, name="project_new"),
    path("projects/views/", views.view_save, name="view_save"),
    path("projects/views/<int:view_id>/drop/", views.view_drop, name="view_drop"),
    path("projects/owners/", views.owners, name="owners"),
    path("projects/from/", views.from_item, name="from_item"),
    path("projects/lists/", views.lists, name="lists"),
    path("projects/lists/add/", views.list_add, name="list_add"),
    path("projects/lists/next/", views.list_next, name="list_next"),
    path("projects/lists/<int:key_id>/off/", views.list_off, name="list_off"),
    path("projects/programmes/", views.programmes, name="programmes"),
    path("projects/programmes/new/", views.programme_new, name="programme_new"),
    path("projects/programmes/put/", views.programme_put, name="programme_put"),
    path("projects/programmes/<slug:code>/", views.programme, name="programme"),
    path("projects/programmes/<slug:code>/change/", views.programme_change, name="programme_change"),
    path("projects/programmes/<slug:code>/projects/<int:member_id>/out/", views.programme_out, name="programme_out"),
    path("projects/<int:project_id>/", views.project, name="project"),
    path("projects/<int:project_id>/change/", views.project_change, name="project_change"),
    path("projects/<int:project_id>/flag/", views.project_flag, name="project_flag"),
    path("projects/<int:project_id>/stage/", views.stage, name="stage"),
    path("projects/<int:project_id>/evidence/", views.evidence_new, name="evidence_new"),
    path("projects/<int:project_id>/evidence/<int:evidence_id>/", views.evidence_file, name="evidence_file"),
    path(
        "projects/<int:project_id>/evidence/<int:evidence_id>/withdraw/",
        views.evidence_withdraw,
        name="evidence_withdraw",
    ),
    path("projects/<int:project_id>/team/", views.team, name="team"),
    path("projects/<int:project_id>/team/<int:member_id>/end/", views.member_end, name="member_end"),
    path("projects/<int:project_id>/support/", views.support_new, name="support_new"),
    path("projects/<int:project_id>/support/<int:support_id>/end/", views.support_end, name="support_end"),
]
