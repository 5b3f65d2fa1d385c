"""The test for stuck projects (问题项目体检): signed and not begun, begun without money, money and site apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.engine.pipeline.money import share
from bihuan.engine.pipeline.spans import months_after, shown
from bihuan.engine.rules import Truth
from bihuan.engine.values import Month, Quantity


@dataclass(frozen=True, slots=True)
class MonthOfMoney:
    """What one month says of a project's money (一个月的资金): arrived by its end, done by its end; unknown is None."""

    month: Month
    in_place: Quantity | None = None
    since_start: Quantity | None = None
    physical: Decimal | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What the test asks of a project (体检所需情况); months in order, `is_running` until it produces or is ended."""

    signed_on: date | None = None
    started_on: date | None = None
    total: Quantity | None = None
    months: Sequence[MonthOfMoney] = ()
    is_running: bool = True


@dataclass(frozen=True, slots=True)
class Reason:
    """What one point of the test says (体检的一条): holds, does not, or cannot be told; a sentence with its numbers."""

    code: str
    name: str
    truth: Truth
    sentence: str
    proposal: bool = False


@dataclass(frozen=True, slots=True)
class StuckTest:
    """A dated test for stuck projects (问题项目体检标准).

    months_to_start: after signing. months_without_money: in a row. months_to_money and least_in_place: so long after
    the start so many percent of the total must have arrived. widest_gap: points between money and site.
    """

    months_to_start: int
    months_without_money: int
    months_to_money: int
    least_in_place: Decimal
    widest_gap: Decimal
    names: Mapping[str, str]
    proposals: frozenset[str]

    def stuck(self, history: History, on: date) -> tuple[Reason, ...]:
        """Why a project is stuck on a day (问题项目的理由); nothing where no point holds."""
        return tuple(each for each in self.judge(history, on) if each.truth is Truth.YES)

    def judge(self, history: History, on: date) -> tuple[Reason, ...]:
        """What each of the four points says on a day (逐条体检), what cannot be told among them."""
        if not history.is_running:
            return ()
        return tuple(
            Reason(code, self.names[code], *found, proposal=code in self.proposals)
            for code, found in self._points(history, on)
        )

    def _points(self, history: History, on: date) -> Iterator[tuple[str, tuple[Truth, str]]]:
        known = tuple(each for each in history.months if each.month.end_on <= on)
        started_on = history.started_on if history.started_on is not None and history.started_on <= on else None
        yield "not_started", self._not_started(history.signed_on, started_on, on)
        yield "no_money", self._no_money(started_on, known)
        yield "little_money", self._little_money(started_on, history.total, known, on)
        yield "mismatch", self._mismatch(started_on, history.total, known)

    def _not_started(self, signed_on: date | None, started_on: date | None, on: date) -> tuple[Truth, str]:
        if started_on is not None:
            return Truth.NO, f"{started_on}已开工。"
        if signed_on is None:
            return Truth.UNKNOWN, "没有填签约日期，无法判断。"
        words = f"{signed_on}签约，至{on}没有开工"
        if on > months_after(signed_on, self.months_to_start):
            return Truth.YES, f"{words}，已超过{self.months_to_start}个月。"
        return Truth.NO, f"{words}，未满{self.months_to_start}个月。"

    def _no_money(self, started_on: date | None, months: Sequence[MonthOfMoney]) -> tuple[Truth, str]:
        if started_on is None:
            return Truth.NO, "尚未开工。"
        wanted = self.months_without_money
        final = months[-1] if months else None
        first = None if final is None else final.month.shifted(1 - wanted)
        if first is not None and first.start_on < started_on.replace(day=1):
            return Truth.NO, f"开工未满{wanted}个月。"
        if final is None or first is None or not _are_all_known(months, first, wanted):
            return Truth.UNKNOWN, f"最近{wanted}个月的到位资金没有填全，无法判断。"
        arrived = _arrived(months, first, final)
        words = f"开工后{first.label}至{final.month.label}"
        if arrived is None:
            return Truth.UNKNOWN, f"{first.shifted(-1).label}的到位资金没有填，无法判断。"
        if arrived.amount <= 0:
            return Truth.YES, f"{words}连续{self.months_without_money}个月没有新到位资金（累计{final.in_place}）。"
        return Truth.NO, f"{words}新到位资金{arrived}。"

    def _little_money(
        self, started_on: date | None, total: Quantity | None, months: Sequence[MonthOfMoney], on: date
    ) -> tuple[Truth, str]:
        if started_on is None or on <= months_after(started_on, self.months_to_money):
            return Truth.NO, f"开工未满{self.months_to_money}个月。"
        part = share(months[-1].in_place if months else None, total)
        if part is None:
            return Truth.UNKNOWN, "总投资或到位资金没有填，无法判断。"
        last = months[-1]
        words = f"{started_on}已开工，至{last.month.label}到位资金{last.in_place}，占总投资{total}的{shown(part)}%"
        if part < self.least_in_place:
            return Truth.YES, f"{words}，低于{shown(self.least_in_place)}%。"
        return Truth.NO, f"{words}。"

    def _mismatch(
        self, started_on: date | None, total: Quantity | None, months: Sequence[MonthOfMoney]
    ) -> tuple[Truth, str]:
        if started_on is None:
            return Truth.NO, "尚未开工。"
        part = share(months[-1].in_place if months else None, total)
        physical = months[-1].physical if months else None
        if part is None or physical is None:
            return Truth.UNKNOWN, "到位资金或形象进度的百分比没有填，无法判断。"
        apart = abs(part - physical)
        words = f"到位资金占总投资{shown(part)}%，形象进度{shown(physical)}%，相差{shown(apart)}个百分点"
        if apart > self.widest_gap:
            return Truth.YES, f"{words}，超过{shown(self.widest_gap)}个百分点。"
        return Truth.NO, f"{words}。"


POINTS = ("not_started", "no_money", "little_money", "mismatch")
"""The four points by code, in the order of the published test."""


def build_stuck(body: Mapping[str, Any]) -> StuckTest:
    """The test from a definition's body (由定义生成体检标准)."""
    return StuckTest(
        months_to_start=body["not_started"]["months"],
        months_without_money=body["no_money"]["months"],
        months_to_money=body["little_money"]["months"],
        least_in_place=Decimal(str(body["little_money"]["least"])),
        widest_gap=Decimal(str(body["mismatch"]["points"])),
        names={code: body[code]["name"] for code in POINTS},
        proposals=frozenset(code for code in POINTS if body[code].get("proposal")),
    )


def _are_all_known(months: Sequence[MonthOfMoney], first: Month, wanted: int) -> bool:
    """Whether the money in place is known at the end of so many months in a row."""
    known = {each.month for each in months if each.in_place is not None}
    return all(first.shifted(number) in known for number in range(wanted))


def _arrived(months: Sequence[MonthOfMoney], first: Month, final: MonthOfMoney) -> Quantity | None:
    """What arrived from the first day of a month to the end of the last one; nothing in all is nothing in part."""
    if final.in_place is not None and final.in_place.amount == 0:
        return final.in_place
    before = next((each.in_place for each in months if each.month == first.shifted(-1)), None)
    return None if before is None or final.in_place is None else final.in_place - before
