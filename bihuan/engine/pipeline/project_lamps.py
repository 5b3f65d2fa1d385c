"""Four lamps of a project (项目四灯): start, progress, payment, statistics entry, each apart and with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bihuan.engine.lamps import Colour, Lamp, Sign
from bihuan.engine.lamps.signs import lit
from bihuan.engine.pipeline.money import share
from bihuan.engine.pipeline.spans import months_after, months_running, shown
from bihuan.engine.values import Finding, Quantity

LAMPS: dict[str, str] = {"start": "开工", "progress": "进度", "payment": "资金支付", "statistics": "入库纳统"}
"""The four lamps by code, in the order in which they are shown."""


class BadProjectLamps(ValueError):
    """A rule of project lamps contradicts itself (项目亮灯规则有误); `findings` says where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


@dataclass(frozen=True, slots=True)
class Band:
    """Completion less time progress from a bound up (进度差的一段), in points; no bound takes the rest."""

    bound: Decimal | None
    inclusive: bool
    sign: Sign

    def holds(self, gap: Decimal) -> bool:
        """Whether a gap lies in the band, if no band before it took it (是否落入)."""
        return self.bound is None or gap > self.bound or (self.inclusive and gap == self.bound)


@dataclass(frozen=True, slots=True)
class After:
    """From so many months on (满几个月起)."""

    months: int
    sign: Sign


