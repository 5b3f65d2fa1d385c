"""The app of projects."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.apps import AppConfig

from bihuan.base import event_facts, registries
from bihuan.base.scope import Viewer

ONLY_ADDED = (
    "activityfact",
    "annualplan",
    "energyquota",
    "keptbaseline",
    "monthfact",
    "projectnetwork",
    "promise",
    "sitecheck",
    "stageentry",
)
"""Tables whose rows are never changed nor deleted."""

IN_TURN = {
    "stageentry": ("project_id",),
    "annualplan": ("project_id", "year"),
    "monthfact": ("report_id",),
    "projectnetwork": ("project_id",),
    "promise": ("project_id",),
    "activityfact": ("project_id", "activity"),
    "energyquota": ("year", "kind"),
}
"""Tables of versions, and of what the versions are."""

KEPT_FILES = ("Evidence", "ProjectImport")
"""Models whose rows name a kept file by `path` and `digest`."""

ROOMS = (
    (30, "项目库", "library", "task", "本单位负责、属地和配合的项目，从谋划到达产；点进去看资金、工期、要素和佐证。"),
    (31, "项目月报", "months", "report", "本单位的项目每月报一次投资和进展；这里看四灯、通报、问题项目和待入库。"),
    (33, "挂图作战", "wall", "task", "在推项目一张图：各阶段、近两月节点、对照承诺早晚；可分组、缩放、打印。"),
    (34, "要素保障", "need_list", "task", "项目缺的用地、用能、资金、征拆等：谁该答复、答复了多少、还缺多少。"),
    (35, "选址地块", "parcels", "flag", "可用的地块在哪里、多大、能不能用；登记管控线，核对项目选址。"),
    (32, "倒排工期", "plans", "clock", "从承诺日期倒排每个项目的节点，看哪天要办、差几天、谁要让。"),
)
"""Place in the menu, name, page, picture, what it is for."""

PARTS: tuple[tuple[int, str, str], ...] = (
    (10, "money.html", "plans_of_year.money_part"),
    (20, "gantt.html", "wall.gantt_part"),
    (60, "map.html", "wall.map_part"),
    (90, "events.html", "wall.events_part"),
    (30, "needs.html", "needs.needs_part"),
    (40, "site.html", "site_checks.site_part"),
    (50, "funds.html", "funds.funds_part"),
    (51, "energy.html", "energy.energy_part"),
)
"""Parts of a project's page: order, template, and the view module's function as `module.function`."""

FACTS: dict[str, str] = {
    "asked": "需要多少",
    "item": "事项",
    "drawn_area": "图形面积",
    "site.site": "地块",
    "site.answers": "核对结果",
    "document_number": "文号",
    "evidence": "材料",
    "issued_on": "材料日期",
    "member": "专班职责",
    "programme": "专项片区",
    "off_on": "移出日期",
    "expected_on": "预计完成",
    "network": "网络图",
    "network_changes": "网络图改动",
}
"""What the log calls that which no column is named after."""


class ProjectsConfig(AppConfig):
    """Projects (项目)."""

    name = "bihuan.apps.projects"
    label = "projects"
    verbose_name = "项目"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the shared ground must know of this app."""
        for table in ONLY_ADDED:
            registries.keep_append_only(f"projects_{table}")
        for table, of in IN_TURN.items():
            registries.add_guard(_in_turn(table, of))
        for model in KEPT_FILES:
            registries.keep_files(f"projects.{model}", path="path", digest="digest")
        registries.add_opener("bihuan.base.land_files")
        registries.add_demo_maker(registries.DemoMaker("projects", 50, _make_demonstration))
        registries.add_desk_source(registries.DeskSource("project_months", _month_lines))
        registries.add_form_source(registries.FormSource("project_months", _months_asked))
        registries.add_daily_work(registries.DailyWork("project_counts", time(0, 45), _push_counts))
        for room in ROOMS:
            registries.add_room(_room(*room))
        for part in PARTS:
            registries.add_page_part(_part(*part))
        registries.listen("work.item_moved", _follow_matter)
        _add_item_part()
        _add_search()
        _name_facts()
        _name_notices()


