"""What each part brought to the growth of a whole (拉动点数条形图)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.charts.drawing import WIDTH, Bar, Drawing, Line, Mark, Tone, Words, drawing, short

ROW, THICK, LABELS, SIDE, HEAD = 28.0, 14.0, 170.0, 64.0, 8.0


@dataclass(frozen=True, slots=True)
class PartBar:
    """One part (一个部分): points of the whole's growth that it brought, as printed."""

    label: str
    points: Decimal


def contribution_bars(title: str, parts: Sequence[PartBar]) -> Drawing | None:
    """A bar a part, to the right where it raised the whole, to the left where it lowered it (拉动图)."""
    if not parts:
        return None
    low, high = (pick(*(part.points for part in parts), Decimal(0)) for pick in (min, max))
    span = (high - low) or Decimal(1)
    left, width = LABELS + SIDE, WIDTH - LABELS - SIDE * 2

    def x(points: Decimal) -> float:
        return round(left + float((points - low) / span) * width, 1)

    nought, height = x(Decimal(0)), HEAD + ROW * len(parts)
    marks: list[Mark] = []
    for place, part in enumerate(parts):
        top, end = HEAD + ROW * place, x(part.points)
        foot = top + THICK - 2
        marks.append(Words(LABELS - 10, foot, short(part.label, LABELS - 14), "end"))
        tone: Tone = "accent" if part.points >= 0 else "yellow"
        marks.append(Bar(min(nought, end), top, round(abs(end - nought), 1), THICK, tone))
        told = f"{part.points:+f}"
        beside = Words(end + 6, foot, told) if part.points >= 0 else Words(end - 6, foot, told, "end")
        marks.append(beside)
    marks.append(Line(((nought, 2), (nought, height - 6)), "soft", 1))
    said = "，".join(f"{part.label}{part.points:+f}个百分点" for part in parts)
    return drawing(title, height, f"{title}：{said}", marks)
