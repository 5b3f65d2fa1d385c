"""Drawings of a report (报告图表): their numbers are cited like those of sentences, and they are numbered in order."""

from __future__ import annotations

from collections.abc import Sequence

from bihuan.engine import charts
from bihuan.engine.analysis.clauses import Clauses, printed
from bihuan.engine.analysis.lines import Figure, Line
from bihuan.engine.analysis.splits import Brought
from bihuan.engine.charts import Drawing
from bihuan.engine.indicators import TargetKind
from bihuan.engine.values import Month

_TONES: dict[str, charts.Tone] = {"green": "green", "yellow": "yellow", "red": "red"}
_OF_AMOUNTS = (TargetKind.LEVEL, TargetKind.COUNT)


class Drawings:
    """Draws, and enters every number that a drawing shows (绘图)."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self._count = 0

    def done(self, lines: Sequence[Line]) -> Drawing | None:
        """Completion of the targets of amounts against time."""
        rows = []
        for line in lines:
            aim, judged = line.aim, line.judged
            if aim is None or judged is None or judged.completion is None or aim.target.kind not in _OF_AMOUNTS:
                continue
            self.clauses.completion(line, judged)
            passed = self.clauses.time_progress(aim)
            tone = _TONES.get(line.lamp.colour, "accent") if line.lamp else "accent"
            rows.append(charts.BulletRow(line.indicator.label, printed(judged.completion), passed, tone))
        return charts.bullet(self._title("chart_done"), rows) if rows else None

    def grown(self, line: Line, figures: Sequence[Figure]) -> Drawing | None:
        """Growth over the months of the year."""
        known = [each for each in figures if each.growth is not None]
        if len(known) < 2:
            return None
        for each in known:
            self.clauses.growth(line, each)
        title = self._title("chart_growth", 指标=line.indicator.label)
        return charts.growth_line(title, [each.growth for each in figures], [each.month for each in figures])

    def brought(self, line: Line, parts: Sequence[Brought]) -> Drawing | None:
        """Points that parts brought; their sentence has cited them."""
        title = self._title("chart_split", 整体=line.indicator.label)
        return charts.contribution_bars(title, [charts.PartBar(each.label, each.points) for each in parts])

    def places(self, line: Line, slopes: Sequence[charts.Slope]) -> Drawing | None:
        """How places moved; all of them were cited with their sentence."""
        month = line.now.month
        before = "上期" if line.before is None else _word(line.before.month)
        title = self._title("chart_places", 指标=line.indicator.label)
        return charts.rank_slope(title, slopes, before=before, now=_word(month))

    def _title(self, phrase: str, **said: object) -> str:
        """The next number with its words. What the drawing cited belongs to no paragraph."""
        self.clauses.sources.taken()
        self._count += 1
        return f"图{self._count} {self.clauses.wording.say(phrase, **said)}"


def _word(month: Month) -> str:
    return f"{month.month}月"
