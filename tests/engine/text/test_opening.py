"""Files of every usual kind are opened; doubt asks, damage is marked, danger is refused with a sentence."""

import io
import time
import zipfile

import pytest

from bihuan.engine.text import origin
from tests.support import docx
from tests.support.reading import read

TEXT = (
    "会议强调,要加快建设镇东产业园,引导企业增加研发投入,完善人才服务。\n"
    "全区规上工业增加值同比增长6.4%,固定资产投资同比增长5.1%。"
)
TRADITIONAL = (
    "會議強調,要加快建設鎮東產業園,引導企業增加研發投入,完善人才服務。\n"
    "全區規上工業增加值同比增長6.4%,固定資產投資同比增長5.1%。"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_usual_encodings_are_found(encoding):
    reading = read(TEXT.encode(encoding))

    assert reading.body == TEXT


def test_big5_is_found():
    assert read(TRADITIONAL.encode("big5")).body == TEXT


@pytest.mark.parametrize("rare", ["䶮", "𠮷"])
def test_four_byte_gb18030_characters_are_kept(rare):
    reading = read(TEXT.replace("镇东", rare + "东").encode("gb18030"))

    assert rare + "东产业园" in reading.body


def test_bytes_of_no_clear_encoding_are_asked_about():
    reading = read(bytes(range(128, 256)) * 3)

    assert reading.is_refused
    assert reading.findings[0].code == "encoding_in_doubt"
    assert len(reading.candidates) >= 2


def test_a_chosen_encoding_is_taken():
    assert read(TEXT.encode("gbk"), encoding="GBK").body == TEXT


def test_an_unknown_encoding_is_refused_with_the_choice():
    assert "gb18030" in read(TEXT.encode(), encoding="klingon").findings[0].sentence


def test_a_wrongly_chosen_encoding_marks_what_it_loses():
    reading = read(TEXT.encode("gbk"), encoding="utf-8")

    assert reading.doubts


def test_a_cut_file_is_read_and_its_loss_marked():
    reading = read(TEXT.encode("gbk")[:-1] + b"\xff\xff" + "要加快推进。".encode("gbk"))

    assert "镇东产业园" in reading.body
    assert reading.doubts


def test_a_page_is_read_without_its_navigation():
    page = f"<html><head><title>站名</title></head><body><nav>首页 关于</nav><p>{TEXT}</p><footer>版权</footer></body>"

    reading = read(page.encode(), filename="a.html")

    assert reading.body == TEXT.replace("\n", "")
    assert {piece.kind for piece in reading.removed} == {"navigation"}


def test_a_page_is_read_in_the_encoding_it_declares():
    page = f'<html><head><meta charset="gb2312"></head><body><p>{TRADITIONAL}</p></body></html>'

    assert "镇东产业园" in read(page.encode("gbk")).body


def test_hidden_words_and_scripts_of_a_page_are_not_text():
    page = (
        f'<html><body><p>{TEXT}</p><script>var a="要加快"</script><p style="display: none">彩票棋牌</p></body></html>'
    )

    assert "彩票" not in read(page.encode()).original


@pytest.mark.parametrize(
    "page",
    [
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>&x;</body></html>',
        '<html><!ENTITY a "b"><body><p>文</p></body></html>',
    ],
)
def test_a_page_with_entities_of_its_own_is_refused(page):
    assert read(page.encode()).findings[0].code == "declares_entities"


def test_a_word_file_is_read_paragraphs_and_tables_in_order():
    raw = docx.document(
        paragraphs=["镜澜区重点任务", TEXT.split("\n", maxsplit=1)[0]],
        table=[["任务", "责任单位"], ["建园", "区工信局"]],
    )

    reading = read(raw)

    assert "任务\t责任单位\n建园\t区工信局" in reading.original
    assert reading.tasks[0].quote.text.startswith("会议强调,要加快建设镇东产业园")


def test_a_word_file_with_a_dtd_is_refused():
    raw = docx.archive({"word/document.xml": b'<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>'})

    assert "DTD" in read(raw).findings[0].sentence


def test_a_word_file_that_swells_is_refused_while_it_is_unpacked():
    raw = docx.archive({"word/document.xml": b"<w>" + b" " * 60_000_000 + b"</w>"})

    began = time.perf_counter()
    reading = read(raw)

    assert "100倍" in reading.findings[0].sentence
    assert time.perf_counter() - began < 5


def test_a_word_file_of_too_many_members_is_refused():
    raw = docx.archive({"word/document.xml": b"<w/>"} | {f"x{number}": b"" for number in range(2_001)})

    assert "2000个" in read(raw).findings[0].sentence


@pytest.mark.parametrize("cut", [30, 200, -40])
def test_a_damaged_word_file_is_refused_with_the_remedy(cut):
    raw = docx.document(paragraphs=[TEXT])[:cut]

    assert "另存为" in read(raw).findings[0].sentence


@pytest.mark.parametrize(("opening", "word"), [(b"{\\rtf1", "RTF"), (b"\x89PNG\r\n", "图片"), (b"MZ\x90", "程序")])
def test_other_kinds_of_files_are_refused_by_name(opening, word):
    reading = read(opening + b"\x00" * 100)

    assert word in reading.findings[0].sentence


def test_a_zip_that_is_no_word_file_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "x")

    assert read(buffer.getvalue()).findings[0].code == "not_text"


def test_a_file_beyond_twenty_megabytes_is_refused():
    assert read(b"a" * (20 * 1024 * 1024 + 1)).findings[0].code == "file_too_large"


def test_an_empty_file_says_that_it_has_no_body():
    assert read(b"").findings[0].code == "no_body"


def test_spans_lead_back_through_breaks_and_repairs():
    reading = read(("来源：镜澜日报\r\n　　" + TRADITIONAL.replace("\n", "\r\n　　")).encode())

    start, end = origin(reading, *reading.figures[0].span)
    assert reading.original[start:end] == "6.4%"