def _in_turn(table: str, of: tuple[str, ...]) -> registries.Guard:
    """Versions of one thing follow each other without a gap, whoever writes them."""
    same = " AND ".join(f"v.{column} = NEW.{column}" for column in of)
    return registries.Guard(
        code=f"{table}_in_turn",
        table=f"projects_{table}",
        on="INSERT",
        refuses_when=f"NEW.version <> (SELECT COALESCE(MAX(v.version), 0) + 1 FROM projects_{table} v WHERE {same})",  # noqa: S608 - our own tables and columns
        sentence="版次应当依次递增",
    )


def _room(order: int, word: str, page: str, icon: str, says: str) -> registries.Room:
    return registries.Room(
        f"projects_{page}", word, f"projects:{page}", order, _may_read, icon=icon, group="项目", says=says
    )


def _part(order: int, template: str, function: str) -> registries.PagePart:
    from importlib import import_module

    module, name = function.rsplit(".", 1)
    facts = getattr(import_module(f"bihuan.apps.projects.views.{module}"), name)
    return registries.PagePart("projects.project", order, f"projects/parts/{template}", facts)


def _month_lines(viewer: Viewer) -> registries.DeskLines:
    from bihuan.apps.projects import queries

    return queries.ProjectMonthLines(viewer)


def _months_asked(viewer: Viewer, first: date, last: date, unit_id: int | None) -> list[registries.FormAsked]:
    """The months of projects, for the burden of units; nobody's who may not read projects."""
    from bihuan.apps.projects import queries

    return queries.month_forms_asked(viewer, first, last, unit_id) if _may_read(viewer) else []


def _push_counts(*, on: date, now: datetime) -> str:
    """What the library counts itself, as figures of the month that is due."""
    from bihuan.apps.projects import actions

    return actions.push_counts(on=on, now=now)


def _add_item_part() -> None:
    """On a matter's page: the project that needs it, and projects registered from it."""
    from bihuan.apps.projects.views import needs, register

    for order, template, facts in ((30, "item", needs.item_part), (40, "from_item", register.item_part)):
        registries.add_page_part(registries.PagePart("work.item", order, f"projects/parts/{template}.html", facts))


def _add_search() -> None:
    from bihuan.apps.projects.queries import searching

    registries.add_search(
        registries.Search(
            "projects",
            15,
            "项目",
            searching.found_projects,
            named=searching.named_projects,
            visible=searching.projects_seen,
            hits=searching.project_hits,
            concerns=searching.renames_project,
        )
    )


def _follow_matter(**facts: Any) -> None:
    """What is done to a matter that a need became comes back to the need."""
    from bihuan.apps.projects import actions

    actions.follow_matter(**facts)


def _make_demonstration(demonstration: Any) -> None:
    from bihuan.apps.projects.management import demo

    demo.make(demonstration)


def _may_read(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "project.read")


def _name_facts() -> None:
    """What the columns of projects are called, for the log."""
    from bihuan.apps.projects import models

    named = [getattr(models, name) for name in models.__all__]
    columns = [column for model in named if hasattr(model, "_meta") for column in model._meta.fields]
    words = {
        column.attname: f"{column.verbose_name}{'编号' if column.is_relation else ''}"
        for column in columns
        if not str(column.verbose_name).isascii()
    }
    event_facts.know(words | FACTS, _codes(models))


def _name_notices() -> None:
    """What messages of this app are called."""
    from bihuan.apps.projects.actions import teams

    for rule, word in teams.WORDS.items():
        registries.name_notice(rule, word)


def _codes(models: Any) -> dict[str, dict[str, str]]:
    """Words of the codes that the log keeps; a column whose name others use too is named with its event."""
    choices = {
        "nature": models.Nature,
        "procedure": models.Procedure,
        "level": models.Level,
        "batch": models.Batch,
    }
    named = {name: dict(words.choices) for name, words in choices.items()}
    statuses = dict(models.Parcel.Status.choices)
    months = dict(models.MonthState.choices)
    return (
        named
        | {"stage": _stage_words()}
        | {f"site.{event}.status": statuses for event in ("parcel_added", "parcel_changed")}
        | {f"project.month_{move}.state": months for move in ("approved", "returned", "submitted", "withdrawn")}
    )


def _stage_words() -> dict[str, str]:
    """Every name that a shipped rule gives a stage."""
    from bihuan.definitions import load

    return {each["code"]: each["name"] for rule in load("project_stages") for each in rule.body["stages"]}
