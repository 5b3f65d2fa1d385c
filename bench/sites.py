"""How fast are many parcels checked against many planning lines? One table, ours beside the plain loop.

Run: python -m bench.sites
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from time import process_time

import numpy as np
import shapely

from bihuan.engine.sites import Line, LineKind, Plane, Shape, Site, Tolerance, check_all, line_index, shape_from

PARCELS, LINES, DAY = 5_000, 200, date(2026, 11, 26)
LIMIT_S = 5.0
PLANE = Plane(117.0, 36.0)
APART = LineKind(
    "apart", "保护范围", "apart", "请避让。", "主管部门", Tolerance(Decimal("0.01"), Decimal("0.5"), Decimal("0.5"))
)


def blob(chance: np.random.Generator, points: int, reach: float) -> Shape:
    """A piece of land of a number of points around a place of a district of 30 by 30 kilometres."""
    turns = np.linspace(0, 2 * np.pi, points, endpoint=False)
    radii = reach * chance.uniform(0.6, 1.0, points)
    middle = chance.uniform(-15_000, 15_000, 2)
    ring = middle + np.column_stack((radii * np.cos(turns), radii * np.sin(turns)))
    return shape_from([[PLANE.degrees(np.vstack((ring, ring[:1])))]])


def spent(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of processor time, and what came out."""
    began = process_time()
    found = work()
    return process_time() - began, found


def plain(sites: list[Site], lines: list[Line]) -> np.ndarray:
    """Every parcel with every line, one by one."""
    walls = [shapely.transform(line.shape.geometry, PLANE.metres) for line in lines if line.shape]
    areas = np.zeros((len(sites), len(walls)))
    for row, site in enumerate(sites):
        own = shapely.transform(site.shape.geometry, PLANE.metres) if site.shape else None
        for column, wall in enumerate(walls):
            areas[row, column] = own.intersection(wall).area
    return areas


def main() -> int:
    """Print the table; 1 where the limit is broken or the two differ."""
    chance = np.random.default_rng(7)
    sites = [Site(f"J{number}", blob(chance, 12, 150)) for number in range(PARCELS)]
    lines = [Line(f"L{number}", "线", APART, "", blob(chance, 400, 1_500)) for number in range(LINES)]
    built, index = spent(lambda: (found := line_index(lines, on=DAY), found.tree)[0])
    ours, checked = spent(lambda: check_all(sites, index))
    told, _ = spent(lambda: checked.answers(0))
    loop, areas = spent(lambda: plain(sites, lines))
    worst = float(np.abs(checked.overlaps.areas - areas).max())
    print(f"{PARCELS:,} parcels of 12 points, {LINES} lines of 400 points, {int((areas > 0).sum()):,} overlaps\n")
    print("| | s of processor |\n| --- | --- |")
    print(f"| index built | {built:.2f} |\n| ours, all checked (limit {LIMIT_S:g}) | {ours:.2f} |")
    print(f"| plain loop | {loop:.2f} |\n| all sentences of one parcel | {told * 1000:.1f} ms |")
    print(f"\nGreatest difference of an area: {worst:.4f} square metres.")
    return int(ours > LIMIT_S or worst > 0.5)


if __name__ == "__main__":
    sys.exit(main())
