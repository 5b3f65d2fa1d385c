"""Which due days are near on a day (即将到期的时限), for lists that ask a database."""

from __future__ import annotations

from datetime import date, timedelta

from bihuan.engine.lamps.statuses import Status, StatusTable, shown_status

FARTHEST = 400


def near_until(table: StatusTable, day: date) -> date:
    """The last due day that is near on a day (即将到期的最后一日); the day itself where only that is."""
    due_on = day
    while (due_on - day).days < FARTHEST and _is_near(table, due_on + timedelta(days=1), day):
        due_on += timedelta(days=1)
    return due_on


def _is_near(table: StatusTable, due_on: date, day: date) -> bool:
    if table.near.unit == "calendar_days":
        return (due_on - day).days <= table.near.amount
    assert table.calendar is not None, "a table that counts working days has a calendar"
    return table.calendar.add_working_days(due_on, -table.near.amount) <= day


def status_by_bucket(table: StatusTable, *, state: str, day: date) -> dict[str, Status]:
    """The status of a state for a due day that is past, near, or neither (按时限远近的显示状态)."""
    dues = {"past": day - timedelta(days=1), "near": day, "far": None}
    return {bucket: shown_status(table, state=state, day=day, due_on=due_on) for bucket, due_on in dues.items()}
