"""A line of growth over the months of a year (增速折线); a month without a figure is a gap, never zero."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from bihuan.engine.charts.drawing import WIDTH, Dot, Drawing, Line, Mark, Words, drawing
from bihuan.engine.values import Month

HEIGHT, SIDE, TOP, BOTTOM = 170.0, 40.0, 26.0, 48.0
SMALL_WIDTH, SMALL_HEIGHT, SMALL_EDGE = 96.0, 26.0, 4.0


def growth_line(title: str, rates: Sequence[Decimal | None], months: Sequence[Month]) -> Drawing | None:
    """A line of one unit's growth (增速折线); None where fewer than two months have a figure.

    Args: rates: one a month, in percent, None where there is none. months: as many, in order.
    """
    known = [rate for rate in rates if rate is not None]
    if len(known) < 2:
        return None
    y = _scale(known)
    step = (WIDTH - SIDE * 2) / max(len(months) - 1, 1)
    xs = [round(SIDE + step * place, 1) for place in range(len(months))]
    nought = y(Decimal(0))
    marks: list[Mark] = [Line(((SIDE - 14, nought), (WIDTH - SIDE + 14, nought)), tone="grid", weight=1)]
    marks += [Line(piece) for piece in _pieces(xs, rates, y)]
    for place, (x, rate, month) in enumerate(zip(xs, rates, months, strict=True)):
        marks.append(Words(x, HEIGHT - 10, f"{month.month}月", "middle", "soft"))
        if rate is not None:
            beside = 19 if _is_valley(rates, place) else -9
            marks += [Dot(x, y(rate)), Words(x, y(rate) + beside, f"{rate:f}", "middle")]
    said = [f"{month.label}{rate:f}%" for month, rate in zip(months, rates, strict=True) if rate is not None]
    return drawing(title, HEIGHT, f"{title}：{'，'.join(said)}", marks)


def _is_valley(rates: Sequence[Decimal | None], place: int) -> bool:
    """Whether the line comes down to a point and goes up from it, so that its number has room below."""
    own = rates[place]
    beside = [rates[each] for each in (place - 1, place + 1) if 0 <= each < len(rates)]
    known = [rate for rate in beside if rate is not None]
    return own is not None and bool(known) and all(rate > own for rate in known)


def _scale(known: Sequence[Decimal]) -> Callable[[Decimal], float]:
    """Nought is always within the box."""
    low, high = min(*known, Decimal(0)), max(*known, Decimal(0))
    span = (high - low) or Decimal(1)
    return lambda rate: round(TOP + float((high - rate) / span) * (HEIGHT - TOP - BOTTOM), 1)


def _pieces(
    xs: Sequence[float], rates: Sequence[Decimal | None], y: Callable[[Decimal], float]
) -> Iterator[tuple[tuple[float, float], ...]]:
    piece: list[tuple[float, float]] = []
    for x, rate in zip(xs, rates, strict=True):
        if rate is not None:
            piece.append((x, y(rate)))
            continue
        if len(piece) > 1:
            yield tuple(piece)
        piece = []
    if len(piece) > 1:
        yield tuple(piece)


def spark(rates: Sequence[Decimal | None], months: Sequence[Month]) -> Drawing | None:
    """The same as a small line for a row of a table, without numbers (走势); None where fewer than two are known."""
    known = [rate for rate in rates if rate is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    span = (high - low) or Decimal(1)
    step = (SMALL_WIDTH - SMALL_EDGE * 2) / max(len(months) - 1, 1)
    room = SMALL_HEIGHT - SMALL_EDGE * 2

    def y(rate: Decimal) -> float:
        return round(SMALL_EDGE + float((high - rate) / span) * room, 1)

    xs = [round(SMALL_EDGE + step * place, 1) for place in range(len(months))]
    marks: list[Mark] = [Line(piece, weight=1.5) for piece in _pieces(xs, rates, y)]
    last = max(place for place, rate in enumerate(rates) if rate is not None)
    marks.append(Dot(xs[last], y(rates[last] or Decimal(0)), 2))
    said = "，".join(f"{m.month}月{rate:f}%" for m, rate in zip(months, rates, strict=True) if rate is not None)
    return Drawing("走势", SMALL_HEIGHT, f"增速走势：{said}", tuple(marks), SMALL_WIDTH, "small")
