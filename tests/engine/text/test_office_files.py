"""PDF and Excel files are read with their words in place; what cannot be read says so in a sentence."""

import random
import time
import zlib

import pytest

from tests.support import docx, pdf, xlsx
from tests.support.reading import read

FIRST = "2月9日,镜澜区召开2026年经济工作会议,总结去年工作,部署今年任务,动员全区干部群众同心协力。"
SECOND = "会议强调,要加快建设镇东产业园,引导企业增加研发投入,完善人才服务,确保年底前投产。"


def test_the_lines_of_a_pdf_become_paragraphs():
    reading = read(pdf.paper([FIRST, SECOND]))

    assert reading.body == f"{FIRST}\n{SECOND}"
    assert reading.encoding == "pdf"


def test_a_heading_that_repeats_on_every_page_is_no_text():
    pages = [
        [(70, 800, "镜澜区发展和改革局内部资料"), (98, 700, text), (280, 40, f"- {number} -")]
        for number, text in enumerate(
            ["要加快项目建设,早日投产。", "要完善人才服务,留住人才。", "要优化环境,服务企业。"]
        )
    ]
    reading = read(pdf.document(pages))

    assert "内部资料" not in reading.body
    assert "要完善人才服务" in reading.body


@pytest.mark.parametrize("damage", [slice(None, 60), slice(None, -400)])
def test_a_damaged_pdf_says_so(damage):
    reading = read(pdf.paper([FIRST])[damage])

    assert reading.is_refused or reading.original
    assert all(finding.sentence.endswith("。") for finding in reading.findings)


def test_a_pdf_with_a_password_says_so():
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"28" * 32 + b"> /U <" + b"29" * 32 + b"> >>"
    trailer = locked + b" /ID [<" + b"30" * 16 + b"> <" + b"30" * 16 + b">]"

    assert _code(pdf.document([[(70, 700, FIRST)]], trailer=trailer)) == "locked_pdf"


def test_a_scanned_pdf_says_so():
    reading = read(pdf.picture())

    assert reading.findings[0].code == "scanned_pdf"
    assert "OCR" in reading.findings[0].sentence


def test_a_pdf_of_too_many_pages_is_refused_at_once():
    began = time.perf_counter()

    assert _code(pdf.document([[]] * 10_000)) == "bad_pdf"
    assert time.perf_counter() - began < 10


def test_streams_packed_twice_are_refused():
    packed = zlib.compress(zlib.compress(b"0" * 50_000_000))
    nested = pdf.stream(packed, b"/Filter [/FlateDecode /FlateDecode]")

    assert _code(pdf.document([[(70, 700, FIRST)]], more=[nested])) == "bad_pdf"


def test_a_stream_that_swells_is_refused():
    swelling = pdf.stream(zlib.compress(b"0" * 60_000_000), b"/Filter /FlateDecode")

    assert _code(pdf.document([[(70, 700, FIRST)]], more=[swelling])) == "bad_pdf"


def test_a_picture_beyond_all_measure_is_refused():
    assert _code(pdf.picture((50_000, 50_000))) == "bad_pdf"


def test_a_tree_of_pages_that_leads_back_to_itself_ends():
    looping = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>"]
    began = time.perf_counter()

    assert read(pdf.assembled(looping)).findings
    assert time.perf_counter() - began < 10


def test_any_damage_of_a_pdf_ends_in_a_reading_or_a_sentence():
    chance = random.Random(7)
    good = pdf.paper([FIRST, SECOND])

    for _ in range(60):
        bad = bytearray(good)
        for _ in range(chance.randrange(1, 20)):
            bad[chance.randrange(9, len(bad))] = chance.randrange(256)
        reading = read(bytes(bad))
        assert reading.original or reading.findings


def test_the_cells_of_an_excel_file_are_read_row_by_row():
    rows = [
        ["任务", "责任单位", "完成率"],
        ["加快建设镇东产业园", "区工信局", 0.5],
        ["", "", ""],
        ["完善人才服务", "", 12],
    ]

    assert read(xlsx.workbook({"任务": rows})).original == (
        "任务\t责任单位\t完成率\n加快建设镇东产业园\t区工信局\t0.5\n完善人才服务\t\t12"
    )


def test_six_hundred_megabytes_in_a_small_excel_file_are_refused_while_unpacking():
    sheet = b"<worksheet><sheetData>" + b" " * 210_000_000 + b"</sheetData></worksheet>"
    raw = docx.archive({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet})
    began = time.perf_counter()

    assert _code(raw) == "bad_xlsx"
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("cell", ["XFD1", "A1048576", "XFD1048576"])
def test_a_cell_far_out_is_refused_before_room_is_made_for_all_before_it(cell):
    sheet = f'<worksheet><sheetData><row><c r="{cell}" t="n"><v>1</v></c></row></sheetData></worksheet>'.encode()
    began = time.perf_counter()

    reading = read(docx.archive({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet}))

    assert "50000行、300列" in reading.findings[0].sentence
    assert time.perf_counter() - began < 2


def test_a_million_rows_are_refused():
    rows = b"<row><c><v>1</v></c></row>" * 60_000
    sheet = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"

    assert _code(docx.archive({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet})) == "bad_xlsx"


def test_a_damaged_excel_file_says_so():
    assert _code(xlsx.workbook({"表": [["任务"]]})[:-60]) == "bad_xlsx"


def test_two_encodings_in_one_file_are_asked_about():
    mixed = f"{FIRST}\n".encode() * 3 + f"{SECOND}\n".encode("gbk") * 3

    reading = read(mixed)

    assert reading.findings[0].code == "mixed_encodings"
    assert {candidate.encoding for candidate in reading.candidates} == {"utf-8", "gb18030"}


def test_a_page_of_nothing_but_adverts_has_no_body():
    reading = read(
        "某某彩票网|某某棋牌大厅|体育投注平台\n友情链接： 某某棋牌官网 六合彩开奖 老虎机下载\n".encode() * 20
    )

    assert not reading.body
    assert reading.findings[0].code == "no_body"


def _code(raw: bytes) -> str:
    return read(raw).findings[0].code
