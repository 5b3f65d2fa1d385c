"""Shipped rules as engine values (随发定义的引擎值), built with the shipped calendar."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from bihuan.definitions.calendars import calendar
from bihuan.definitions.store import load, on
from bihuan.engine import lamps, pipeline, schedule, text
from bihuan.engine.indicators import checks
from bihuan.engine.office import papers, word
from bihuan.engine.office.tables import KnownColumns, known_columns
from bihuan.engine.values import Indicator, indicator


def lamp_rule(code: str, day: date) -> lamps.LampRule | None:
    """The lamp rule of a code in force on a day (某日有效的亮灯规则); None where there is none."""
    definition = on("lamps", code, day)
    return None if definition is None else lamps.build(definition.body, calendar=calendar())


def status_table(code: str, day: date) -> lamps.StatusTable | None:
    """The table of shown statuses in force on a day (某日有效的显示状态表); None where there is none."""
    definition = on("statuses", code, day)
    return None if definition is None else lamps.build_statuses(definition.body, calendar=calendar())


def network(code: str, day: date) -> schedule.Network | None:
    """The network of a kind of project in force on a day (某日有效的网络图); None where there is none."""
    definition = on("networks", code, day)
    return None if definition is None else schedule.build(definition.body)


def project_stages(day: date, code: str = "standard") -> pipeline.StageTable | None:
    """The stages of a project in force on a day (某日有效的项目阶段); None where there are none."""
    definition = on("project_stages", code, day)
    return None if definition is None else pipeline.build_stages(definition.body)


def project_lamps(day: date, code: str = "yinchuan") -> pipeline.ProjectLamps | None:
    """The rule of the four lamps in force on a day (某日有效的项目亮灯规则); None where there is none."""
    definition = on("project_lamps", code, day)
    return None if definition is None else pipeline.build_lamps(definition.body)


def stuck_test(day: date, code: str = "weinan") -> pipeline.StuckTest | None:
    """The test for stuck projects in force on a day (某日有效的问题项目标准); None where there is none."""
    definition = on("stuck_projects", code, day)
    return None if definition is None else pipeline.build_stuck(definition.body)


def statistics_entry(day: date, code: str = "standard") -> pipeline.EntryRule | None:
    """The rule of entry to the statistics in force on a day (某日有效的入库规则); None where there is none."""
    definition = on("statistics_entry", code, day)
    return None if definition is None else pipeline.build_entry(definition.body)


def high_energy(day: date, code: str = "standard") -> pipeline.HighEnergy | None:
    """What is flagged as high in energy and emissions on a day (某日有效的两高三高标识); None where there is none."""
    definition = on("high_energy", code, day)
    return None if definition is None else pipeline.build_high_energy(definition.body)


def ledger_columns(day: date, code: str = "standard") -> KnownColumns | None:
    """The columns that ledgers are matched with on a day (某日有效的台账栏目); None where there are none."""
    definition = on("ledger_columns", code, day)
    return None if definition is None else known_columns(definition.body)


def paper_layout(day: date, code: str = "standard") -> word.Layout | None:
    """The layout of official papers in force on a day (某日有效的公文版式); None where there is none."""
    definition = on("paper_layouts", code, day)
    return None if definition is None else word.layout(definition.body)


def paper_wording(code: str, day: date) -> papers.Wording | None:
    """The words of a kind of paper in force on a day (某日有效的公文用语); None where there are none."""
    definition = on("paper_wordings", code, day)
    return None if definition is None else papers.wording(definition.body)


def indicators(day: date) -> tuple[Indicator, ...]:
    """The indicators in force on a day (某日有效的指标), in order of code."""
    return tuple(indicator(each.body, each.code) for each in load("indicators") if each.holds_on(day))


def check_limits(day: date, code: str = "standard") -> checks.Limits | None:
    """How far figures may lie apart before a note is made (某日有效的核对尺度); None where nothing is defined."""
    definition = on("figure_checks", code, day)
    return None if definition is None else checks.limits(definition.body)


@lru_cache(maxsize=1)
def language() -> text.Language:
    """The language of official papers as shipped (公文语言), with the names of the newest indicators.

    Raises: BadWords: a definition is wrong or lacks what the reader asks for.
    """
    known = {each.code: indicator(each.body, each.code) for each in load("indicators")}
    return text.language({each.code: each.body for each in load("reading")}, indicators=known.values())
