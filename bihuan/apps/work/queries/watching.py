"""How many days the office's lists look back and ahead: a rule of the office (督查查看的天数)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bihuan.apps.units import queries as units
from bihuan.base.refusals import Refusal


class NoWatchRule(Refusal):
    """No rule on days is in force."""


@dataclass(frozen=True)
class WatchRule:
    """The days of one version of the rule; what each means stands in the definition."""

    absent_days: int
    untouched_days: int
    slips_ahead_days: int
    agenda_days: int


def watch_rule(day: date) -> WatchRule:
    """The rule in force on a day, the office's own first."""
    found = units.definition("watch_days", "standard", on=day)
    if found is None:
        raise NoWatchRule(f"{day}没有督查查看天数的规则。请在“规则”里补上。")
    return WatchRule(**found.body)
