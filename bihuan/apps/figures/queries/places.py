"""Places of units among their peers (位次), for those whose work needs the order of units (C08)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.cubes import cube
from bihuan.apps.figures.queries.sheets import assignments
from bihuan.apps.units import queries as units
from bihuan.base.rights import right
from bihuan.base.scope import Viewer
from bihuan.engine import indicators as engine
from bihuan.engine.indicators import Cube, MonthSpan
from bihuan.engine.values import Indicator, Month


@dataclass(frozen=True)
class Place:
    """A place among peers (位次): equal units share it; gained: places won since the figure before, None if unknown."""

    place: int
    of: int
    gained: int | None


def sees_order(viewer: Viewer) -> bool:
    """Whether the order of units is for this viewer: leaders and those who check the figures (位次可见范围)."""
    return right(viewer, "figure.read") in ("all", "portfolio")


def peers_of(viewer: Viewer, unit_id: int, *, month: Month) -> list[int]:
    """Units of the same kind that are asked for figures about themselves in a month (同类单位), the unit among them."""
    own = units.unit(unit_id)
    if own is None or own.depth == 1:
        return []
    asked = assignments(viewer, month=month).filter(unit__kind=own.kind, unit__depth=own.depth)
    return list(asked.order_by().values_list("unit_id", flat=True).distinct())


def places_in(
    viewer: Viewer, unit_id: int, *, month: Month, book: Book, codes: Collection[str], known_on: date | None = None
) -> dict[str, Place]:
    """A unit's places among its peers in a month by indicator, for those whose work needs the order of units (C08)."""
    peers = peers_of(viewer, unit_id, month=month) if sees_order(viewer) else []
    wanted = {code for code in codes if code in book.indicators and month.month in book.indicators[code].months}
    if unit_id not in peers or not wanted:
        return {}
    before = {code: earlier_month(book.indicators[code], month) for code in wanted}
    read = {month, *(each for each in before.values() if each is not None)}
    span = MonthSpan(month.year, 1)
    made = cube(viewer, book=book, span=span, codes=wanted, months=read, unit_ids=peers, known_on=known_on)
    return _places(made, unit_id, engine.peers([peers], made.tree), month=month, before=before)


def earlier_month(indicator: Indicator, month: Month) -> Month | None:
    """The month before with a figure, of the same year (上一有数月份)."""
    earlier = [each for each in indicator.months if each < month.month]
    return Month(month.year, earlier[-1]) if earlier else None


def _places(
    made: Cube, unit_id: int, group: Sequence[NDArray[np.int64]], *, month: Month, before: Mapping[str, Month | None]
) -> dict[str, Place]:
    row, signs = made.tree.places[unit_id], made.catalogue.signs
    ranked = {
        each: engine.ranks_among(engine.headline(made, made.span.place(each)), group, signs)
        for each in {month, *(one for one in before.values() if one is not None)}
    }
    found = {}
    for code, column in made.catalogue.places.items():
        now, then = ranked[month], before[code]
        if now[row, column]:
            change, known = engine.rank_change(ranked[then] if then else now * 0, now)
            gained = int(change[row, column]) if known[row, column] else None
            found[code] = Place(int(now[row, column]), int((now[:, column] > 0).sum()), gained)
    return found
