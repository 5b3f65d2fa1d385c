"""Many planned projects as arrays (项目总盘): what is known of all of them, for one pass over all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from bihuan.engine.schedule.graphs import Graph, side_by_side
from bihuan.engine.schedule.passes import Bounds
from bihuan.engine.schedule.plans import Plan


def portfolio(plans: Sequence[Plan]) -> tuple[Graph, Bounds]:
    """Networks of many plans side by side, and what is known of each activity (项目总盘).

    `earliest` and `latest` of them are the dates of each plan; change the bounds to ask what would be.

    Args: plans: made with the same `DayLines`.
    """
    if len({id(each.sweep.lines) for each in plans}) > 1:
        raise ValueError("plans side by side count on the same calendars: make them with one DayLines")
    columns = {
        name: np.fromiter(chain.from_iterable(getattr(each.known, name) for each in plans), dtype=np.int64)
        for name in ("days", "floor", "ceiling", "begun", "done")
    }
    return side_by_side([each.sweep.graph for each in plans]), Bounds(**columns)
