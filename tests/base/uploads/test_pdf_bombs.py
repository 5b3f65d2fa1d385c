"""T bombs (A45, A47): PDFs and sheets made to exhaust a reader are refused or cut within ten seconds, in the child."""

import time
import zlib

import pytest

from bihuan.base.uploads import ChildDied, UploadRefused, in_child
from tests.support import docx, pdf

READ = "bihuan.apps.documents.mapping.readings:read_upload"
WORDS = [(70, 700, "会议强调,要加快建设镇东产业园。")]


def nested():
    packed = zlib.compress(zlib.compress(zlib.compress(b"0" * 100_000_000)))
    return pdf.document([WORDS], more=[pdf.stream(packed, b"/Filter [/FlateDecode /FlateDecode /FlateDecode]")])


def nested_out_of_sight():
    """The list of filters stands in an object of its own, and the page shows what they unpack."""
    packed = zlib.compress(zlib.compress(b" " * 900_000_000))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        pdf.stream(packed, b"/Filter 5 0 R"),
        b"[/FlateDecode /FlateDecode]",
    ]
    return pdf.assembled(objects)


def swelling():
    return pdf.document([WORDS], more=[pdf.stream(zlib.compress(b"0" * 300_000_000), b"/Filter /FlateDecode")])


def looping():
    return pdf.assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"])


def ten_thousand_pages():
    return pdf.document([WORDS] * 10_000)


def vast_picture():
    return pdf.picture((50_000, 50_000))


PDFS = [nested, nested_out_of_sight, swelling, looping, ten_thousand_pages, vast_picture]


@pytest.mark.parametrize("bomb", PDFS, ids=lambda make: make.__name__)
def test_a_pdf_bomb_is_refused_or_cut_within_ten_seconds(bomb, settings, tmp_path):
    settings.HOME = tmp_path
    content = bomb()
    began = time.monotonic()

    assert _outcome(content, name="a.pdf")
    assert time.monotonic() - began < 10


def _outcome(content, *, name):
    """A refusal's sentence, or that nothing could be read; never the bomb's content."""
    try:
        answer = in_child(READ, content, name=name)
    except (UploadRefused, ChildDied) as refused:
        return refused.sentence
    assert len(answer["original"]) < 1000
    return answer["findings"]


@pytest.mark.parametrize("cell", ["XFD1", "A1048576", "XFD1048576"])
def test_a_cell_far_out_of_a_sheet_is_refused_within_two_seconds_of_work(cell, settings, tmp_path):
    settings.HOME = tmp_path
    sheet = f'<worksheet><sheetData><row><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'.encode()
    content = docx.archive({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet})

    answer = in_child(READ, content, name="a.xlsx", cpu_seconds=3)

    assert answer["refused"]
    assert "300列" in answer["findings"][0]["sentence"]
