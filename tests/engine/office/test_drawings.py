"""Drawings in Word: shapes at the places that the drawing says, each with a number of its own and the same in words."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

from lxml import etree

from bihuan.engine import charts
from bihuan.engine.charts import WIDTH, BulletRow, Frame, GanttRow, PartBar, Span
from bihuan.engine.office.word import Picture, Text, Title, document
from tests.support.papers import layout

BARS = charts.contribution_bars("图1 拉动", [PartBar("工业投资", Decimal("3.2")), PartBar("其他", Decimal("-1.1"))])
DONE = charts.bullet("图2 进度", [BulletRow("总产值", Decimal("83.07"), Decimal("83.33"))])
NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}


START, TODAY, END = date(2026, 10, 1), date(2026, 11, 26), date(2026, 12, 30)
PLAN = charts.gantt("图3 横道图", [GanttRow("施工", spans=(Span(START, END, TODAY, is_critical=True),))], Frame(TODAY))


def body(*pictures):
    pieces = [Title("分析"), Text("如图。"), *map(Picture, pictures or (BARS, DONE))]
    content = document(pieces, layout=layout(), title="分析")
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))


def test_every_mark_is_a_shape_within_the_text():
    root = body()
    room = layout().text_width("A4") * 635

    assert len(root.findall(".//wps:wsp", NAMES)) == len(BARS.marks) + len(DONE.marks) + 2
    for group in root.findall(".//wp:inline", NAMES):
        assert int(group.find("wp:extent", NAMES).get("cx")) == room
    for box in root.findall(".//wps:spPr/a:xfrm", NAMES):
        left, wide = int(box.find("a:off", NAMES).get("x")), int(box.find("a:ext", NAMES).get("cx"))
        assert left >= -1
        assert left + wide <= room + 2


def test_the_words_of_a_drawing_are_those_of_the_page():
    boxes = body().findall(".//wps:txbx", NAMES)
    said = ["".join(each.text for each in box.findall(".//w:t", NAMES)) for box in boxes]

    assert {"工业投资", "+3.2", "-1.1", "83.07%", "时序83.33%"} <= set(said)


def test_each_drawing_has_a_number_of_its_own_and_words_for_those_who_do_not_see_it():
    kept = body().findall(".//wp:docPr", NAMES)

    assert [each.get("id") for each in kept] == ["1", "2"]
    assert kept[0].get("descr") == "图1 拉动：工业投资+3.2个百分点，其他-1.1个百分点"
    assert body().findall(".//mc:Fallback/w:t", NAMES)[1].text.startswith("图2 进度")


def test_places_in_word_are_those_of_the_page():
    bar = next(mark for mark in BARS.marks if isinstance(mark, charts.Bar))
    scale = layout().text_width("A4") * 635 / WIDTH

    places = [
        (int(box.find("a:off", NAMES).get("x")), int(box.find("a:ext", NAMES).get("cx")))
        for box in body().findall(".//wps:spPr/a:xfrm", NAMES)
    ]

    assert (round(bar.x * scale), round(bar.width * scale)) in places


def test_a_drawing_wider_than_the_text_is_made_as_wide_as_the_text():
    root = body(PLAN)
    room = layout().text_width("A4") * 635
    boxes = root.findall(".//wps:spPr/a:xfrm", NAMES)
    rights = [int(box.find("a:off", NAMES).get("x")) + int(box.find("a:ext", NAMES).get("cx")) for box in boxes]

    assert int(root.find(".//wp:extent", NAMES).get("cx")) == room
    assert max(rights) <= room + 2
    assert len(root.findall(".//a:path[@fill='norm']", NAMES)) == sum(isinstance(m, charts.Shape) for m in PLAN.marks)
