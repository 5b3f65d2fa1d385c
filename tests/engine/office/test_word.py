"""Official papers are laid out after GB/T 9704-2012; read here by python-docx, which is not ours."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bihuan.definitions import check
from bihuan.engine.office.word import (
    Across,
    Addressee,
    Attachment,
    Attachments,
    Colophon,
    Column,
    Heading,
    RedHead,
    Signature,
    Table,
    Text,
    Title,
    Upright,
    document,
)
from tests.support.papers import layout

DAY = date(2026, 3, 5)
COLUMNS = (Column("序号", 1, "center", is_whole=True), Column("任务", 6), Column("单位", 3))


def paper(*blocks):
    return document(blocks, layout=layout(), title="测试")


def opened(*blocks):
    return docx.Document(BytesIO(paper(*blocks)))


def xml_of(content, part="word/document.xml"):
    return etree.fromstring(ZipFile(BytesIO(content)).read(part))


def attribute(element, path, name):
    found = element.find("/".join(f"{{*}}{step}" for step in path.split("/")))
    return None if found is None else found.get(qn(f"w:{name}"))


def test_the_page_is_a4_with_the_margins_of_the_standard():
    section = opened(Text("甲")).sections[0]

    margins = xml_of(paper(Text("甲"))).find(".//{*}pgMar")
    assert (section.page_width, section.page_height) == (
        pytest.approx(Mm(210), abs=700),
        pytest.approx(Mm(297), abs=700),
    )
    assert [int(margins.get(qn(f"w:{side}"))) for side in ("top", "left", "right", "bottom")] == [
        2098,
        1587,
        1474,
        1984,
    ]


def test_the_grid_is_22_lines_of_28_characters():
    grid = xml_of(paper(Text("甲"))).find(".//{*}docGrid")

    lines = (16838 - 2098 - 1984) // int(grid.get(qn("w:linePitch")))
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096
    assert lines == 22
    assert (11906 - 1587 - 1474) / 20 // pitch == 28


@pytest.mark.parametrize(
    ("block", "style", "face", "size"),
    [
        (Title("标题"), "PaperTitle", "方正小标宋简体", 44),
        (Text("正文"), "BodyText", "仿宋", 32),
        (Heading(1, "一、甲"), "Heading1", "黑体", 32),
        (Heading(2, "（一）甲"), "Heading2", "楷体", 32),
        (Heading(3, "1. 甲"), "Heading3", "仿宋", 32),
        (Addressee("各单位："), "Addressee", "仿宋", 32),
    ],
)
def test_each_part_has_its_face_and_size(block, style, face, size):
    content = paper(block)

    used = [each.get(qn("w:val")) for each in xml_of(content).iter("{*}pStyle")]
    own = next(
        each for each in xml_of(content, "word/styles.xml").iter("{*}style") if each.get(qn("w:styleId")) == style
    )
    assert style in used
    assert attribute(own, "rPr/rFonts", "eastAsia") == face
    assert attribute(own, "rPr/sz", "val") == str(size)


def test_the_language_is_chinese_and_shared_signs_are_chinese_ones():
    styles = xml_of(paper(Text("“甲”——乙")), "word/styles.xml")

    assert styles.find(".//{*}lang").get(qn("w:eastAsia")) == "zh-CN"
    assert all(fonts.get(qn("w:hint")) == "eastAsia" for fonts in styles.iter("{*}rFonts"))


def faces_of(*blocks):
    runs = xml_of(paper(*blocks)).iter("{*}r")
    return [("".join(run.itertext()), attribute(run, "rPr/rFonts", "eastAsia")) for run in runs]


def test_rare_characters_fall_back_to_a_face_that_has_them():
    assert faces_of(Text("镕䶮𠮷")) == [("镕", None), ("䶮", "宋体"), ("𠮷", "宋体-ExtB")]
    assert faces_of(Title("朱镕")) == [("朱", None), ("镕", "宋体")]


def test_page_numbers_stand_outside_odd_right_and_even_left():
    content = paper(Text("甲"))

    odd, even = (xml_of(content, f"word/footer{number}.xml") for number in (1, 2))
    assert [each.find(".//{*}jc").get(qn("w:val")) for each in (odd, even)] == ["right", "left"]
    assert "".join(odd.itertext()).replace(" PAGE ", "") == "— 1 —"
    assert xml_of(content, "word/settings.xml").find("{*}evenAndOddHeaders") is not None
    assert attribute(xml_of(content, "word/styles.xml").findall("{*}style")[16], "rPr/sz", "val") == "28"


def test_a_table_repeats_its_heading_and_keeps_its_rows_whole():
    rows = opened(Table(COLUMNS, (("一、工业",), ("1", "建设", "甲局")))).tables[0].rows

    assert rows[0]._tr.find(".//{*}tblHeader") is not None
    assert all(row._tr.find(".//{*}cantSplit") is not None for row in rows)
    assert rows[1]._tr.find(".//{*}gridSpan").get(qn("w:val")) == "3"
    assert [cell.text for cell in rows[2].cells] == ["1", "建设", "甲局"]


def test_columns_that_must_stay_whole_have_room_for_their_longest_cell():
    table = opened(Table(COLUMNS, (("〔2026〕123号", "建设", "甲局"),))).tables[0]

    widths = [int(each.get(qn("w:w"))) for each in table._tbl.find("{*}tblGrid")]
    assert sum(widths) == 11906 - 1587 - 1474
    assert widths[0] >= 8 * 210


def test_a_part_may_lie_across_in_a3():
    document_ = opened(Text("甲"), Across("A3横"), Attachment("附件1", "清单"), Upright(), Text("乙"))

    shapes = [(round(section.page_width.mm), round(section.page_height.mm)) for section in document_.sections]
    assert shapes == [(210, 297), (420, 297), (210, 297)]
    assert document_.sections[1].orientation == 1


def test_an_attachment_begins_on_a_new_page():
    marks = [each for each in opened(Text("甲"), Attachment("附件1", "表")).paragraphs if each.text == "附件1"]

    assert marks[0].paragraph_format.page_break_before


def test_a_red_head_is_red_and_fits_one_line():
    content = paper(RedHead("启明区人民政府督查室联合工作组办公室文件", "启政督〔2026〕12号"), Title("通知"))

    mark = next(each for each in xml_of(content).iter("{*}p") if attribute(each, "pPr/pStyle", "val") == "IssuerMark")
    assert int(mark.find(".//{*}sz").get(qn("w:val"))) / 2 * 20 <= 442.5
    assert xml_of(content).find(".//{*}pBdr/{*}bottom").get(qn("w:color")) == "FF0000"


@pytest.mark.parametrize("issuer", ["启明区人民政府督查室", "启明区住房和城乡建设局办公室", "督查室"])
def test_the_signature_is_centred_over_the_day_four_characters_in(issuer):
    lines = opened(Signature(issuer, DAY)).paragraphs[-2:]

    chars = [int(line._p.find(".//{*}ind").get(qn("w:rightChars"))) for line in lines]
    assert [line.text for line in lines] == [issuer, "2026年3月5日"]
    assert chars[1] == 400
    middle = [chars[number] / 100 + (len(issuer) if number == 0 else 6) / 2 for number in (0, 1)]
    assert middle[0] == pytest.approx(middle[1], abs=0.02)


def test_attachments_are_numbered_under_the_text():
    texts = [each.text for each in opened(Text("甲"), Attachments(("一表", "二表"))).paragraphs]

    assert texts[-2:] == ["附件：1. 一表", "2. 二表"]
    assert opened(Attachments(("一表",))).paragraphs[-1].text == "附件：一表"


def test_a_colophon_stands_at_the_foot_of_its_page():
    content = paper(Text("甲"), Colophon("区委办公室", "区政府办公室", DAY))

    place = xml_of(content).find(".//{*}tblpPr")
    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    assert "抄送：区委办公室。" in "".join(xml_of(content).itertext())


def test_the_same_content_gives_the_same_bytes():
    assert paper(Title("甲"), Text("乙")) == paper(Title("甲"), Text("乙"))


def test_a_row_of_another_length_than_its_table_cannot_be_built():
    with pytest.raises(ValueError, match="a cell for each column"):
        Table(COLUMNS, (("1", "2"),))


def test_a_layout_whose_characters_do_not_fit_is_refused():
    body = {**vars(layout()), "lines": 40}

    assert check("paper_layouts", {**body, "faces": dict(body["faces"])})[0].code == "lines_too_many"


WORDS = st.text(max_size=40)


@given(WORDS, WORDS)
def test_any_text_stands_in_the_paper_as_it_was_written(title, words):
    texts = "".join(each.text for each in opened(Title(title), Text(words)).paragraphs)

    def kept(text):
        return "".join(
            sign
            for sign in text.replace("\r\n", "\n").replace("\r", "\n")
            if sign in "\n\t" or sign.isprintable() or ord(sign) > 0x7E
        )

    assert texts.replace("\n", "").replace("\t", "") == kept(title + words).replace("\n", "").replace("\t", "").replace(
        "\ufffe", ""
    ).replace("\uffff", "")


def test_no_page_holds_a_signature_alone():
    lines = opened(Text("前面的话。"), Text("最后的话。"), Signature("区政府办公室", DAY)).paragraphs

    kept = [bool(line.paragraph_format.keep_with_next) for line in lines[-5:]]

    assert [line.text for line in lines[-5:-3]] == ["前面的话。", "最后的话。"]
    assert kept == [False, True, True, True, False]
