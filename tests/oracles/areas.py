"""Area of a polygon on the ellipsoid by adding up small cells (逐格累加面积): slow and obvious."""

from itertools import pairwise
from math import cos, pi, radians, sin, sqrt

HALF_AXIS, FLATTENING = 6378137.0, 1 / 298.257222101


def area(ring, strips=2000):
    """Square metres inside a ring of degrees: strips of latitude, each as wide as the ring is at its middle."""
    latitudes = [point[1] for point in ring]
    low, high = min(latitudes), max(latitudes)
    step = (high - low) / strips
    return sum(_strip(ring, low + (at + 0.5) * step, step) for at in range(strips))


def sheet_area(longitude_minutes, south, north):
    """Area of a map sheet by the series that map sheets' areas are published with (图幅理论面积公式)."""
    e = FLATTENING * (2 - FLATTENING)
    short = HALF_AXIS * (1 - FLATTENING)
    factors = (
        1 + 3 / 6 * e + 30 / 80 * e**2 + 35 / 112 * e**3 + 630 / 2304 * e**4,
        1 / 6 * e + 15 / 80 * e**2 + 21 / 112 * e**3 + 420 / 2304 * e**4,
        3 / 80 * e**2 + 7 / 112 * e**3 + 180 / 2304 * e**4,
        1 / 112 * e**3 + 45 / 2304 * e**4,
        5 / 2304 * e**4,
    )
    middle, wide = radians((south + north) / 2), radians(north - south)
    terms = ((-1) ** k * f * sin((2 * k + 1) * wide / 2) * cos((2 * k + 1) * middle) for k, f in enumerate(factors))
    return 4 * pi * short**2 * longitude_minutes / (360 * 60) * sum(terms)


def _strip(ring, latitude, step):
    crossings = sorted(
        one[0] + (other[0] - one[0]) * (latitude - one[1]) / (other[1] - one[1])
        for one, other in pairwise(ring)
        if (one[1] > latitude) != (other[1] > latitude)
    )
    width = sum(right - left for left, right in zip(crossings[::2], crossings[1::2], strict=True))
    square, sine = FLATTENING * (2 - FLATTENING), sin(radians(latitude))
    across = HALF_AXIS / sqrt(1 - square * sine**2)
    along = HALF_AXIS * (1 - square) / (1 - square * sine**2) ** 1.5
    return across * cos(radians(latitude)) * radians(width) * along * radians(step)
