"""A plane on which areas are those of the ellipsoid (等积平面): land is measured and cut on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bihuan.engine.sites.ellipsoid import E2, A, Floats, area_latitude, latitude_of_area


@dataclass(frozen=True, slots=True)
class Plane:
    """Cylindrical equal-area plane of a place (等积平面): areas exact everywhere, distances true near its latitude.

    Args: longitude, latitude: the place, in degrees.
    Source: Lambert's cylindrical equal-area projection on the ellipsoid (EPSG method 9835).
    """

    longitude: float
    latitude: float

    def __post_init__(self) -> None:
        if not (-180 <= self.longitude <= 180 and -80 <= self.latitude <= 80):
            raise ValueError("a plane lies at a place between 80 degrees south and north")

    @property
    def stretch(self) -> float:
        """How much shorter a parallel is here than the equator (纬线长度比)."""
        latitude = np.radians(self.latitude)
        return float(np.cos(latitude) / np.sqrt(1 - E2 * np.sin(latitude) ** 2))

    def metres(self, degrees: Floats) -> Floats:
        """Metres east and north of the place (经纬度转平面): (points, 2), longitude first."""
        east = A * self.stretch * np.radians(degrees[:, 0] - self.longitude)
        north = A / self.stretch * (area_latitude(np.radians(degrees[:, 1])) - self._own)
        return np.column_stack((east, north))

    def degrees(self, metres: Floats) -> Floats:
        """Longitude and latitude of points of the plane (平面转经纬度)."""
        longitudes = np.degrees(metres[:, 0] / (A * self.stretch)) + self.longitude
        latitudes = np.degrees(latitude_of_area(metres[:, 1] * self.stretch / A + self._own))
        return np.column_stack((longitudes, latitudes))

    @property
    def _own(self) -> float:
        return float(area_latitude(np.array(np.radians(self.latitude))))
