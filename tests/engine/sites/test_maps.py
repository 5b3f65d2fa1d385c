from lxml import etree

from bihuan.engine.sites import Drawn, map_svg
from tests.support.land import square

ONE = Drawn(square(0, 0, 300), "free", "甲<地块>", "/projects/sites/1/", "甲<地块>")


def test_a_map_is_good_xml_with_names_made_safe():
    root = etree.fromstring(map_svg([ONE], says="地块示意图"))

    assert root.get("aria-label") == "地块示意图"
    assert [each.text for each in root.iter("title")] == ["甲<地块>"]
    assert next(root.iter("a")).get("href") == "/projects/sites/1/"


def test_a_map_of_nothing_is_empty():
    assert map_svg([], says="") == ""


def test_north_is_up():
    picture = map_svg([ONE, Drawn(square(0, 5000, 300), "idle", "北块", label="北块")], says="")
    heights = {each.text: float(each.get("y")) for each in etree.fromstring(picture).iter("text") if each.text}

    assert heights["北块"] < heights["甲<地块>"]


def test_all_drawn_stays_on_the_paper_in_one_scale():
    picture = etree.fromstring(map_svg([ONE], says=""))
    path = next(picture.iter("path")).get("d").strip("MZ").split("L")
    points = [tuple(map(float, each.split())) for each in path]

    wide = max(x for x, _ in points) - min(x for x, _ in points)
    high = max(y for _, y in points) - min(y for _, y in points)
    assert all(0 <= x <= 640 and 0 <= y <= 420 for x, y in points)
    assert abs(wide - high) < 1.5
