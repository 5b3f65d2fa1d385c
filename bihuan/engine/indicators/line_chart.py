"""Where the points of a small line chart stand (折线图); a month without a figure is a gap, never zero."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bihuan.engine.values import Month

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 190, 44, 28, 30


@dataclass(frozen=True)
class Point:
    """One point with what stands beside it."""

    x: float
    y: float
    word: str
    label: str


@dataclass(frozen=True)
class Chart:
    """A line with gaps: its pieces, points, the months below and where they stand (foot), and the line of nought."""

    pieces: list[str]
    points: list[Point]
    months: list[tuple[float, str]]
    zero: float
    width: int = WIDTH
    height: int = HEIGHT
    foot: int = HEIGHT - 8


def line_chart(rates: Sequence[Decimal | None], months: Sequence[Month]) -> Chart | None:
    """A chart of one unit's growth (增速折线); None where fewer than two months have a figure.

    Args: rates: one a month, in percent, None where there is none. months: as many, in order.
    Returns: places in a box of 720 x 190; nought is always within it.
    """
    known = [rate for rate in rates if rate is not None]
    if len(known) < 2:
        return None
    low, high = min(*known, Decimal(0)), max(*known, Decimal(0))
    height = (high - low) or Decimal(1)
    step = (WIDTH - LEFT * 2) / max(len(months) - 1, 1)

    def y(rate: Decimal) -> float:
        return round(TOP + float((high - rate) / height) * (HEIGHT - TOP - BOTTOM), 1)

    xs = [round(LEFT + step * place, 1) for place in range(len(months))]
    points = [
        Point(x, y(rate), f"{rate:f}", month.label)
        for x, rate, month in zip(xs, rates, months, strict=True)
        if rate is not None
    ]
    words = [(x, f"{month.month}月") for x, month in zip(xs, months, strict=True)]
    return Chart(_pieces(xs, rates, y), points, words, y(Decimal(0)))


def _pieces(xs: Sequence[float], rates: Sequence[Decimal | None], y: Callable[[Decimal], float]) -> list[str]:
    pieces: list[list[str]] = [[]]
    for x, rate in zip(xs, rates, strict=True):
        if rate is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{x},{y(rate)}")
    return [" ".join(piece) for piece in pieces if len(piece) > 1]
