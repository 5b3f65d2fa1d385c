"""The app of enterprises."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig

from bihuan.base import event_facts, registries
from bihuan.base.scope import Viewer

FACTS = {"same_as": "并入企业"}


class EnterprisesConfig(AppConfig):
    """Enterprises (企业)."""

    name = "bihuan.apps.enterprises"
    label = "enterprises"
    verbose_name = "企业"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the shared ground must know of this app."""
        registries.keep_files("enterprises.EnterpriseImport", path="path", digest="digest")
        registries.add_opener("bihuan.base.sheets")
        registries.add_demo_maker(registries.DemoMaker("enterprises", 45, _make_demonstration))
        _add_room()
        _add_search()
        _name_facts()


def _make_demonstration(demonstration: Any) -> None:
    from bihuan.apps.enterprises.management import demo

    demo.make(demonstration)


def _add_room() -> None:
    says = "全区企业的登记信息：名称、统一社会信用代码、所在镇街、行业；项目的建设单位从这里选。"
    room = registries.Room(
        "enterprises", "企业名录", "enterprises:enterprises", 50, _may_read, icon="enterprise", group="企业", says=says
    )
    registries.add_room(room)


def _add_search() -> None:
    from bihuan.apps.enterprises import queries

    registries.add_search(
        registries.Search(
            "enterprises",
            30,
            "企业",
            _find,
            named=queries.named_enterprises,
            visible=queries.enterprises_seen,
            hits=queries.enterprise_hits,
            concerns=lambda kind, _: kind.startswith("enterprise."),
        )
    )


def _find(viewer: Viewer, words: str) -> list[registries.Hit]:
    from bihuan.apps.enterprises import queries

    ids = queries.listed(viewer, queries.Wanted(words=words)).values_list("pk", flat=True)[:10]
    return queries.enterprise_hits(viewer, list(ids)) if _may_read(viewer) else []


def _may_read(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "enterprise.read")


def _name_facts() -> None:
    """What the columns of an enterprise are called, for the log."""
    from bihuan.apps.enterprises.models import Enterprise, EnterpriseStatus, SizeClass

    columns = [column for column in Enterprise._meta.fields if not str(column.verbose_name).isascii()]
    words = {f"enterprise.{column.name}": str(column.verbose_name) for column in columns}
    codes = {
        f"enterprise.{event}.{name}": {code: str(word) for code, word in choices.choices}
        for event in ("added", "changed")
        for name, choices in (("size", SizeClass), ("status", EnterpriseStatus))
    }
    event_facts.know(words | FACTS, codes)
