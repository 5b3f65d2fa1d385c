"""Addresses of plans."""

from django.urls import path

from bihuan.apps.projects import views

urlpatterns = [
    path("projects/plans/", views.plans, name="plans"),
    path("projects/plans/nodes/", views.nodes, name="plans_nodes"),
    path("projects/<int:project_id>/plan/", views.plan, name="plan"),
    path("projects/<int:project_id>/plan/promise/", views.promise, name="plan_promise"),
    path("projects/<int:project_id>/plan/promise/preview/", views.promise_preview, name="plan_promise_preview"),
    path("projects/<int:project_id>/plan/network/", views.network, name="plan_network"),
    path("projects/<int:project_id>/plan/network/edit/", views.network_edit, name="plan_network_edit"),
    path("projects/<int:project_id>/plan/network/preview/", views.network_preview, name="plan_network_preview"),
    path("projects/plans/limits/", views.limits, name="plans_limits"),
    path("projects/plans/limits/<slug:code>/", views.limit_change, name="limit_change"),
    path("projects/networks/", views.networks, name="networks"),
    path("projects/networks/<slug:code>/", views.network_rule, name="network_rule"),
    path("projects/networks/<slug:code>/change/", views.network_rule_change, name="network_rule_change"),
    path("projects/<int:project_id>/plan/take/", views.take, name="plan_take"),
    path("projects/<int:project_id>/plan/baseline/", views.baseline, name="plan_baseline"),
    path("projects/<int:project_id>/plan/nodes/<slug:activity>/", views.node, name="plan_node"),
    path("projects/<int:project_id>/plan/nodes/<slug:activity>/preview/", views.node_preview, name="plan_node_preview"),
]
