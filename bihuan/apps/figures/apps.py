"""The app of figures."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.apps import AppConfig
from django.utils import timezone

from bihuan import definitions
from bihuan.base import event_facts, registries
from bihuan.base.scope import Viewer

FACTS = {
    "cause": "原因",
    "who": "可由谁办",
    "item": "事项",
    "figures": "数据",
    "count": "数量",
    "words": "理由",
    "indicators": "指标",
    "level": "数",
    "growth": "增速",
    "from_month": "起始月份",
    "to_month": "截止月份",
    "note": "提示",
    "new": "新填数",
    "whole": "导出全部",
    "goal": "目标",
    "floor": "保底",
    "stretch": "争先",
    "base": "上年数",
}
"""What the log calls that which no column is named after."""
LETTER_EVENTS = tuple(f"letter.{act}" for act in ("drafted", "countersigned", "declined", "in_force", "changed"))


class FiguresConfig(AppConfig):
    """Figures (数据)."""

    name = "bihuan.apps.figures"
    label = "figures"
    verbose_name = "数据"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the shared ground must know of this app."""
        for table in (
            "figures_observation",
            "figures_sheetfact",
            "figures_target",
            "figures_targetversion",
            "figures_breakdown",
            "figures_letterfact",
            "figures_doubling",
        ):
            registries.keep_append_only(table)
        for guard in GUARDS:
            registries.add_guard(guard)
        registries.keep_files("figures.SheetImport", path="path", digest="digest")
        registries.keep_files("figures.Letter", path="path", digest="file_digest")
        registries.keep_files("figures.Correction", path="path", digest="digest")
        registries.add_demo_maker(registries.DemoMaker("figures", 40, _make_demonstration))
        registries.add_desk_source(registries.DeskSource("figures", _desk_lines))
        registries.add_form_source(registries.FormSource("figures", _forms_asked))
        registries.add_daily_work(registries.DailyWork("figure_counts", time(0, 40), _push_counts))
        registries.listen("unit_ended", _duties_go_along)
        _add_parts()
        _add_rooms()
        _name_facts()
        for decided in ("figures.corrected", "figures.correction_refused"):
            registries.name_notice(decided, "数据更正")


GUARDS = (
    registries.Guard(
        code="held",
        table="figures_observation",
        on="INSERT",
        refuses_when=(
            "(EXISTS (SELECT 1 FROM figures_assignment a JOIN figures_sheet s"
            " ON s.unit_id = a.reporter_id AND s.form = a.form AND s.month = NEW.month"
            " WHERE a.unit_id = NEW.unit_id AND a.indicator = NEW.indicator AND a.from_month <= NEW.month"
            " AND (a.to_month IS NULL OR a.to_month >= NEW.month)"
            " AND s.state IN ('approved', 'locked') AND (s.figure_state = 'forecast') = (NEW.state = 'forecast'))"
            " OR EXISTS (SELECT 1 FROM figures_observation o JOIN figures_sheet s ON s.id = o.sheet_id"
            " WHERE o.unit_id = NEW.unit_id AND o.indicator = NEW.indicator AND o.month = NEW.month"
            " AND s.state IN ('approved', 'locked') AND (s.figure_state = 'forecast') = (NEW.state = 'forecast'))"
            " OR EXISTS (SELECT 1 FROM figures_sheet s WHERE s.id = NEW.sheet_id"
            " AND s.state IN ('approved', 'locked')))"
            " AND NOT EXISTS (SELECT 1 FROM figures_correction c WHERE c.id = NEW.correction_id"
            " AND c.unit_id = NEW.unit_id AND c.indicator = NEW.indicator AND c.month = NEW.month"
            " AND c.state = 'allowed')"
        ),
        sentence="该月数据已审核或锁定，不能写入；请申请更正，或由审核单位重开",
    ),
    registries.Guard(
        code="in_turn",
        table="figures_observation",
        on="INSERT",
        refuses_when=(
            "NEW.version <> (SELECT COALESCE(MAX(o.version), 0) + 1 FROM figures_observation o"
            " WHERE o.unit_id = NEW.unit_id AND o.indicator = NEW.indicator AND o.month = NEW.month"
            " AND o.basis = NEW.basis AND o.state = NEW.state)"
        ),
        sentence="数据的版次应当依次递增",
    ),
    registries.Guard(
        code="target_in_turn",
        table="figures_targetversion",
        on="INSERT",
        refuses_when=(
            "NEW.version <> (SELECT COALESCE(MAX(v.version), 0) + 1 FROM figures_targetversion v"
            " WHERE v.target_id = NEW.target_id)"
        ),
        sentence="目标的版次应当依次递增",
    ),
    registries.Guard(
        code="letter_begins",
        table="figures_letter",
        on="INSERT",
        refuses_when="NEW.state <> 'draft'",
        sentence="责任书从草稿开始",
    ),
    registries.Guard(
        code="letter_stands",
        table="figures_letter",
        on="UPDATE",
        refuses_when=(
            "(NEW.state = 'in_force' AND OLD.state NOT IN ('countersigned', 'in_force'))"
            " OR (OLD.state IN ('in_force', 'changed') AND (NEW.content <> OLD.content OR NEW.digest <> OLD.digest"
            " OR NEW.number <> OLD.number OR NEW.unit_id <> OLD.unit_id OR NEW.year <> OLD.year"
            " OR NEW.version <> OLD.version OR NEW.path <> OLD.path OR NEW.file_digest <> OLD.file_digest"
            " OR NEW.in_force_on <> OLD.in_force_on"
            " OR NOT (NEW.state = OLD.state OR (OLD.state = 'in_force' AND NEW.state = 'changed'))))"
        ),
        sentence="生效的责任书不能改动；要变更请另立新版",
    ),
    registries.Guard(
        code="reopened",
        table="figures_sheet",
        on="UPDATE",
        refuses_when=(
            "OLD.state IN ('approved', 'locked') AND ((NEW.state <> OLD.state AND NOT EXISTS"
            " (SELECT 1 FROM figures_sheetfact f WHERE f.sheet_id = NEW.id AND f.version = NEW.version"
            " AND f.state = NEW.state AND (NEW.state = 'locked' OR f.words <> '')))"
            " OR NEW.unit_id <> OLD.unit_id OR NEW.month <> OLD.month OR NEW.form <> OLD.form"
            " OR NEW.figure_state <> OLD.figure_state)"
        ),
        sentence="已审核或锁定的月报只能由审核单位写明理由后重开",
    ),
)
"""What the database itself refuses, whichever way it is written (A20)."""


