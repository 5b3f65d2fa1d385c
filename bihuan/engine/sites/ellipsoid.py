"""The ellipsoid of CGCS2000 (2000国家大地坐标系椭球): areas on it, in closed form."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

A = 6378137.0
"""Half of the equator's diameter in metres (长半轴)."""
F = 1 / 298.257222101
"""Flattening (扁率)."""
E2 = F * (2 - F)
E = E2**0.5

MU = 2000 / 3
"""Square metres of a mu (1亩)."""


def area_latitude(latitudes: Floats) -> Floats:
    """Area between the equator and a parallel, over a radian of longitude, in squares of the half axis (等积纬度函数).

    Args: latitudes: radians.
    Source: Snyder, Map Projections: A Working Manual (1987), formula 3-12, halved.
    """
    sine = np.sin(latitudes)
    return (1 - E2) / 2 * (sine / (1 - E2 * sine**2) + np.arctanh(E * sine) / E)


def latitude_of_area(areas: Floats) -> Floats:
    """Latitude in radians that `area_latitude` came from (反算纬度), by Newton's steps."""
    found = np.arcsin(np.clip(areas / area_latitude(np.array(np.pi / 2)), -1, 1))
    for _ in range(6):
        sine = np.sin(found)
        slope = (1 - E2) * np.cos(found) / (1 - E2 * sine**2) ** 2
        found = found - (area_latitude(found) - areas) / np.maximum(slope, 1e-12)
    return np.asarray(found)
