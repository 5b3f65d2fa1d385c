"""Completion of targets against the time that has passed (完成进度对照时序)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.charts.drawing import WIDTH, Bar, Drawing, Line, Mark, Tone, Words, drawing, short

ROW, THICK, LABELS, NUMBERS, HEAD = 30.0, 14.0, 190.0, 70.0, 28.0
FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class BulletRow:
    """One target (一项目标): completion and time progress in percent, both as printed, and the tone of its lamp."""

    label: str
    completion: Decimal
    time_progress: Decimal | None
    tone: Tone = "accent"


def bullet(title: str, rows: Sequence[BulletRow]) -> Drawing | None:
    """A bar a target, with a tick where time stands (完成进度图); None without a row.

    The scale goes from nought to 100 %, further where more was done; a completion below nought has no bar.
    """
    if not rows:
        return None
    most = max(FULL, *(row.completion for row in rows))
    width = WIDTH - LABELS - NUMBERS

    def x(percent: Decimal) -> float:
        return round(LABELS + float(percent / most) * width, 1)

    marks: list[Mark] = [Words(x(FULL), 16, "目标", "middle", "soft"), *_head(rows, x)]
    for place, row in enumerate(rows):
        top = HEAD + ROW * place
        foot = top + THICK - 2
        marks.append(Words(LABELS - 10, foot, short(row.label, LABELS - 14), "end"))
        marks.append(Bar(LABELS, top, round(x(FULL) - LABELS, 1), THICK, "track"))
        marks.append(Bar(LABELS, top, round(max(x(row.completion) - LABELS, 0), 1), THICK, row.tone))
        if row.time_progress is not None:
            at = x(row.time_progress)
            marks.append(Line(((at, top - 4), (at, top + THICK + 4)), "ink", 2))
        end = max(x(row.completion), x(FULL)) + 8
        marks.append(Words(round(end, 1), foot, f"{row.completion:f}%"))
    return drawing(title, HEAD + ROW * len(rows), f"{title}：{'，'.join(map(_said, rows))}", marks)


def _head(rows: Sequence[BulletRow], x: Callable[[Decimal], float]) -> list[Mark]:
    """Where time stands, in words, if all targets tell it alike."""
    told = {row.time_progress for row in rows}
    only = told.pop() if len(told) == 1 else None
    if only is None or only > FULL - 8:
        return []
    return [Words(x(only), 16, f"时序{only:f}%", "end", "soft")]


def _said(row: BulletRow) -> str:
    time = "" if row.time_progress is None else f"（时序{row.time_progress:f}%）"
    return f"{row.label}完成{row.completion:f}%{time}"
