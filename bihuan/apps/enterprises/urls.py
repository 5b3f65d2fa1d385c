"""Addresses of enterprises."""

from django.urls import path

from bihuan.apps.enterprises import views

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", views.enterprises, name="enterprises"),
    path("enterprises/new/", views.enterprise_new, name="enterprise_new"),
    path("enterprises/export/", views.export, name="export"),
    path("enterprises/<int:enterprise_id>/", views.enterprise, name="enterprise"),
    path("enterprises/<int:enterprise_id>/change/", views.enterprise_change, name="enterprise_change"),
    path("enterprises/<int:enterprise_id>/same/", views.enterprise_same, name="enterprise_same"),
]
