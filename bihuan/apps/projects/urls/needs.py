"""Addresses of needs."""

from django.urls import path

from bihuan.apps.projects import views

urlpatterns = [
    path("projects/<int:project_id>/needs/new/", views.need_new, name="need_new"),
    path("projects/needs/<int:need_id>/withdraw/", views.need_withdraw, name="need_withdraw"),
]
