"""The app of documents: what was said or written."""

from typing import Any

from django.apps import AppConfig
from django.urls import reverse

from bihuan.base import registries
from bihuan.base.scope import Viewer


class DocumentsConfig(AppConfig):
    """Documents (文件)."""

    name = "bihuan.apps.documents"
    label = "documents"
    verbose_name = "文件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the room and the search of documents."""
        says = "上传会议报告、政策、通报，读出其中的任务，逐条核定后立项。"
        room = registries.Room("documents", "文件", "documents:library", 10, _may_open, icon="document", says=says)
        registries.add_room(room)
        says = "本单位内网如有可对话的模型，在这里登记，由后台让它把新文件再读一遍。"
        url = "documents:second_reader"
        room = registries.Room(
            "second_reader", "第二读取器", url, 930, _may_set, icon="document", group="管理", says=says
        )
        registries.add_room(room)
        registries.add_demo_maker(registries.DemoMaker("documents", 20, _make_demonstration))
        registries.add_opener("bihuan.apps.documents.mapping.readings")
        registries.keep_files("documents.Document", path="path", digest="sha256")
        _add_search()


def _add_search() -> None:
    from bihuan.apps.documents.queries import searching
    from bihuan.apps.documents.queries.documents import readable

    registries.add_search(
        registries.Search(
            "documents",
            20,
            "文件",
            _find,
            named=searching.named_documents,
            visible=readable,
            hits=searching.document_hits,
            concerns=lambda kind, _: kind.startswith("document."),
        )
    )


def _make_demonstration(demonstration: Any) -> None:
    from bihuan.apps.documents.management import demo

    demo.make(demonstration)


def _may_open(viewer: Viewer) -> bool:
    from bihuan.apps.documents import queries

    return queries.may_open_room(viewer)


def _may_set(viewer: Viewer) -> bool:
    from bihuan.base.rights import may

    return may(viewer, "reader.change")


def _find(viewer: Viewer, words: str) -> list[registries.Hit]:
    from bihuan.apps.documents import queries

    found = queries.library(viewer, words=words)[:10]
    return [registries.Hit("文件", row.title, reverse("documents:page", args=[row.pk]), row.note) for row in found]
