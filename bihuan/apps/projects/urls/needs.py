"""Addresses of needs."""

from django.urls import path

from bihuan.apps.projects import views

urlpatterns = [
    path("projects/needs/", views.need_list, name="need_list"),
    path("projects/needs/export/", views.need_export, name="need_export"),
    path("projects/commissioners/", views.commissioners, name="commissioners"),
    path("projects/<int:project_id>/needs/new/", views.need_new, name="need_new"),
    path("projects/needs/<int:need_id>/withdraw/", views.need_withdraw, name="need_withdraw"),
]
