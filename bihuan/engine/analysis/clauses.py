"""What is said of one indicator (分句): each number cited, each clause a phrase of the office's wording."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bihuan.engine.analysis.lines import Aim, Figure, Line, Pace
from bihuan.engine.analysis.outlooks import amount, rounded
from bihuan.engine.analysis.sources import Cell, Sources
from bihuan.engine.indicators import Judged, TargetKind, shown
from bihuan.engine.office.papers import Wording
from bihuan.engine.values import Month, Quantity

_POINTS = "个百分点"
_PLACES = 2


class Clauses:
    """Says single things of lines, and enters every number that it says (分句用语)."""

    def __init__(self, wording: Wording, sources: Sources) -> None:
        self.wording, self.sources = wording, sources

    def sentence(self, line: Line) -> str:
        """All that is new of an indicator in one sentence (一个指标一句)."""
        return "，".join([*self.facts(line), *self.against_target(line)]) + "。"

    def facts(self, line: Line) -> Iterator[str]:
        """The figure, its growth, and how that moved."""
        label, now = line.indicator.label, line.now
        if now.level is not None:
            phrase = "level_sum" if line.indicator.accumulates else "level_point"
            yield self.wording.say(phrase, 指标=label, 月=f"{now.month.month}月", 数=self.level(line, now))
            subject = ""
        else:
            subject = label
        if now.growth is not None:
            phrase = _by_sign(now.growth, "grew", "fell", "flat")
            yield subject + self.wording.say(phrase, 增速=self.growth(line, now))
        yield from self._change(line)

    def against_target(self, line: Line) -> Iterator[str]:
        """How it stands to the year's target: completion and time, or points above and below."""
        judged, aim = line.judged, line.aim
        if judged is None or aim is None:
            return
        if judged.completion is not None:
            yield self.wording.say("done", 目标=self.goal(line, aim), 完成率=self.completion(line, judged))
        if judged.gap is not None:
            phrases = ("above", "below", "on_goal") if judged.completion is None else ("ahead", "behind", "on_time")
            phrase = _by_sign(printed(judged.gap), *phrases)
            yield self.wording.say(phrase, 目标=self.goal(line, aim), 差=self.gap(line, judged))

    def _change(self, line: Line) -> Iterator[str]:
        change, before = line.change, line.before
        if change is None or before is None or before.growth is None or line.now.growth is None:
            return
        falling = line.now.growth < 0 and before.growth < 0
        phrases = ("narrower", "wider", "steady") if falling else ("faster", "slower", "steady")
        last = period_word(before.month, accumulates=line.indicator.accumulates)
        yield self.wording.say(_by_sign(change, *phrases), 上期=last, 差=self.change(line, change))

    def level(self, line: Line, figure: Figure) -> str:
        """A level as it was entered."""
        assert figure.level is not None
        return self._entered(line, figure, figure.level.amount, figure.level.unit.label)

    def growth(self, line: Line, figure: Figure) -> str:
        """A growth as it was published."""
        assert figure.growth is not None
        return self._entered(line, figure, figure.growth, "%", "增速", signed=True)

    def _entered(
        self, line: Line, figure: Figure, value: Decimal, unit: str, word: str = "", *, signed: bool = False
    ) -> str:
        what = f"{period_word(figure.month, accumulates=line.indicator.accumulates)}{line.indicator.label}{word}"
        return self.sources.cite(what, value, unit, whence=figure.told, signed=signed, cells=[figure.cell])

    def change(self, line: Line, change: Decimal) -> str:
        """Points that growth gained or lost since the month before."""
        before, now = line.before, line.now
        assert before is not None
        how = f"{shown_plain(now.growth)}%减上期{shown_plain(before.growth)}%"
        what = f"{line.indicator.label}增速比上期变化"
        return self.sources.cite(what, change, _POINTS, whence=how, signed=True, cells=[now.cell, before.cell])

    def goal(self, line: Line, aim: Aim) -> str:
        """The year's target."""
        goal = aim.target.goal
        return self.sources.cite(f"{line.indicator.label}年度目标", goal.amount, goal.unit.label, whence=aim.source)

    def completion(self, line: Line, judged: Judged) -> str:
        """Completion in percent, rounded to two places."""
        assert judged.completion is not None
        how = f"按“{_kind(line).word}”目标计算：{judged.because}"
        what = f"{line.indicator.label}完成率"
        return self.sources.cite(what, printed(judged.completion), "%", whence=how, cells=[line.now.cell])

    def time_progress(self, aim: Aim) -> Decimal | None:
        """Time progress in percent as it is printed, and entered."""
        if aim.time_progress is None:
            return None
        value = printed(aim.time_progress)
        self.sources.cite("时序进度", value, "%", whence=f"截至本月末（{aim.target.told_by.word}）")
        return value

    def gap(self, line: Line, judged: Judged) -> str:
        """Points ahead of time or of the target, rounded to two places."""
        assert judged.gap is not None
        if _kind(line) is TargetKind.RANK:
            unit, value = "位", judged.gap
        else:
            unit, value = _POINTS, printed(judged.gap) if judged.completion is not None else judged.gap
        aim = line.aim
        if aim is not None and aim.time_progress is not None and judged.completion is not None:
            how = f"完成率减时序进度{shown(aim.time_progress)}%（{aim.target.told_by.word}）"
        else:
            how = judged.because
        what = f"{line.indicator.label}与{'时序进度' if judged.completion is not None else '目标'}之差"
        return self.sources.cite(what, value, unit, whence=how, signed=True, cells=[line.now.cell])

    def pace(self, line: Line, pace: Pace) -> Iterator[str]:
        """What each month left must bring, beside the best months ever reached; growth that this asks (测算)."""
        label = line.indicator.label
        if pace.required is None or pace.months_left <= 0:
            return
        left = self.sources.cite("年内剩余月数", Decimal(pace.months_left), "个月", whence="12减本月月份")
        how = "（年度目标减累计数）除以剩余月数"
        required = self._amount(f"{label}后期月均需完成", pace.required, how, line)
        yield self.wording.say("needs", 指标=label, 剩余=left, 需要=required)
        for phrase, best, word in (("best", pace.best, "以往最好单月"), ("best_rest", pace.best_rest, "以往同期最好")):
            if best is not None:
                told = self._amount(f"{label}{word}月均", best, "库内各年各月数中最大的", line)
                over = "over_best" if pace.required > best else "within_best"
                yield self.wording.say(phrase, 数=told) + self.wording.say(over)
        if pace.growth is not None:
            value = printed(pace.growth, 1)
            how = "上年同期以后各月数按可比口径折算后倒算"
            told = self.sources.cite(f"{label}后期需增长（测算）", value, "%", whence=how, signed=True)
            yield self.wording.say("needs_growth" if value >= 0 else "may_fall", 增速=told)

    def forecast(self, line: Line) -> Iterator[str]:
        """Where the year ends by forecast, with its interval, chance and back-tested error."""
        outlook = line.outlook
        if outlook is None or outlook.forecast is None:
            return
        made, label, unit = outlook.forecast, line.indicator.label, outlook.unit
        how = "按库内历年各月数以Theta法预测，不是统计数"
        told = (("预测", made.total), ("预测区间下限", made.low), ("预测区间上限", made.high))
        amounts = [
            self._amount(f"{label}全年{word}", found, how, line)
            for word, value in told
            if (found := amount(value, unit)) is not None
        ]
        share = self.sources.cite("预测区间的把握程度", Decimal(80), "%", whence=how)
        yield self.wording.say("forecast", 指标=label, 全年=amounts[0], 低=amounts[1], 高=amounts[2], 把握=share)
        if made.chance is not None:
            chance = self.sources.cite(f"{label}达到目标的可能性", printed(made.chance * 100, 0), "%", whence=how)
            yield self.wording.say("chance", 可能=chance)
        if made.error is not None:
            tried = f"用同一方法回测前{made.tried}年"
            error = self.sources.cite(f"{label}预测回测平均误差", printed(made.error, 1), "%", whence=tried)
            yield self.wording.say("error", 误差=error)

    def _amount(self, what: str, quantity: Quantity, how: str, line: Line) -> str:
        told = rounded(quantity)
        return self.sources.cite(what, told.amount, told.unit.label, whence=how, cells=[line.now.cell])

    def pull(self, line: Line, part: str, points: Decimal, figure: Figure | None) -> str:
        """Points of a whole's growth that a part brought, printed so that all sum up."""
        how = f"（{part}本期数减可比同期数）÷{line.indicator.label}可比同期数；可比同期数由本期数和公布增速折算"
        what = f"{part}拉动{line.indicator.label}"
        return self.sources.cite(what, points, _POINTS, whence=how, signed=True, cells=_cells(line.now, figure))

    def share(self, line: Line, part: str, share: Decimal, figure: Figure | None) -> str:
        """Share of a part in a whole's increase."""
        how = f"{part}增量÷{line.indicator.label}增量，均按可比同期数"
        what = f"{part}对{line.indicator.label}的贡献率"
        return self.sources.cite(what, share, "%", whence=how, cells=_cells(line.now, figure))

    def rank(self, line: Line, name: str, when: str, place: int, figure: Figure) -> str:
        """A unit's place among its peers."""
        what, how = f"{name}{line.indicator.label}{when}位次", "按公布增速在同级单位中排列，相同的并列"
        return self.sources.cite(what, Decimal(place), "位", whence=how, cells=[figure.cell])

    def count(self, what: str, number: int, *, unit: str = "项") -> str:
        """How many there are of something that this report lists."""
        return self.sources.cite(what, Decimal(number), unit, whence="本报告所列指标计数")


def period_word(month: Month, *, accumulates: bool) -> str:
    """A period as a sentence says it (期间): 1—10月, 10月末; the year's end is 全年."""
    if not accumulates:
        return f"{month.month}月末"
    return "全年" if month.month == 12 else "1月" if month.month == 1 else f"1—{month.month}月"


def shown_plain(number: Decimal | None) -> str:
    """A number as it was entered."""
    return "暂无" if number is None else f"{number:f}"


def printed(number: Decimal | float, places: int = _PLACES) -> Decimal:
    """A number rounded as it is printed (取位)."""
    return Decimal(shown(number, places))


def _by_sign(number: Decimal, up: str, down: str, none: str) -> str:
    return up if number > 0 else down if number < 0 else none


def _kind(line: Line) -> TargetKind:
    assert line.aim is not None
    return line.aim.target.kind


def _cells(*figures: Figure | None) -> list[Cell]:
    return [each.cell for each in figures if each is not None]
