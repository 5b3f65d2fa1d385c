"""What the page shows of a file: tables as tables, doubts with what the file has, the page of a PDF."""

import random

from bihuan.apps.documents import actions, queries
from tests.support import docx, pdf, xlsx
from tests.support.builders import NOW, viewer
from tests.support.damage import SENTENCES, TRADITIONAL, damaged

TABLE = [["责任单位", "任务"], ["区工信局", "加快建设镇东产业园"]]
TASK = "会议强调,要加快建设镇东产业园,确保年底前投产。"


def bring(content, name, by):
    return actions.upload(content, name=name, kind="report", by=by, now=NOW).document


def seen(client_of, cast, document, query=""):
    return client_of(cast.supervisor).get(f"/documents/{document.pk}/{query}").content.decode()


def test_tables_of_a_word_file_are_shown_as_tables(by, cast, client_of):
    document = bring(docx.document(paragraphs=["镜澜区重点任务", TASK], table=TABLE), "任务.docx", by)

    page = seen(client_of, cast, document, "?tab=tables")

    assert queries.page(viewer(cast.supervisor), document.pk).tables == [TABLE]
    assert "<td>区工信局</td><td>加快建设镇东产业园</td>" in page


def test_a_sheet_is_shown_as_a_table(by, cast, client_of):
    document = bring(xlsx.workbook({"任务": [*TABLE, ["区住建局", TASK]]}), "任务.xlsx", by)

    assert "<td>区住建局</td>" in seen(client_of, cast, document, "?tab=tables")


def test_a_text_has_no_tab_of_tables(report, cast, client_of):
    assert "?tab=tables" not in seen(client_of, cast, report)


def damage():
    """A text with a run of shifted bytes that the reader mends, none of them lost."""
    chance = random.Random(3)
    runs = (damaged(chance, paragraphs=TRADITIONAL) for _ in range(50))
    whole = next(run.text for run in runs if run.whole)
    return "\n".join([*SENTENCES[:4], whole, *SENTENCES[4:8]])


def test_mended_characters_are_shown_with_what_the_file_has(by, cast, client_of):
    document = bring(damage().encode(), "来稿.txt", by)

    (doubt, *_) = queries.page(viewer(cast.supervisor), document.pk).doubts
    page = seen(client_of, cast, document, "?tab=doubts")

    assert doubt.was in damage()
    assert doubt.reason in page
    assert f'href="?tab=doubts&amp;start={doubt.start}&amp;end={doubt.end}"' in page
    assert ("已修复" in page) == doubt.is_mended


def test_a_sentence_of_a_pdf_names_its_page(by, cast, client_of):
    pages = pdf.paper(["镜澜区重点任务", TASK] + ["今年将推进老旧小区改造,年底前完成12个小区改造。"] * 3)
    document = bring(pages, "报告.pdf", by)

    found = queries.newest_reading(document)
    assert [each["code"] for each in found.findings] == []
    assert "第1页" in seen(client_of, cast, document)
