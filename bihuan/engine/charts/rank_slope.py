"""How places moved from one month to another (位次变化斜线图); only where the order of units may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bihuan.engine.charts.drawing import WIDTH, Dot, Drawing, Line, Mark, Tone, Words, drawing, short

ROW, HEAD, LEFT, RIGHT = 24.0, 34.0, 200.0, 440.0


@dataclass(frozen=True, slots=True)
class Slope:
    """One unit's place before and now (位次); None where it had none."""

    label: str
    before: int | None
    now: int | None


def rank_slope(title: str, slopes: Sequence[Slope], *, before: str, now: str) -> Drawing | None:
    """A line a unit from its place before to its place now (位次斜线图); None where nobody has both.

    Those who share a place stand one under the other at the same height of their line's end.
    """
    known = [slope for slope in slopes if slope.before is not None and slope.now is not None]
    if not known:
        return None
    left = _heights([(slope.before or 0, slope.label) for slope in known])
    right = _heights([(slope.now or 0, slope.label) for slope in known])
    marks: list[Mark] = [Words(LEFT, 16, before, "end", "soft"), Words(RIGHT, 16, now, "start", "soft")]
    for slope in known:
        start, end = left[slope.label], right[slope.label]
        tone = _tone(slope)
        marks += [
            Line(((LEFT + 10, start), (RIGHT - 10, end)), tone, 2),
            Dot(LEFT + 10, start, tone=tone),
            Dot(RIGHT - 10, end, tone=tone),
            Words(LEFT, start + 4, f"{short(slope.label, LEFT - 40)} {slope.before}", "end"),
            Words(RIGHT, end + 4, f"{slope.now} {short(slope.label, WIDTH - RIGHT - 30)}"),
        ]
    said = "，".join(f"{slope.label}由第{slope.before}到第{slope.now}" for slope in known)
    return drawing(title, HEAD + ROW * len(known), f"{title}：{said}", marks)


def _heights(places: Sequence[tuple[int, str]]) -> dict[str, float]:
    """Where each unit stands: in the order of places, those of one place in the order they came."""
    order = sorted(range(len(places)), key=lambda at: (places[at][0], at))
    return {places[at][1]: round(HEAD + ROW * row, 1) for row, at in enumerate(order)}


def _tone(slope: Slope) -> Tone:
    if slope.before == slope.now:
        return "grey"
    return "accent" if (slope.now or 0) < (slope.before or 0) else "yellow"
