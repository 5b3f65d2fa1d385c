"""Any stretch of the cleaned text leads back to its bytes, or to its page, paragraph or cell."""

from html import escape

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bihuan.engine.text import simplify, way_back
from tests.support import docx, pdf, xlsx
from tests.support.reading import read

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16-le", "utf-16-be"]
SENTENCES = st.sampled_from(
    [
        "会议强调,要加快建设镇东产业园,引导企业增加研发投入,完善人才服务。",
        "全区规上工业增加值同比增长6.4%，居全市第2位！",
        "區委書記王示例主持會議,實行臺賬式管理。",
        "（一）聚焦“双招双引”抓项目；",
        "来源：镜澜日报",
        "責任編輯：李示例",
        "发展(fā)产业",
        "A&B <重点> 公司 ",
    ]
)
GAPS = st.sampled_from(["\n", "\r\n", "　　", "\n\n  ", " "])
TEXTS = st.lists(st.tuples(SENTENCES, GAPS), min_size=1, max_size=12).map(
    lambda pairs: "".join(sentence + gap for sentence, gap in pairs)
)


def _meant(text: str) -> str:
    """What a stretch says, whatever its blanks and its script."""
    return "".join(simplify(text).split()).replace("\ufeff", "")


def _stands_in(words: str, text: str) -> bool:
    """Whether all signs of the words stand in a text in their order; what was removed may stand between them."""
    signs = iter(text)
    return all(sign in signs for sign in words)


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        assume(False)
        raise


@given(TEXTS, st.sampled_from(ENCODINGS), st.data())
def test_any_stretch_of_a_text_is_its_bytes_decoded(text, encoding, data):
    raw = _encoded(text, encoding)
    reading = read(raw, encoding=encoding)
    assume(reading.body)
    start = data.draw(st.integers(0, len(reading.body)))
    end = data.draw(st.integers(start, len(reading.body)))

    origin = way_back(reading, start, end)

    first, last = origin.in_bytes
    assert _stands_in(_meant(reading.body[start:end]), _meant(raw[first:last].decode(encoding)))
    assert _meant(raw[first:last].decode(encoding)) == _meant(reading.original[origin.start : origin.end])


@given(TEXTS, st.sampled_from(ENCODINGS))
def test_every_single_sign_is_exactly_its_bytes(text, encoding):
    raw = _encoded(text, encoding)
    reading = read(raw, encoding=encoding)

    for place, sign in enumerate(reading.body):
        first, last = way_back(reading, place, place + 1).in_bytes
        assert sign == "\n" or simplify(raw[first:last].decode(encoding.replace("-sig", ""))) == sign


@given(TEXTS, st.sampled_from(["utf-8", "gb18030", "utf-16-le"]), st.booleans())
def test_every_single_sign_of_a_page_is_its_source(text, encoding, named):
    marked = "".join(_as_entity(sign) if named and place % 3 == 0 else escape(sign) for place, sign in enumerate(text))
    raw = f"<html><body><p>{marked.replace(chr(10), '<br/>')}</p><b class=x>末</b></body></html>".encode(encoding)
    reading = read(raw, encoding=encoding)

    for place, sign in enumerate(reading.body):
        first, last = way_back(reading, place, place + 1).in_bytes
        source = raw[first:last].decode(encoding)
        assert (
            sign.isspace() or simplify(source) == sign or source in (_as_entity(sign), escape(sign)) or "&#" in source
        )


def _as_entity(sign: str) -> str:
    return sign if sign.isspace() else f"&#{ord(sign)};"


@given(st.binary(max_size=400), st.sampled_from(["utf-8", "gb18030", "big5", "utf-16-le"]))
@example(b"\xa2\xcc\xa4\xe5\xff\xff\xa4\xa4", "big5")
@example("要加快".encode("gb18030") + b"\x81", "gb18030")
def test_damaged_bytes_have_their_way_back_too(raw, encoding):
    reading = read(raw, encoding=encoding)

    for place, sign in enumerate(reading.body):
        first, last = way_back(reading, place, place + 1).in_bytes
        assert 0 <= first <= last <= len(raw)
        if sign not in {"\ufffd", "\n"} and "\ufffd" not in raw[first:last].decode(encoding, "replace"):
            assert simplify(raw[first:last].decode(encoding)) == sign


PARAGRAPHS = [
    "镜澜区重点任务",
    "会议强调,要加快建设镇东产业园,引导企业增加研发投入。",
    "全区固定资产投资同比增长5.1%。",
]


def test_a_stretch_of_a_word_file_names_its_paragraph_and_its_cell():
    reading = read(docx.document(paragraphs=PARAGRAPHS, table=[["任务", "责任单位"], ["建镇东产业园", "区工信局"]]))

    assert _parts(reading, "镇东产业园,引导") == ("第2段",)
    assert _parts(reading, "区工信局") == ("表1第2行第2格",)
    assert _parts(reading, "研发投入。\n全区固定") == ("第2段", "第3段")


def test_the_tables_of_a_word_file_stay_tables():
    reading = read(docx.document(paragraphs=PARAGRAPHS, table=[["任务", "责任单位"], ["建园", "区工信局"]]))

    (table,) = reading.tables
    assert [[reading.original[start:end] for start, end in row] for row in table] == [
        ["任务", "责任单位"],
        ["建园", "区工信局"],
    ]


def test_a_stretch_of_an_excel_file_names_its_cell():
    rows = [["序号", "任务", "责任单位"], [1, "加快建设镇东产业园", "区工信局"], [2, "完善人才服务", "区人社局"]]
    reading = read(xlsx.workbook({"重点任务": rows, "附表": [["固定资产投资增长", 5.1]]}))

    assert _parts(reading, "完善人才服务") == ("重点任务!B3",)
    assert _parts(reading, "5.1") == ("附表!B1",)


def test_a_stretch_of_a_pdf_names_its_pages():
    long = "".join(
        f"要加快建设第{number}个产业园,引导企业增加研发投入{number}亿元,完善人才服务。" for number in range(5)
    )
    reading = read(pdf.paper(["镜澜区经济工作会议", long, "全区固定资产投资同比增长5.1%。"], lines_a_page=3))

    assert _parts(reading, "第0个产业园") == ("第1页",)
    assert way_back(reading, 0, len(reading.body)).parts == ("第1页", "第2页", "第3页")
    assert long in reading.body
    assert [line for each in reading.removed if each.kind == "page" for line in each.text.split("\n")] == [
        "- 1 -",
        "- 2 -",
        "- 3 -",
    ]


def _parts(reading, words: str) -> tuple[str, ...]:
    start = reading.body.index(words)
    return way_back(reading, start, start + len(words)).parts


def test_a_stretch_beyond_the_body_is_refused():
    with pytest.raises(IndexError):
        way_back(read(b"abc"), 0, 99)