@dataclass(frozen=True, slots=True)
class Start:
    """How a start is lit (开工灯): met, not yet due, excused, and by months of being late."""

    met: Sign
    ahead: Sign
    excused: Sign
    late: tuple[After, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """How payments are lit (资金支付灯): against the plan, or else against a share of what was done."""

    met: Sign
    short: Sign
    share_of_done: Decimal | None


@dataclass(frozen=True, slots=True)
class Statistics:
    """How the entry to the statistics is lit (入库纳统灯): done, still in time, excused, and by months since start."""

    met: Sign
    ahead: Sign
    excused: Sign
    late: tuple[After, ...]


@dataclass(frozen=True, slots=True)
class ProjectLamps:
    """A dated rule of the four lamps (项目亮灯规则); a lamp that the rule does not have is None everywhere.

    Each lamp takes `earlier`, the colours that it showed in the months before: a red made good stays yellow.
    """

    unknown: Sign
    made_good: Sign
    start_rule: Start | None
    bands: tuple[Band, ...]
    payment_rule: Payment | None
    statistics_rule: Statistics | None

    def __post_init__(self) -> None:
        if findings := list(_findings(self)):
            raise BadProjectLamps(findings)

    def start(
        self,
        *,
        on: date,
        planned_on: date | None,
        started_on: date | None,
        excused: bool = False,
        earlier: Sequence[Colour] = (),
    ) -> Lamp | None:
        """The lamp of the start (开工灯): by months in which the start was due and did not come."""
        rule = self.start_rule
        if rule is None:
            return None
        started = started_on if started_on is not None and started_on <= on else None
        if started is not None:
            return self._remembering(rule.met, f"{started}已开工", earlier)
        if planned_on is None:
            return lit(self.unknown, fact="没有填计划开工时间")
        plan = f"计划{planned_on.year}年{planned_on.month}月开工"
        running = months_running(planned_on, on)
        if running < 1:
            return self._remembering(rule.ahead, f"{plan}，还没有到时间", earlier)
        if excused:
            return self._remembering(rule.excused, f"{plan}，未开工有正当理由", earlier)
        sign = _since(rule.late, running) or rule.ahead
        return self._remembering(sign, f"{plan}，至{on}没有开工，连续{running}个月", earlier)

    def progress(
        self, *, completion: Decimal | None, time_progress: Decimal | None, earlier: Sequence[Colour] = ()
    ) -> Lamp | None:
        """The lamp of the progress (进度灯): completion of the year's plan against time, before any rounding."""
        if not self.bands:
            return None
        if completion is None or time_progress is None:
            return lit(self.unknown, fact="年度计划或本年完成没有填")
        gap = completion - time_progress
        sign = next(band.sign for band in self.bands if band.holds(gap))
        fact = (
            f"完成年度计划的{shown(completion)}%，时序进度{shown(time_progress)}%，相差{self._told(gap, sign)}个百分点"
        )
        return self._remembering(sign, fact, earlier)

    def payment(
        self,
        *,
        paid: Quantity | None,
        planned: Quantity | None = None,
        done: Quantity | None = None,
        earlier: Sequence[Colour] = (),
    ) -> Lamp | None:
        """The lamp of the payments (资金支付灯): paid against the plan, or a share of what was done."""
        rule = self.payment_rule
        if rule is None:
            return None
        if paid is None:
            return lit(self.unknown, fact="已支付资金没有填")
        if planned is not None:
            sign = rule.met if paid >= planned else rule.short
            return self._remembering(sign, f"已支付{paid}，计划支付{planned}", earlier)
        part = share(paid, done)
        if rule.share_of_done is None or part is None:
            return lit(self.unknown, fact="没有支付计划，也不知道已完成多少")
        sign = rule.met if part >= rule.share_of_done else rule.short
        fact = f"已支付{paid}，是已完成{done}的{shown(part)}%，要求不低于{shown(rule.share_of_done)}%"
        return self._remembering(sign, fact, earlier)

    def statistics(
        self,
        *,
        on: date,
        started_on: date | None,
        entered_on: date | None,
        excused: bool = False,
        earlier: Sequence[Colour] = (),
    ) -> Lamp | None:
        """The lamp of the entry to the statistics (入库纳统灯): by months since the start."""
        rule = self.statistics_rule
        if rule is None:
            return None
        if entered_on is not None and entered_on <= on:
            return self._remembering(rule.met, f"已于{entered_on}入库", earlier)
        if started_on is None or started_on > on:
            return self._remembering(rule.ahead, "尚未开工", earlier)
        fact = f"{started_on}已开工，至{on}没有入库"
        if excused:
            return self._remembering(rule.excused, f"{fact}，有正当理由", earlier)
        late = [each for each in rule.late if on > months_after(started_on, each.months)]
        return self._remembering(late[-1].sign if late else rule.ahead, fact, earlier)

    def _remembering(self, sign: Sign, fact: str, earlier: Sequence[Colour]) -> Lamp:
        """A green lamp after a red one stays yellow (红灯补上仍为黄灯)."""
        if sign.colour == "green" and "red" in earlier:
            return lit(self.made_good, fact=f"{fact}，但以前亮过红灯")
        return lit(sign, fact=fact)

    def _told(self, gap: Decimal, sign: Sign) -> str:
        """A gap with two decimals, or more where two would show another sign."""
        for places in (2, 4, 8):
            told = Decimal(shown(gap, places))
            if next(band.sign for band in self.bands if band.holds(told)) is sign:
                break
        return f"{told:+f}"


def build_lamps(body: Mapping[str, Any]) -> ProjectLamps:
    """Rule of the four lamps from a definition's body (由定义生成项目亮灯规则).

    Raises: BadProjectLamps: bands or months are out of order.
    """
    return ProjectLamps(
        unknown=_sign(body["unknown"]),
        made_good=_sign(body["made_good"]),
        start_rule=Start(**_dated(body["start"])) if "start" in body else None,
        bands=tuple(_band(each) for each in body.get("progress", ())),
        payment_rule=_payment(body["payment"]) if "payment" in body else None,
        statistics_rule=Statistics(**_dated(body["statistics"])) if "statistics" in body else None,
    )


def _dated(body: Mapping[str, Any]) -> dict[str, Any]:
    signs: dict[str, Any] = {key: _sign(body[key]) for key in ("met", "ahead", "excused")}
    return {**signs, "late": tuple(After(each["months"], _sign(each)) for each in body["late"])}


def _band(body: Mapping[str, Any]) -> Band:
    bound = body.get("at_least", body.get("above"))
    return Band(None if bound is None else Decimal(str(bound)), "at_least" in body, _sign(body))


def _payment(body: Mapping[str, Any]) -> Payment:
    part = body.get("share_of_done")
    return Payment(_sign(body["met"]), _sign(body["short"]), None if part is None else Decimal(str(part)))


def _sign(body: Mapping[str, Any]) -> Sign:
    return Sign(body["colour"], body["word"], body["rule"], body.get("proposal", False))


def _since(late: Sequence[After], running: int) -> Sign | None:
    """The sign of the longest time that has been reached."""
    reached = [each.sign for each in late if running >= each.months]
    return reached[-1] if reached else None


def _findings(lamps: ProjectLamps) -> Iterator[Finding]:
    yield from _unordered_bands(lamps.bands)
    for code, rule in (("start", lamps.start_rule), ("statistics", lamps.statistics_rule)):
        months = [each.months for each in rule.late] if rule is not None else []
        if months != sorted(set(months)):
            yield Finding("months_unordered", f"{code}.late", "各段月数须由少到多，不能相同，请调整次序。")


def _unordered_bands(bands: tuple[Band, ...]) -> Iterator[Finding]:
    if bands and bands[-1].bound is not None:
        yield Finding("gaps_open", f"progress[{len(bands) - 1}]", "最后一段不写下限，否则有进度差落空。")
    bounds = [(band.bound, not band.inclusive) for band in bands[:-1]]
    if any(bound is None for bound, _ in bounds):
        yield Finding("gaps_unordered", "progress", "只有最后一段可以不写下限。")
    elif bounds != sorted(set(bounds), reverse=True):
        yield Finding("gaps_unordered", "progress", "进度差须由高到低排列，请调整次序。")
