"""Figures for tests: who is asked for what, and sheets that are sent, checked and locked."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bihuan.apps.figures import actions, mapping
from bihuan.apps.figures.models import Sheet
from bihuan.engine.values import Month
from tests.support.builders import actor
from tests.support.cast import Cast

JANUARY, FEBRUARY, LONG_BEFORE = Month(2026, 1), Month(2026, 2), Month(2025, 1)
LATER = datetime(2026, 3, 20, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FORM = "monthly"
GROUND = "关于做好月度经济数据报送的通知（启统字〔2026〕3号）"
CODES = ("gross_industrial_output", "industrial_electricity", "foreign_trade", "exports", "new_above_designated_size")
GOOD = {"level": "12.50", "growth": "5.6"}


def ask(cast: Cast, unit=None, *, of=None, codes=CODES, month: Month = LONG_BEFORE, owner=None):
    """Ask a unit for figures about itself, or about another."""
    unit = unit or cast.units.lead
    about = of or unit
    wanted = [actions.Wanted(about.pk, code, owner.pk if owner else None) for code in codes]
    sides = {"form": FORM, "month": month, "source": GROUND}
    return actions.assign(unit.pk, wanted, **sides, by=actor(cast.supervisor), now=LATER)


def typed_for(unit, *, codes=CODES, about=None, **figures):
    """What is typed for a unit: the same good figure everywhere, or another for a code."""
    about = about or unit
    whole = {"level": "3", "growth": ""}
    plain = {code: whole if code.startswith("new_") else GOOD for code in codes}
    return {f"{about.pk}-{code}": {**said, **figures.get(code, {})} for code, said in plain.items()}


def send(cast: Cast, unit=None, *, by=None, month: Month = FEBRUARY, now=LATER, with_gaps=False, **figures) -> Sheet:
    """A unit sends its month."""
    unit = unit or cast.units.lead
    typed = typed_for(unit, **figures)
    sides = {"month": month, "form": FORM, "with_gaps": with_gaps}
    return actions.submit_sheet(unit.pk, typed, **sides, by=actor(by or cast.lead_clerk), now=now)


def approve(cast: Cast, sheet: Sheet, *, now=LATER) -> Sheet:
    """The statistician approves."""
    return actions.approve_sheet(sheet.pk, version=sheet.version, by=actor(cast.statistician), now=now)


def push(unit, code: str, month: Month, *, level=None, growth=None, by, **said):
    """A figure that comes from elsewhere."""
    now = said.get("now", LATER)
    one = actions.Pushed(
        unit_id=unit.pk,
        indicator=code,
        month=month,
        entered=mapping.Entered(level, growth),
        state=said.get("state", "flash"),
        released_on=said.get("released_on", now.date()),
        source="统计局发布",
        reason=said.get("reason", ""),
    )
    return actions.push_figures([one], by=actor(by), now=now)
