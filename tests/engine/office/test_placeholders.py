"""An office's own template takes placeholders only; a wrong one is named with where it stands."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Pt

from bihuan.engine.office import BadOffice
from bihuan.engine.office.placeholders import Names, WrongTemplate, check_template, fill_template
from tests.support.files import packed

NAMES = Names(frozenset({"单位", "日期", "逾期数"}), {"事项": frozenset({"标题", "时限"}), "附件": frozenset({"名称"})})
VALUES = {"单位": "区发改局", "日期": date(2026, 3, 5), "逾期数": 2}
ITEMS = [{"标题": "建设产业园", "时限": "年底"}, {"标题": "升规入统", "时限": None}]


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def template(*paragraphs, rows=(), header=""):
    book = docx.Document()
    for words in paragraphs:
        book.add_paragraph(words)
    if rows:
        table = book.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    if header:
        book.sections[0].header.paragraphs[0].text = header
    return saved(book)


def filled(content, items=ITEMS, **values):
    out = fill_template(content, names=NAMES, values={**VALUES, **values}, lists={"事项": items, "附件": []})
    return docx.Document(BytesIO(out))


def texts(book):
    return [each.text for each in book.paragraphs]


def test_names_are_replaced_wherever_they_stand():
    book = filled(template("{{单位}}：", "截至{{ 日期 }}，逾期{{逾期数}}项。", header="{{单位}}文件"))

    assert texts(book) == ["区发改局：", "截至2026年3月5日，逾期2项。"]
    assert book.sections[0].header.paragraphs[0].text == "区发改局文件"


def test_a_placeholder_that_word_has_cut_into_runs_is_found_and_keeps_its_look():
    book = docx.Document()
    paragraph = book.add_paragraph()
    for words in ("致{", "{单", "位}", "}："):
        paragraph.add_run(words).font.size = Pt(22)

    runs = filled(saved(book)).paragraphs[0].runs

    assert "".join(run.text for run in runs) == "致区发改局："
    assert all(run.font.size == Pt(22) for run in runs)


def test_what_is_not_known_is_said_so():
    assert texts(filled(template("{{单位}}"), 单位=None)) == ["暂无"]


def test_paragraphs_go_round_for_each_entry():
    book = filled(template("清单：", "{{每个 事项}}", "{{事项.标题}}，{{事项.时限}}。", "{{每个 完}}", "完。"))

    assert texts(book) == ["清单：", "建设产业园，年底。", "升规入统，暂无。", "完。"]


def test_rows_go_round_for_each_entry():
    rows = [["任务", "时限"], ["{{每个 事项}}{{事项.标题}}", "{{事项.时限}}{{每个 完}}"], ["合计", "{{逾期数}}"]]

    table = filled(template(rows=rows)).tables[0]

    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [["任务", "时限"], ["建设产业园", "年底"], ["升规入统", "暂无"], ["合计", "2"]]


def test_a_list_within_a_paragraph_is_joined():
    assert texts(filled(template("涉及{{每个 事项}}“{{事项.标题}}”{{每个 完}}。"))) == ["涉及“建设产业园”“升规入统”。"]


def test_an_empty_list_leaves_nothing_behind():
    rows = [["{{每个 事项}}{{事项.标题}}{{每个 完}}"]]
    table_rows = [["{{每个 事项}}{{事项.标题}}", "{{每个 完}}"]]

    assert texts(filled(template("前", "{{每个 事项}}", "{{事项.标题}}", "{{每个 完}}", "后"), items=[])) == [
        "前",
        "后",
    ]
    assert filled(template(rows=rows), items=[]).tables[0].cell(0, 0).text == ""
    assert filled(template("前", rows=table_rows), items=[]).tables == []


@pytest.mark.parametrize(("number", "kept"), [(2, "有逾期"), (0, "没有逾期"), (None, "没有逾期")])
def test_a_condition_holds_where_there_is_a_value_that_is_not_zero(number, kept):
    content = template("{{如果 逾期数}}有逾期{{如果 完}}{{如果没有 逾期数}}没有逾期{{如果 完}}")

    assert texts(filled(content, 逾期数=number)) == [kept]


def test_a_condition_may_hold_paragraphs_and_tables():
    book = docx.Document()
    book.add_paragraph("{{如果 附件}}")
    book.add_table(1, 1).cell(0, 0).text = "附件表"
    book.add_paragraph("{{如果 完}}")
    book.add_paragraph("后")

    assert filled(saved(book)).tables == []


def test_lines_of_a_value_are_lines_of_the_paper():
    assert texts(filled(template("{{单位}}"), 单位="一\n二")) == ["一\n二"]


def test_what_is_put_in_is_never_looked_at_again():
    assert texts(filled(template("{{单位}}"), 单位="{{日期}}{{每个 事项}}")) == ["{{日期}}{{每个 事项}}"]


@pytest.mark.parametrize(
    ("paragraphs", "code", "at"),
    [
        (["甲", "{{单为}}"], "no_such_name", "第2段"),
        (["{{事项.标题}}"], "no_such_name", "第1段"),
        (["{{每个 项目}}{{每个 完}}"], "no_such_name", "第1段"),
        (["{{每个 事项}}", "甲"], "not_closed", "第1段"),
        (["{{每个 完}}"], "not_opened", "第1段"),
        (["{{每个 事项}}{{如果 单位}}{{每个 完}}{{如果 完}}"], "not_opened", "第1段"),
        (["{{单位"], "stray_brace", "第1段"),
    ],
)
def test_a_wrong_placeholder_is_named_with_its_paragraph(paragraphs, code, at):
    found = check_template(template(*paragraphs), NAMES)

    assert (found[0].code, found[0].at) == (code, at)


def test_a_wrong_placeholder_in_a_table_or_header_is_named_with_its_cell():
    content = template(rows=[["甲", "乙"], ["丙", "{{单为}}"]], header="{{日其}}")

    assert [each.at for each in check_template(content, NAMES)] == ["第1个表格第2行第2列", "页眉第1段"]
    assert "这里可用的是：单位、日期、逾期数" in check_template(content, NAMES)[0].sentence


def test_a_list_that_begins_in_the_text_and_ends_in_a_table_is_refused():
    content = template("{{每个 事项}}", rows=[["{{每个 完}}"]])

    assert check_template(content, NAMES)[0].code == "across_places"


PAYLOADS = [
    "{{7*7}}",
    "{{''.__class__}}",
    "{{单位.__class__.__mro__}}",
    "{{config.items()}}",
    "{{self._TemplateReference__context}}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{单位|attr('__class__')}}",
    "{{单位()}}",
    "{{单位[0]}}",
    "{{lipsum.__globals__['os'].popen('id').read()}}",
    "{% for a in ().__class__.__base__.__subclasses__() %}{% endfor %}",
    "{% import os %}",
    "{# 注释 #}",
    "${7*7}",
    "<%= 7*7 %>",
    "{{__import__('os').system('id')}}",
    "{{单位 if 1 else 2}}",
    "{{每个 事项 in 单位}}",
    "{{如果 逾期数 > 0}}甲{{如果 完}}",
    "{{{{单位}}}}",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_code_in_a_template_is_refused_and_never_run(payload):
    content = template(payload)

    assert check_template(content, NAMES)
    with pytest.raises(WrongTemplate):
        filled(content)


def with_part(name, data):
    out = BytesIO()
    with ZipFile(BytesIO(template("甲"))) as old, ZipFile(out, "w") as new:
        for member in old.namelist():
            new.writestr(member, data if member == name else old.read(member))
        if name not in old.namelist():
            new.writestr(name, data)
    return out.getvalue()


REMOTE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    'Target="http://example.invalid/t.dotm" TargetMode="External"/></Relationships>'
)
FIELD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (with_part("word/_rels/settings.xml.rels", REMOTE), "引用了外部"),
        (with_part("word/document.xml", FIELD), "DDEAUTO"),
        (with_part("word/vbaProject.bin", "x"), "含有宏"),
        (packed({"a.txt": "x"}), "不是.docx"),
        (b"hello", "已损坏"),
    ],
)
def test_a_template_that_could_do_harm_is_refused(content, why):
    with pytest.raises(BadOffice, match=why):
        check_template(content, NAMES)


def test_lists_that_go_round_without_bound_are_refused():
    content = template("{{每个 事项}}{{每个 附件}}甲{{每个 完}}{{每个 完}}")

    with pytest.raises(WrongTemplate, match="展开超过"):
        fill_template(content, names=NAMES, values=VALUES, lists={"事项": ITEMS * 200, "附件": [{"名称": "甲"}] * 200})


def test_other_parts_of_the_template_stay_as_they_are():
    content = template("{{单位}}")

    old = ZipFile(BytesIO(content))
    new = ZipFile(BytesIO(fill_template(content, names=NAMES, values=VALUES, lists={"事项": [], "附件": []})))

    assert all(old.read(name) == new.read(name) for name in old.namelist() if name == "word/styles.xml")
    assert new.namelist() == old.namelist()
