import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.sites import Zone, read_geojson, zone_of_easting
from tests.support import land

GOOD = land.feature([land.ring(0, 0, 100)], 名称="甲地块")
ZONE_METRES = [
    [39_500_000, 4e6],
    [39_500_100, 4e6],
    [39_500_100, 4e6 + 100],
    [39_500_000, 4e6 + 100],
    [39_500_000, 4e6],
]
PLAIN_METRES = [[x - 39_000_000, y] for x, y in ZONE_METRES]


def bow():
    (a, b, c, d, _) = land.ring(0, 0, 100)
    return [a, c, b, d, a]


WRONG = {
    "unclosed": (land.feature([land.ring(0, 0, 100)[:-1]]), "首尾两点"),
    "crosses_itself": (land.feature([bow()]), "自相交"),
    "swapped": (land.feature([[[y, x] for x, y in land.ring(0, 0, 100)]]), "经度在前"),
    "outside": (land.feature([[[x - 117, y - 36] for x, y in land.ring(0, 0, 100)]]), "本地范围之外"),
    "wrong_type": (land.feature([117.0, 36.0], "Point"), "是点"),
    "empty": (land.feature([]), "空图形"),
    "no_zone": (land.feature([PLAIN_METRES]), "哪一带"),
    "too_few": (land.feature([[[117, 36], [117.1, 36], [117, 36]]]), "不足三个"),
    "bad_coordinates": (land.feature([[["a", 1], [2, 3]]]), "成对的数字"),
    "no_area": (land.feature([land.ring(0, 0, 0.5)]), "不足1平方米"),
    "hole_outside": (land.feature([land.ring(0, 0, 100), land.ring(300, 300, 10)]), "地块之外"),
}


def codes(read):
    return [finding.code for finding in read.findings]


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_shape_gets_a_sentence_and_good_ones_are_kept(code):
    wrong, words = WRONG[code]

    read = read_geojson(land.collection(GOOD, wrong, GOOD), file="地块.geojson")

    assert [each.at for each in read.features] == ["第1个图形（甲地块）", "第3个图形（甲地块）"]
    assert codes(read) == [code]
    assert words in read.findings[0].sentence
    assert read.findings[0].at == "第2个图形"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_geojson"),
        (b'{"type": "Topology"}', "not_geojson"),
        (b'{"type": "FeatureCollection", "features": []}', "empty_file"),
        (b'{"type": "FeatureCollection", "features": [null, 3]}', "empty"),
    ],
)
def test_a_file_that_is_no_geojson_says_what_to_do(data, code):
    assert codes(read_geojson(data))[0] == code


def test_a_bare_polygon_and_a_lone_feature_are_read():
    polygon = json.dumps(GOOD["geometry"]).encode()

    assert len(read_geojson(polygon).features) == len(read_geojson(json.dumps(GOOD).encode()).features) == 1


def test_several_polygons_are_one_piece_of_land():
    several = land.feature([[land.ring(0, 0, 100)], [land.ring(200, 0, 100)]], "MultiPolygon")

    (feature,) = read_geojson(land.collection(several)).features

    assert float(feature.shape.area.amount) == pytest.approx(30, abs=0.01)


def test_a_file_in_gbk_is_read():
    data = json.dumps(json.loads(land.collection(GOOD)), ensure_ascii=False).encode("gb18030")

    assert read_geojson(data).features[0].properties["名称"] == "甲地块"


def test_metres_with_the_number_of_their_zone_are_read():
    (feature,) = read_geojson(land.collection(land.feature([ZONE_METRES]))).features

    assert float(feature.shape.area.amount) == pytest.approx(15, abs=0.01)


@pytest.mark.parametrize("zone", [Zone(117, 500_000), zone_of_easting(39_500_000)])
def test_metres_are_read_where_someone_says_the_meridian(zone):
    metres = PLAIN_METRES if zone.easting == 500_000 else ZONE_METRES

    assert len(read_geojson(land.collection(land.feature([metres])), zone=zone).features) == 1


def test_metres_are_read_where_the_file_names_its_zone():
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4548"}}

    (feature,) = read_geojson(land.collection(land.feature([PLAIN_METRES]), crs=crs)).features

    assert feature.shape.middle[0] == pytest.approx(117.0, abs=0.01)


@pytest.mark.parametrize(("code", "words"), [(4610, "西安80"), (2435, "北京54"), (3857, "墨卡托"), (27700, "27700")])
def test_another_system_is_refused_as_a_whole(code, words):
    crs = {"type": "name", "properties": {"name": f"EPSG:{code}"}}

    read = read_geojson(land.collection(GOOD, crs=crs))

    assert not read.features
    assert words in read.findings[0].sentence


def test_metres_with_north_first_are_told():
    swapped = [[y, x] for x, y in ZONE_METRES]

    assert codes(read_geojson(land.collection(land.feature([swapped])))) == ["swapped"]


def test_land_far_from_the_district_is_told():
    read = read_geojson(land.collection(GOOD), around=(100.0, 30.0, 101.0, 31.0))

    assert codes(read) == ["outside"]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "features", "geometry", "coordinates", "properties", "crs", "name"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON, st.sampled_from(["Polygon", "MultiPolygon", "Point", "Feature"]))
def test_whatever_a_file_holds_gives_shapes_or_sentences(inside, kind):
    body = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": {"type": kind, "coordinates": inside}}, inside],
    }

    read = read_geojson(json.dumps(body).encode())

    assert len(read.features) + len(read.findings) >= 1
    assert all(np.isfinite(each.shape.box).all() for each in read.features)
