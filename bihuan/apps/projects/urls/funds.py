"""Addresses of money from above, of energy and emissions."""

from django.urls import path

from bihuan.apps.projects import views

urlpatterns = [
    path("projects/funds/", views.funds, name="funds"),
    path("projects/funds/<slug:code>/", views.fund, name="fund"),
    path("projects/<int:project_id>/funds/new/", views.bid_new, name="bid_new"),
    path("projects/energy/", views.energy, name="energy"),
    path("projects/energy/<int:year>/<slug:kind>/", views.quota_set, name="quota_set"),
    path("projects/bids/<int:bid_id>/", views.bid_move, name="bid_move"),
]
