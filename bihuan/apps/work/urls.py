"""Addresses of ledgers, items, campaigns."""

from django.urls import URLPattern, URLResolver, path

from bihuan.apps.work import views

app_name = "work"
urlpatterns: list[URLPattern | URLResolver] = [
    path("items/", views.items, name="items"),
    path("items/lamps/", views.lamps, name="lamps"),
    path("items/filters/", views.filters, name="filters"),
    path("items/export/", views.export, name="export"),
    path("items/views/", views.save_view, name="save_view"),
    path("items/views/<int:view_id>/drop/", views.drop_view, name="drop_view"),
    path("items/columns/", views.save_columns, name="save_columns"),
    path("items/batch/", views.batch, name="batch"),
    path("items/suggest/", views.suggest, name="suggest"),
    path("slips/", views.slips, name="slips"),
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/new/", views.make_campaign, name="make_campaign"),
    path("campaigns/<slug:code>/", views.campaign, name="campaign"),
    path("campaigns/<slug:code>/change/", views.change_campaign, name="change_campaign"),
    path("campaigns/<slug:code>/items/", views.attach, name="attach"),
    path("imports/", views.imports, name="imports"),
    path("imports/<int:import_id>/", views.import_page, name="import_page"),
    path("imports/<int:import_id>/state/", views.import_state, name="import_state"),
    path("imports/<int:import_id>/answers/", views.import_answer, name="import_answer"),
    path("imports/<int:import_id>/write/", views.import_write, name="import_write"),
    path("imports/<int:import_id>/cancel/", views.import_cancel, name="import_cancel"),
    path("imports/<int:import_id>/marked/", views.import_marked, name="import_marked"),
    path("papers/", views.papers, name="papers"),
    path("papers/new/", views.paper_new, name="paper_new"),
    path("papers/<int:paper_id>/", views.paper, name="paper"),
    path("papers/<int:paper_id>/file/", views.paper_file, name="paper_file"),
    path("month/", views.month, name="month"),
    path("items/new/", views.register, name="register"),
    path("items/look-back/", views.look_back, name="look_back"),
    path("items/from/<int:candidate_id>/", views.take, name="take"),
    path("items/from-document/<int:document_id>/", views.take_all, name="take_all"),
    path("items/<int:item_id>/", views.item, name="item"),
    path("items/<int:item_id>/moves/<slug:code>/", views.move, name="move"),
    path("items/<int:item_id>/amend/", views.amend, name="amend"),
    path("items/<int:item_id>/copies/", views.copy, name="copy"),
    path("items/<int:item_id>/copies/read/", views.read_copy, name="read_copy"),
    path("items/<int:item_id>/files/<int:file_id>/", views.file, name="file"),
]
