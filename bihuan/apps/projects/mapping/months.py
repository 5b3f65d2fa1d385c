"""The form of a month, what is typed into it, and a project's money as engine values (项目月报)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.definitions import Definition
from bihuan.engine.calendar import Calendar
from bihuan.engine.office.cells import CellWords, read_amount
from bihuan.engine.pipeline import Money, carried_over, month_amount, since_start
from bihuan.engine.values import Finding, Month, Quantity, Unit

WAN = Unit.TEN_THOUSAND_YUAN
AMOUNTS = {"ytd": "本年累计完成", "in_place": "累计到位资金", "paid": "本年累计支付"}
TEXTS = {"image": "形象进度", "problems": "存在问题", "next_steps": "下步措施"}
FIELDS = {**AMOUNTS, **TEXTS}
"""What is asked of a project in a month, with its words; all else the register knows or reckons."""
BEFORE_WORKS = ("in_place", "problems", "next_steps")
LONGEST = {"image": 500, "problems": 2000, "next_steps": 2000}
LONGEST_TYPED = 2000
LARGEST = Decimal(10**10)


@dataclass(frozen=True)
class MonthForm:
    """The monthly form of projects (项目月报表): its days, which projects are asked, and the stages that it names."""

    code: str
    name: str
    source: str
    due_day: int
    review_day: int
    soon_days: int
    stages: tuple[str, ...]
    begun: tuple[str, ...]
    signed: str
    started: str
    producing: str
    lamps: str
    calendar: Calendar

    def due_on(self, month: Month) -> date:
        """By which day units report a month (报送时限); a day of rest gives way to the next working day."""
        return self._day(month, self.due_day)

    def reviewed_on(self, month: Month) -> date:
        """By which day reports are checked (审核时限)."""
        return self._day(month, self.review_day)

    def asked_of(self, stage: str) -> tuple[str, ...]:
        """The fields that are asked of a project in a stage (填报栏目): before works begin, fewer."""
        return tuple(FIELDS) if stage in self.begun else BEFORE_WORKS

    def _day(self, month: Month, number: int) -> date:
        after = month.shifted(1)
        day = date(after.year, after.month, number)
        return day if self.calendar.is_working(day) else self.calendar.add_working_days(day, 1)


def to_month_form(definition: Definition, *, calendar: Calendar) -> MonthForm:
    """The form from its definition."""
    body: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in definition.body.items()
    }
    return MonthForm(definition.code, definition.name, definition.source.label, calendar=calendar, **body)


@dataclass(frozen=True, slots=True)
class Reported:
    """What a month's report says of money (月报金额), in 万元; None where not said."""

    ytd: Decimal | None = None
    in_place: Decimal | None = None
    paid: Decimal | None = None
    image: str = ""
    is_checked: bool = False


def wan(amount: Decimal | None) -> Quantity | None:
    """An amount of a column as a quantity (万元)."""
    return None if amount is None else Quantity(amount, WAN)


def money_of(project: Any, reports: Mapping[Month, Reported], month: Month) -> Money:
    """A project's money at the end of a month (项目投资), its own amount and the sum since the start derived.

    Args: project: with `plan_amount` of the month's year beside its row.
    """
    said, before = reports.get(month, Reported()), reports.get(month.shifted(-1), Reported())
    decembers = [Month(year, 12) for year in range(project.opened_year, month.year)]
    carried = carried_over(wan(project.spent_before), (wan(reports.get(each, Reported()).ytd) for each in decembers))
    ytd = wan(said.ytd)
    return Money(
        total=wan(project.total),
        annual_plan=wan(project.plan_amount),
        ytd=ytd,
        month=month_amount(ytd, before=wan(before.ytd), month=month),
        since_start=since_start(ytd, carried=carried),
        in_place=wan(said.in_place),
        paid=wan(said.paid),
    )


def planned_of(by_month: Collection[str | None] | None) -> dict[int, Quantity]:
    """What a plan says should be done from January to each month (分月累计计划); months left out are absent."""
    told = enumerate(by_month or (), start=1)
    return {number: Quantity(Decimal(amount), WAN) for number, amount in told if amount not in (None, "")}


def read_month(
    typed: Mapping[str, str], asked: Collection[str], *, words: CellWords
) -> tuple[dict[str, Any], list[Finding]]:
    """What was typed of one project, as columns, and what is wrong with it (读取月报)."""
    said: dict[str, Any] = {}
    findings: list[Finding] = []
    for name in asked:
        raw = typed.get(name, "").strip()
        found = read_wan(raw, at=f"“{FIELDS[name]}”", words=words) if name in AMOUNTS else raw[: LONGEST[name]]
        if isinstance(found, Finding):
            findings.append(Finding(found.code, name, found.sentence))
        else:
            said[name] = found
    return said, findings


def read_wan(raw: str, *, at: str, words: CellWords) -> Decimal | Finding | None:
    """An amount in 万元 as people write one: 1,200.5, 1.2亿元, １２００ (读取金额)."""
    found = read_amount(raw or None, at=at, words=words, unit=WAN)
    if not isinstance(found, Quantity):
        return found if found is None or isinstance(found, Finding) else None
    if found.amount < 0:
        return Finding("negative", at, f"“{raw}”是负数。累计数不会是负数，请核对。")
    if found.amount >= LARGEST or found.amount * 100 % 1:
        return Finding("odd_amount", at, f"“{raw}”不像项目金额。请填写万元数，最多两位小数。")
    return found.amount
