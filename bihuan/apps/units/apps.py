"""The app of units, people and events."""

from datetime import date, datetime, time
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import OperationalError, connection, connections
from django.db.models.signals import post_migrate
from django.urls import reverse

from bihuan.base import chain, event_facts, registries, triggers
from bihuan.base.scope import Viewer


class UnitsConfig(AppConfig):
    """Units (单位)."""

    name = "bihuan.apps.units"
    label = "units"
    verbose_name = "单位与人员"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the shared ground must know of this app."""
        registries.keep_append_only("units_event")
        registries.add_demo_maker(registries.DemoMaker("units", 10, _make_demonstration))
        registries.add_daily_work(registries.DailyWork("units.names", time(0, 5), _take_names))
        registries.add_daily_work(registries.DailyWork("units.anchor", time(0, 10), _anchor))
        _add_searches()
        _add_rooms()
        _name_codes()
        if settings.MODE == "demo":
            registries.show_cast("units", _demo_accounts)
        register(check_guards)
        post_migrate.connect(_guard_records, sender=self, dispatch_uid="guard_records")


def _add_searches() -> None:
    from bihuan.apps.units.queries import searching

    registries.add_search(
        registries.Search(
            "units",
            30,
            "单位",
            _find_units,
            named=searching.named_units,
            visible=searching.units_seen,
            hits=searching.unit_hits,
            concerns=lambda kind, _: kind in {"unit.added", "unit.renamed"},
        )
    )
    registries.add_search(
        registries.Search(
            "people",
            40,
            "人员",
            lambda *_: (),
            named=searching.named_people,
            visible=searching.people_seen,
            hits=searching.person_hits,
            concerns=lambda kind, _: kind in {"person.added", "person.changed"},
        )
    )


def _demo_accounts() -> Any:
    from bihuan.apps.units.management import demo

    return demo.accounts()


def _name_codes() -> None:
    """What the codes of units, duties, grants and rules are called, for the log."""
    from bihuan.apps.units.forms.rules import KIND_WORDS
    from bihuan.apps.units.models import Duty, Grant, UnitKind

    duties = dict(Duty.Kind.choices)
    kinds = {
        "unit.duty_added.kind": duties,
        "unit.duty_removed.kind": duties,
        "unit.added.kind": dict(UnitKind.choices),
        "definition.changed.kind": KIND_WORDS,
        "kind": dict(Grant.Kind.choices),
    }
    event_facts.know({}, kinds)


def _add_rooms() -> None:
    from bihuan.base.rights import may

    for order, (code, word, action, icon, says) in enumerate(
        [
            ("units", "单位", "unit.read", "unit", "单位的名称、隶属和职责；更名、合并、撤销按日期登记。"),
            ("people", "人员", "person.read", "people", "谁在哪个岗位；账号由系统管理员建，权限由安全管理员授。"),
            ("rules", "规则", "definition.read", "scale", "节假日、亮灯、台账等规则的现行内容和依据。"),
            ("office", "导入单位人员", "office.import", "upload", "用一张表建立单位、人员和岗位，先看预览再写入。"),
            ("grants", "授权复核", "right.grant", "key", "复核另一名安全管理员提出的授权，同意后生效。"),
            ("audit", "审计日志", "event.read", "audit", "谁在何时做了什么、改了什么；只增不改，可以核验。"),
        ]
    ):
        may_open = partial(lambda action, viewer: may(viewer, action), action)
        facts: dict[str, Any] = {
            "icon": icon,
            "group": "管理",
            "says": says,
            "waiting": _grants_waiting if code == "grants" else None,
        }
        room = registries.Room(code, word, f"units:{code}", 900 + order, may_open, **facts)
        registries.add_room(room)


def _find_units(viewer: Viewer, words: str) -> list[registries.Hit]:
    from bihuan.apps.units import queries
    from bihuan.base.rights import may

    found = queries.units_called(words) if may(viewer, "unit.read") else []
    return [registries.Hit("单位", unit.name, reverse("units:unit", args=[unit.pk]), note) for unit, note in found]


def _grants_waiting(viewer: Viewer) -> int:
    from bihuan.apps.units import queries

    return queries.waiting_grants().exclude(proposed_by_id=viewer.person_id).count()


def check_guards(**_: Any) -> list[CheckMessage]:
    """`manage.py check` fails while the database would let kept records be changed (A12)."""
    try:
        sentence = triggers.complaint(connection)
    except OperationalError as unreachable:
        return [Error(f"连不上数据库，无法检查审计保护:{unreachable}", id="units.E002")]
    return [Error(sentence, id="units.E001")] if sentence else []


def _take_names(on: date, now: datetime) -> str:
    from bihuan.apps.units import actions

    return actions.take_names_of_day(on=on, now=now)


def _anchor(on: date, now: datetime) -> str:
    from bihuan.apps.units import actions

    return actions.anchor_chain(on=on, now=now)


def _make_demonstration(demonstration: Any) -> None:
    from bihuan.apps.units.management import demo

    demo.make(demonstration)


def _guard_records(using: str, plan: Any = None, **_: Any) -> None:
    """After a migration the triggers stand (SQLite drops them when a column changes) and the chain has its head."""
    triggers.create(connections[using])
    _set_chain_head(using)


def _set_chain_head(using: str) -> None:
    from bihuan.apps.units import models

    if not models.Event.objects.unscoped("whether a fresh database has events").using(using).exists():
        models.ChainHead.objects.using(using).get_or_create(pk=1, defaults={"seq": 0, "digest": chain.GENESIS})
