"""The status that lists show (显示状态): a function of an item's state and the day, by a table in the definitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bihuan.engine.calendar import Calendar, Limit
from bihuan.engine.values import Finding

When = Literal["past", "near"]


class BadStatusTable(ValueError):
    """A table of statuses leaves a case open (显示状态表有误); `findings` says where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


@dataclass(frozen=True, slots=True)
class Status:
    """What a list shows of an item (显示状态): code, word, and why."""

    code: str
    word: str
    because: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One line of the table (一行): states it is for (none named: all), and how the due day must stand (or not)."""

    code: str
    word: str
    states: frozenset[str]
    when: When | None

    def is_for(self, state: str) -> bool:
        """Whether the line is for a state (是否适用)."""
        return not self.states or state in self.states


@dataclass(frozen=True, slots=True)
class StatusTable:
    """Lines in order, the first that fits is shown (显示状态表); `near` is how long before the due day is near."""

    rows: tuple[StatusRow, ...]
    near: Limit
    calendar: Calendar | None

    def __post_init__(self) -> None:
        last = self.rows[-1]
        if last.states or last.when:
            place = f"rows[{len(self.rows) - 1}]"
            raise BadStatusTable([Finding("case_open", place, "最后一行不能写条件，否则有的事项没有状态可显示。")])
        if self.near.unit == "hours":
            raise BadStatusTable([Finding("near_in_hours", "near.unit", "即将到期只能按工作日或自然日计。")])


def build_statuses(body: Mapping[str, Any], *, calendar: Calendar | None = None) -> StatusTable:
    """Table of statuses from a definition's body (由定义生成).

    Args: calendar: needed to show statuses where `near` counts working days.
    """
    near = Limit(body["near"]["amount"], body["near"]["unit"])
    return StatusTable(tuple(_row(each) for each in body["rows"]), near, calendar)


def shown_status(
    table: StatusTable, *, state: str, day: date, due_on: date | None, done_on: date | None = None
) -> Status:
    """The status that a list shows on a day (显示状态); what was handed in by then is neither near nor overdue."""
    open_due = due_on if done_on is None or done_on > day else None
    row = next(row for row in table.rows if row.is_for(state) and _stands(table, row, open_due, day))
    return Status(row.code, row.word, _because(row, open_due, day))


def _stands(table: StatusTable, row: StatusRow, due_on: date | None, day: date) -> bool:
    if row.when is None:
        return True
    if due_on is None:
        return False
    return day > due_on if row.when == "past" else _near_from(table, due_on) <= day <= due_on


def _near_from(table: StatusTable, due_on: date) -> date:
    if table.near.unit == "calendar_days":
        return date.fromordinal(due_on.toordinal() - table.near.amount)
    if table.calendar is None:
        raise ValueError("this table counts working days: build it with a calendar")
    return table.calendar.add_working_days(due_on, -table.near.amount)


def _because(row: StatusRow, due_on: date | None, day: date) -> str:
    if row.when is None or due_on is None:
        return f"按办理环节显示“{row.word}”。"
    days = (day - due_on).days
    return f"应于{due_on}完成，已超{days}天。" if days > 0 else f"应于{due_on}完成，还有{-days}天。"


def _row(body: Mapping[str, Any]) -> StatusRow:
    return StatusRow(body["code"], body["word"], frozenset(body.get("states", ())), body.get("due"))
