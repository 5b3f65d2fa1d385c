"""Metres of a Gauss-Krüger zone back to degrees (高斯-克吕格投影): what surveys of parcels are drawn in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bihuan.engine.sites.ellipsoid import A, E, F, Floats

_N = F / (2 - F)
_RADIUS = A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_TO = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_BACK = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)
_LATITUDE = (
    2 * _N - 2 * _N**2 / 3 - 2 * _N**3 + 116 * _N**4 / 45,
    7 * _N**2 / 3 - 8 * _N**3 / 5 - 227 * _N**4 / 45,
    56 * _N**3 / 15 - 136 * _N**4 / 35,
    4279 * _N**4 / 630,
)


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the plane surveys (投影带): its central meridian in degrees, and the easting given to it in metres."""

    meridian: float
    easting: float

    def degrees(self, metres: Floats) -> Floats:
        """Longitude and latitude of points given east first (反算经纬度); right to less than a millimetre.

        Source: Krüger's series as given by Karney, Transverse Mercator with an accuracy of a few nanometers (2011).
        """
        north, east = metres[:, 1] / _RADIUS, (metres[:, 0] - self.easting) / _RADIUS
        up = north - sum(b * np.sin(2 * j * north) * np.cosh(2 * j * east) for j, b in enumerate(_BACK, 1))
        right = east - sum(b * np.cos(2 * j * north) * np.sinh(2 * j * east) for j, b in enumerate(_BACK, 1))
        conformal = np.arcsin(np.sin(up) / np.cosh(right))
        latitude = conformal + sum(d * np.sin(2 * j * conformal) for j, d in enumerate(_LATITUDE, 1))
        longitude = np.arctan2(np.sinh(right), np.cos(up))
        return np.column_stack((np.degrees(longitude) + self.meridian, np.degrees(latitude)))

    def metres(self, degrees: Floats) -> Floats:
        """Metres, east first, of points given in degrees (正算平面坐标)."""
        longitude, latitude = np.radians(degrees[:, 0] - self.meridian), np.radians(degrees[:, 1])
        sine = np.sin(latitude)
        tangent = np.sinh(np.arctanh(sine) - E * np.arctanh(E * sine))
        up = np.arctan2(tangent, np.cos(longitude))
        right = np.arctanh(np.sin(longitude) / np.sqrt(1 + tangent**2))
        north = up + sum(a * np.sin(2 * j * up) * np.cosh(2 * j * right) for j, a in enumerate(_TO, 1))
        east = right + sum(a * np.cos(2 * j * up) * np.sinh(2 * j * right) for j, a in enumerate(_TO, 1))
        return np.column_stack((east * _RADIUS + self.easting, north * _RADIUS))


def zone_of_easting(easting: float) -> Zone | None:
    """The zone whose number stands before an easting (由横坐标带号定带): 39500000 is zone 39; None where none does.

    In China the numbers of 3° zones (25-45) and of 6° zones (13-23) do not meet.
    """
    number = int(easting // 1_000_000)
    if 25 <= number <= 45:
        return Zone(3.0 * number, number * 1_000_000 + 500_000)
    if 13 <= number <= 23:
        return Zone(6.0 * number - 3, number * 1_000_000 + 500_000)
    return None


def zone_of_code(code: int) -> Zone | None:
    """The zone of a code of the EPSG list (由EPSG代码定带); None where the code is not a zone of CGCS2000."""
    if 4491 <= code <= 4501 or 4513 <= code <= 4533:
        number = code - 4478 if code < 4502 else code - 4488
        return zone_of_easting(number * 1_000_000.0)
    if 4502 <= code <= 4512:
        return Zone(75.0 + 6 * (code - 4502), 500_000)
    if 4534 <= code <= 4554:
        return Zone(75.0 + 3 * (code - 4534), 500_000)
    return None
