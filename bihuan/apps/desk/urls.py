"""Addresses of the desk."""

from django.urls import URLPattern, URLResolver, path

from bihuan.apps.desk import views

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("desk/tabs/", views.home_tabs, name="home_tabs"),
    path("late/", views.late, name="late"),
    path("instruct/", views.instruct, name="instruct"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:notice_id>/", views.notice, name="notice"),
    path("inbox/switches/", views.switches, name="switches"),
    path("gateways/", views.gateways, name="gateways"),
    path("gateways/resend/", views.resend, name="resend"),
    path("gateways/<str:channel>/", views.gateway, name="gateway"),
    path("gateways/<str:channel>/accounts/", views.gateway_accounts, name="gateway_accounts"),
    path("search/", views.search, name="search"),
    path("search/quick/", views.quick_search, name="quick_search"),
    path("help/", views.help_page, name="help"),
    path("about/", views.about, name="about"),
    path("suggestions/", views.suggestion_list, name="suggestions"),
    path("suggestions/new/", views.suggest, name="suggest"),
    path("suggestions/<int:suggestion_id>/answer/", views.answer, name="answer"),
]
