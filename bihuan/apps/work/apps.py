"""The app of ledgers and items."""

from datetime import date, datetime, time
from typing import Any

from django.apps import AppConfig
from django.urls import reverse

from bihuan.base import event_facts, registries
from bihuan.base.scope import Viewer


class WorkConfig(AppConfig):
    """Items (事项)."""

    name = "bihuan.apps.work"
    label = "work"
    verbose_name = "任务督办"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the shared ground must know of this app."""
        for table in ("work_duefact", "work_statefact", "work_milestonefact"):
            registries.keep_append_only(table)
        registries.add_opener("bihuan.apps.work.mapping.imports")
        registries.keep_files("work.Attachment", path="path", digest="digest")
        registries.keep_files("work.LedgerImport", path="path", digest="digest")
        registries.keep_files("work.PaperTemplate", path="path", digest="digest")
        registries.keep_files("work.ReturnedSheet", path="path", digest="digest")
        registries.keep_files("work.InspectionEvidence", path="path", digest="digest")
        registries.keep_files("work.Paper", path="path", digest="digest")
        registries.add_demo_maker(registries.DemoMaker("work", 30, _make_demonstration))
        _add_parts()
        _add_search()
        _add_rooms()
        _name_facts()
        _name_notices()
        registries.listen("unit_ended", _items_go_along)
        registries.add_daily_work(registries.DailyWork("takeover", time(0, 10), _take_over_due))


def _make_demonstration(demonstration: Any) -> None:
    from bihuan.apps.work.management import demo

    demo.make(demonstration)


def _items_go_along(*, unit: Any, became: Any, on: date, by: Any, now: datetime) -> None:
    """Open items go with a unit that is merged from today or earlier; a later day is the daily work's."""
    from bihuan.apps.work import actions
    from bihuan.engine.calendar import local_day

    if became is not None and on <= local_day(now):
        actions.take_over(unit.pk, became.pk, by=by, now=now, on=on)


def _take_over_due(*, on: date, now: datetime) -> str:
    from bihuan.apps.work import actions

    return actions.take_over_due(on=on, now=now)


def _add_parts() -> None:
    """What items add to the desk and to the pages of documents."""
    from bihuan.apps.work.views import candidates
    from bihuan.apps.work.views.campaigns import schemes_part
    from bihuan.apps.work.views.collections import burden_part
    from bihuan.apps.work.views.ledger import overview_part

    registries.add_page_part(registries.PagePart("desk", 10, "work/parts/overview.html", overview_part))
    registries.add_page_part(registries.PagePart("desk", 40, "work/parts/burden.html", burden_part))
    registries.add_page_part(
        registries.PagePart("documents.candidate", 10, "work/parts/candidate.html", candidates.candidate_part)
    )
    registries.add_page_part(
        registries.PagePart("documents.bulk", 10, "work/parts/candidates.html", candidates.bulk_part)
    )
    registries.add_page_part(registries.PagePart("documents.group", 10, "work/parts/group.html", candidates.group_part))
    registries.add_page_part(registries.PagePart("documents.head", 10, "work/parts/schemes.html", schemes_part))


def _add_search() -> None:
    from bihuan.apps.work.queries import searching

    registries.add_search(
        registries.Search(
            "items",
            10,
            "事项",
            _find_items,
            named=searching.named_items,
            visible=searching.items_seen,
            hits=searching.item_hits,
            concerns=searching.renames_item,
        )
    )


def _find_items(viewer: Viewer, words: str) -> list[registries.Hit]:
    from bihuan.apps.work import queries

    found = queries.found(words, viewer=viewer)
    return [
        registries.Hit(item.numbered or "拟办", item.title, reverse("work:item", args=[item.pk]), item.lead_name)
        for item in found
    ]


def _name_facts() -> None:
    """What the columns of an item are called, for the log."""
    from bihuan.apps.work.models import Campaign, Item

    columns = [column for model in (Item, Campaign) for column in model._meta.fields]
    words = {
        column.attname: f"{column.verbose_name}{'编号' if column.is_relation else ''}"
        for column in columns
        if not str(column.verbose_name).isascii()
    }
    event_facts.know(words)


def _name_notices() -> None:
    from bihuan.apps.work.actions.telling import WORDS

    for rule, word in WORDS.items():
        registries.name_notice(rule, word)


OVERSIGHT = ("meetings", "slips", "inspections", "look_back", "papers")
"""Rooms from which the office drives the work of others on."""


def _add_rooms() -> None:
    """Rooms of the left menu: what units work on, how the office drives it, what is asked in figures."""
    for order, word, page, may_open, icon, says in (
        (20, "台账", "items", _may_read, "ledger", "您可查看的全部事项：查找、筛选、导出，点进去办理。"),
        (
            21,
            "台账导入",
            "imports",
            _may_register,
            "upload",
            "导入原来的 Excel 台账：认栏目和单位，核对后写入。",
        ),
        (22, "本月填报", "month", _may_report, "month", "本单位本月该报的事项在一页上，没有变化的一次勾完。"),
        (24, "专项行动", "campaigns", _may_read, "flag", "把事项归到行动和分项下，看任务书、路线图、时间表。"),
        (
            25,
            "调度会",
            "meetings",
            _may_meet,
            "unit",
            "议程由逾期、临期和需协调的事项生成，一单位一张；议定事项照原话记下，核定后交办，出纪要。",
        ),
        (
            27,
            "政府督查",
            "inspections",
            _may_inspect,
            "search",
            "依督查条例组织的督查：方案、问题、结论、向督查对象反馈；与日常督办分开。",
        ),
        (
            72,
            "报表台账",
            "collections",
            _may_ask,
            "month",
            "谁向谁要什么、凭什么、到什么时候、要多少工时；没有用途、负责人和停用日期的不能布置。",
        ),
        (
            29,
            "公文",
            "papers",
            _may_read,
            "report",
            "通报、通知、提醒函、分解表、工作单：由台账里的事项出具，原件留存。",
        ),
        (26, "督办单", "slips", _may_send_slips, "send", "当天该发蓝、黄、红督办单的事项，勾选后一并发出。"),
        (28, "回头看", "look_back", _may_look_back, "clock", "销号满期的事项按比例抽查或全部核查，抽签可以复核。"),
    ):
        waiting = _unread_feedback if page == "inspections" else None
        group = "督查督办" if page in OVERSIGHT else "数据" if page == "collections" else "事项"
        registries.add_room(
            registries.Room(
                page, word, f"work:{page}", order, may_open, icon=icon, group=group, waiting=waiting, says=says
            )
        )


def _may_read(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "item.read")


def _may_meet(viewer: Viewer) -> bool:
    """The office calls meetings; a unit finds those at which it has a sheet."""
    from bihuan.apps.units import queries as units
    from bihuan.apps.work import queries

    return viewer.business and units.may(viewer, "meeting.read") and queries.holds(viewer, "meetings")


def _may_inspect(viewer: Viewer) -> bool:
    """The office inspects; a unit finds the inspections whose conclusion was fed back to it."""
    from bihuan.apps.units import queries as units
    from bihuan.apps.work import queries

    return viewer.business and units.may(viewer, "inspection.read") and queries.holds(viewer, "inspections")


def _unread_feedback(viewer: Viewer) -> int:
    from bihuan.apps.work import queries

    return queries.unread_feedback(viewer)


def _may_ask(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "collection.read")


def _may_register(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "item.register")


def _may_report(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.right(viewer, "item.move") in ("own", "all")


def _may_send_slips(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "slip.send")


def _may_look_back(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.right(viewer, "item.look_back") == "all"