def _make_demonstration(demonstration: Any) -> None:
    from bihuan.apps.figures.management import demo

    demo.make(demonstration)


def _forms_asked(viewer: Viewer, first: date, last: date, unit_id: int | None) -> list[registries.FormAsked]:
    """The monthly sheets, for the burden of units; nobody's who may not read figures."""
    from bihuan.apps.figures import queries

    return queries.forms_asked(viewer, first, last, unit_id) if _may_read(viewer) else []


def _push_counts(*, on: date, now: datetime) -> str:
    """What the system counts itself, as figures of the month that is due."""
    from bihuan.apps.figures import actions

    return actions.push_counts(on=on, now=now)


def _duties_go_along(*, unit: Any, became: Any, on: date, by: Any, now: datetime) -> None:
    """What an ended unit had to report goes to its successor, from the month that is due next."""
    from bihuan.apps.figures import actions

    actions.follow_merger(unit.pk, became.pk if became else None, on=on, by=by, now=now)


def _add_parts() -> None:
    """What figures add to the pages of documents, units and items."""
    from bihuan.apps.figures.views.indicator import unit_part
    from bihuan.apps.figures.views.measures import item_part
    from bihuan.apps.figures.views.said import said_part

    registries.add_page_part(registries.PagePart("documents.head", 20, "figures/parts/said.html", said_part))
    registries.add_page_part(registries.PagePart("units.unit", 20, "figures/parts/unit.html", unit_part))
    registries.add_page_part(registries.PagePart("work.item", 20, "figures/parts/item.html", item_part))


def _desk_lines(viewer: Viewer) -> registries.DeskLines:
    from bihuan.apps.figures import queries

    return queries.FigureLines(viewer)


def _name_facts() -> None:
    """What the columns of a figure are called, for the log."""
    from bihuan.apps.figures.models import (
        Assignment,
        Breakdown,
        Correction,
        Doubling,
        Letter,
        Observation,
        Sheet,
        SheetState,
        Target,
        TargetVersion,
    )

    named = (Assignment, Breakdown, Correction, Doubling, Letter, Observation, Sheet, Target, TargetVersion)
    columns = [column for model in named for column in model._meta.fields]
    words = {
        column.attname: f"{column.verbose_name}{'编号' if column.is_relation else ''}"
        for column in columns
        if not str(column.verbose_name).isascii()
    }
    event_facts.know(words | FACTS)
    states = dict(SheetState.choices)
    moves = ("approved", "locked", "reopened", "returned", "submitted", "withdrawn")
    labels = {one.code: one.label for one in definitions.indicators(timezone.localdate())}
    event_facts.know({}, {f"figures.{move}.state": states for move in moves})
    for column, events in (
        (Target._meta.get_field("kind"), ("target.set", "target.changed", "target.ended")),
        (TargetVersion._meta.get_field("told_by"), ("target.set", "target.changed", "target.ended")),
        (Breakdown._meta.get_field("method"), ("target.broken_down",)),
        (Letter._meta.get_field("state"), LETTER_EVENTS),
    ):
        event_facts.know({}, {f"{event}.{column.name}": dict(column.flatchoices) for event in events})
    event_facts.know({}, dict.fromkeys(("indicator", "indicators", "figures"), labels))


ROOMS = (
    (70, "数据填报", "sheets", "month", "本单位本月要报的数据在一张表上；审核单位在这里看谁已报、谁未报。"),
    (71, "月度指标", "month", "report", "全区各项指标本月的数、增速、完成进度和位次，点进去看各单位和各个版本。"),
    (72, "年度目标", "targets", "flag", "本年度各项目标、现在到了哪一步、目标从哪句话来；年中调整过的，新旧都在。"),
    (73, "目标责任书", "letters", "document", "各单位的目标责任书：起草、会签、生效、变更；下载文件，核对交回的文件。"),
    (74, "关键节点", "stages", "flag", "开门红、双过半、冲刺：每个节点要求什么，各项目标做到没有。"),
    (74, "措施库", "measures", "flag", "哪项指标、因为什么慢了，用过什么办法、由谁办；采用后立项，进展连回到那个数。"),
)
"""Place in the menu, name, page, picture, what it is for."""


def _add_rooms() -> None:
    """Rooms of the left menu."""
    may_open = {
        "sheets": _may_fill,
        "month": _may_read,
        "targets": _may_see_targets,
        "letters": _may_see_letters,
        "stages": _may_see_targets,
        "measures": _may_read,
    }
    for order, word, page, icon, says in ROOMS:
        room = registries.Room(
            f"figures_{page}", word, f"figures:{page}", order, may_open[page], icon=icon, group="数据", says=says
        )
        registries.add_room(room)


def _may_read(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "figure.read")


def _may_see_targets(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "target.read")


def _may_see_letters(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "letter.read")


def _may_fill(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and (queries.may(viewer, "figure.report") or queries.may(viewer, "figure.review"))
