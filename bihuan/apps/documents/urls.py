"""Addresses of documents and candidates."""

from django.urls import URLPattern, path

from bihuan.apps.documents import views

app_name = "documents"
urlpatterns: list[URLPattern] = [
    path("documents/", views.library, name="library"),
    path("documents/new/", views.upload, name="upload"),
    path("documents/second-reader/", views.second_reader, name="second_reader"),
    path("documents/<int:document_id>/second/", views.add_second, name="add_second"),
    path("documents/<int:document_id>/", views.page, name="page"),
    path("documents/<int:document_id>/file/", views.original_file, name="file"),
    path("documents/<int:document_id>/original/", views.original_text, name="original"),
    path("documents/<int:document_id>/encoding/", views.encoding, name="encoding"),
    path("documents/<int:document_id>/heading/", views.heading, name="heading"),
    path("documents/<int:document_id>/put-back/", views.put_back, name="put_back"),
    path("documents/<int:document_id>/take-out/", views.take_out, name="take_out"),
    path("documents/<int:document_id>/bulk/", views.bulk, name="bulk"),
    path("documents/<int:document_id>/groups/", views.groups, name="groups"),
    path("documents/<int:document_id>/years/", views.years, name="years"),
    path("documents/<int:document_id>/years/renamed/", views.renamed, name="renamed"),
    path("documents/<int:document_id>/beside/<int:other_id>/", views.beside, name="beside"),
    path("documents/candidates/<int:candidate_id>/", views.candidate, name="candidate"),
    path("documents/candidates/<int:candidate_id>/done/", views.candidate_done, name="candidate_done"),
    path("documents/candidates/<int:candidate_id>/reject/", views.reject, name="reject"),
    path("documents/candidates/<int:candidate_id>/reopen/", views.reopen, name="reopen"),
    path("documents/candidates/<int:candidate_id>/edit/", views.edit, name="edit"),
    path("documents/candidates/<int:candidate_id>/split/", views.split, name="split"),
    path("documents/candidates/<int:candidate_id>/merge/", views.merge, name="merge"),
]
