"""Cubes for tests: small districts with made-up figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from bihuan.engine.indicators import (
    NO_LEVEL,
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


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    """Any small cube: some figures there, some not, some embargoed; drawn by a seed, for a thousand draws are slow."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    rows = [
        (unit, place, 2025 * 12 + month, level, growth / 10, state)
        for unit, place, month, level, growth, state in zip(
            chance.integers(1, 7, 160).tolist(),
            chance.integers(0, len(USUAL), 160).tolist(),
            chance.integers(0, 24, 160).tolist(),
            np.where(chance.random(160) < 0.1, NO_LEVEL, chance.integers(-(10**12), 10**12, 160)).tolist(),
            np.where(chance.random(160) < 0.2, np.nan, chance.integers(-500, 500, 160)).tolist(),
            chance.integers(2, 8, 160).tolist(),
            strict=True,
        )
    ]
    kept = {(*row[:3], row[5]): row for row in rows if row[2] % 12 + 1 in USUAL[row[1]].months}
    return cube_of(list(kept.values())[: draw(st.integers(0, 160))])
