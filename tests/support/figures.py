"""Cubes for tests: small districts with made-up figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from bihuan.engine.indicators import (
    Asked,
    Catalogue,
    Cube,
    MonthSpan,
    Row,
    UnitTree,
    build,
    catalogue,
    due_until,
    observations,
    unit_tree,
)
from bihuan.engine.values import Indicator, Month, indicator

BODY = {
    "names": ["工业投资"],
    "unit": "亿元",
    "measures": ["level", "growth"],
    "accumulates": True,
    "frequency": "month",
    "months": list(range(2, 13)),
    "direction": "more",
    "time_progress": "months",
    "additive": True,
    "growth": "comparable",
    "bureau": "统计局",
}

INVESTMENT = indicator(BODY, "investment")
REVENUE = indicator(BODY | {"names": ["收入"], "months": list(range(1, 13)), "growth": "nominal"}, "revenue")
PRODUCT = indicator(BODY | {"names": ["总值"], "frequency": "quarter", "months": [3, 6, 9, 12]}, "product")
DEPOSITS = indicator(BODY | {"names": ["存款"], "accumulates": False, "months": list(range(1, 13))}, "deposits")
SHARE = indicator(
    BODY | {"names": ["占比"], "unit": "%", "measures": ["share"], "additive": False, "time_progress": "none"}, "share"
)
USUAL = (INVESTMENT, REVENUE, PRODUCT, DEPOSITS, SHARE)

END = Month(2026, 12)
TREE = unit_tree([(1, None), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3)])


def cube_of(
    rows: Sequence[Row],
    *,
    tree: UnitTree = TREE,
    indicators: Sequence[Indicator] = USUAL,
    first_year: int = 2025,
    years: int = 2,
    until: Month = END,
    forecasts: bool = False,
) -> Cube:
    """A cube in which every unit reports every indicator."""
    known: Catalogue = catalogue(indicators)
    asked = Asked(np.ones((len(tree), len(known)), bool), due_until(until, known))
    span = MonthSpan(first_year, years)
    return build(tree=tree, catalogue=known, span=span, asked=asked, observed=observations(rows), forecasts=forecasts)


def _one_of_each_state(row: Row) -> tuple[int, ...]:
    return row[0], row[1], row[2], row[5]


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    """Any small cube: some figures there, some not, some embargoed."""
    first = 2025 * 12
    cell = st.tuples(
        st.integers(1, 6),
        st.integers(0, len(USUAL) - 1),
        st.integers(first, first + 23),
        st.one_of(st.just(np.iinfo(np.int64).min), st.integers(-(10**12), 10**12)),
        st.one_of(st.just(float("nan")), st.integers(-500, 500).map(lambda each: each / 10)),
        st.integers(2, 7),
    )
    rows = draw(st.lists(cell, max_size=120, unique_by=_one_of_each_state))
    kept = [row for row in rows if row[2] % 12 + 1 in USUAL[row[1]].months]
    return cube_of(kept)
