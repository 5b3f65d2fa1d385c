import json
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.sites import (
    Plane,
    Zone,
    box_around,
    gap_words,
    joined,
    shape_from,
    shape_of,
    zone_of_code,
    zone_of_easting,
)
from bihuan.engine.sites.ellipsoid import A, area_latitude
from bihuan.engine.values import Quantity, Unit
from tests.oracles import areas
from tests.support import land

PLACES = st.tuples(st.floats(75, 134), st.floats(18, 52))


def test_the_whole_ellipsoid_has_its_published_area():
    whole = 4 * np.pi * A**2 * float(area_latitude(np.array(np.pi / 2)))

    assert whole / 1e6 == pytest.approx(510_065_621.7, abs=0.1)  # GRS80, Moritz 2000


@pytest.mark.parametrize("south", [18.0, 30.0, 36.0, 45.0, 52.0])
def test_a_map_sheet_has_the_area_of_the_published_series(south):
    west, north = 117.0, south + 2.5 / 60  # a sheet at 1:10,000 is 3'45" by 2'30"
    ring = np.array([[west, south], [west + 3.75 / 60, south], [west + 3.75 / 60, north], [west, north], [west, south]])

    ours = float(shape_from([[ring]]).area.amount) * 2000 / 3

    assert ours == pytest.approx(areas.sheet_area(3.75, south, north), rel=3e-7)


@given(PLACES, st.lists(st.floats(0.2, 1.0), min_size=5, max_size=9))
def test_a_parcel_has_the_area_that_small_cells_add_up_to(place, radii):
    turns = np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    ring = np.column_stack(
        (place[0] + 0.02 * np.array(radii) * np.cos(turns), place[1] + 0.02 * np.array(radii) * np.sin(turns))
    )
    ring = np.vstack((ring, ring[:1]))

    ours = float(shape_from([[ring]]).area.amount) * 2000 / 3

    assert ours == pytest.approx(areas.area(ring.tolist()), rel=5e-4)


def test_a_kilometre_square_surveyed_on_the_meridian_is_1500_mu():
    corners = np.array([(0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0)]) + np.array([39_499_500, 4_000_000])

    shape = shape_from([[zone_of_easting(39_500_000).degrees(corners)]])

    assert float(shape.area.amount) == pytest.approx(1500, rel=1e-6)


def test_a_hole_is_taken_off():
    outer, inner = np.array(land.ring(0, 0, 1000)), np.array(land.ring(100, 100, 200))

    assert float(shape_from([[outer, inner]]).area.amount) == pytest.approx((1_000_000 - 40_000) * 3 / 2000, abs=0.01)


@given(PLACES, PLACES)
def test_a_plane_leads_back_to_the_same_degrees(middle, offset):
    point = np.array([[middle[0] + (offset[0] - 104) / 30, middle[1] + (offset[1] - 35) / 30]])
    plane = Plane(*middle)

    assert plane.degrees(plane.metres(point)) == pytest.approx(point, abs=1e-9)


@given(st.floats(-1.5, 1.5), st.floats(4, 53))
def test_a_zone_leads_back_to_the_same_metres(east, north):
    point = np.array([[117 + east, north]])
    zone = Zone(117, 39_500_000)

    assert zone.degrees(zone.metres(point)) == pytest.approx(point, abs=1e-10)


def test_a_quarter_of_the_meridian_has_its_published_length():
    north = Zone(0, 0).metres(np.array([[0.0, 89.99999]]))[0, 1]

    assert north == pytest.approx(10_001_965.729 - 1.117, abs=0.002)  # GRS80, Moritz 2000; 0.00001° short


@pytest.mark.parametrize(
    ("code", "meridian", "easting"),
    [(4491, 75, 13_500_000), (4502, 75, 500_000), (4527, 117, 39_500_000), (4548, 117, 500_000), (4554, 135, 500_000)],
)
def test_codes_of_the_list_name_their_zones(code, meridian, easting):
    assert zone_of_code(code) == Zone(meridian, easting)


@pytest.mark.parametrize("easting", [500_000, 24_500_000, 46_500_000, -1])
def test_an_easting_without_a_number_of_a_zone_names_none(easting):
    assert zone_of_easting(easting) is None


def test_what_is_stored_is_read_back_the_same():
    shape = land.square(10, 20, 300)

    assert shape_of(json.loads(json.dumps(shape.body()))).geometry.equals(shape.geometry)


def test_land_in_two_shapes_is_counted_once():
    whole = joined([land.square(0, 0, 100), land.square(50, 0, 100), land.square(500, 0, 100)])

    assert float(whole.area.amount) == pytest.approx(37.5, abs=0.01)


def test_surroundings_lie_so_many_metres_around():
    west, south, east, north = box_around([land.square(0, 0, 1000)], metres=2000)

    corners = land.PLANE.metres(np.array([[west, south], [east, north]]))
    assert corners == pytest.approx(np.array([[-2000, -2000], [3000, 3000]]), abs=1)


@pytest.mark.parametrize(("paper", "words"), [("10", ""), ("10.09", ""), ("12", "相差16.7%"), (None, "")])
def test_an_area_on_paper_that_is_not_the_shapes_is_told(paper, words):
    said = None if paper is None else Quantity(Decimal(paper), Unit.MU)

    found = gap_words(said, Quantity(Decimal(10), Unit.MU))

    assert bool(found) == bool(words)
    assert words in found
