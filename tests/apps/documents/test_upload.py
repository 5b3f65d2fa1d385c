"""Bringing documents in: kept byte for byte, the same bytes once, in any usual encoding (A30, A43, A46, A52)."""

from pathlib import Path

import pytest

from bihuan.apps.documents import actions, models, queries
from bihuan.apps.documents.mapping.origins import origin
from bihuan.apps.units import queries as units
from bihuan.base import files
from bihuan.base.refusals import Forbidden, Refusal
from bihuan.base.uploads import ChildDied, UploadRefused
from tests.apps.documents.conftest import REPORT
from tests.support import files as samples
from tests.support import pdf, xlsx
from tests.support.builders import NOW, actor, viewer


def put(content, by, *, name="报告.txt", kind="report"):
    return actions.upload(content, name=name, kind=kind, by=by, now=NOW)


def test_a_report_comes_in_with_its_candidates(report, rows):
    reading = queries.newest_reading(report)

    assert report.title == "全区经济工作会议召开"
    assert rows
    assert all(reading.body[row.start : row.end] == row.quote for row in rows)


def test_the_original_is_kept_byte_for_byte(report):
    assert files.read_kept(report.path) == REPORT.encode()


def test_an_upload_leaves_one_event_that_names_the_bytes(report):
    events = list(units.timeline("document", [report.pk]))

    assert [event.kind for event in events] == ["document.uploaded"]
    assert report.sha256 in events[0].evidence


def test_the_same_bytes_twice_are_one_document(report, by):
    again = put(REPORT.encode(), by, name="另一个名字.txt")

    assert (again.document.pk, again.is_new) == (report.pk, False)
    assert models.Document.objects.visible_to(by.viewer).count() == 1


def test_the_same_bytes_from_a_stranger_say_so_without_showing_the_document(report, cast):
    with pytest.raises(actions.KeptElsewhere) as refused:
        put(REPORT.encode(), actor(cast.stranger_clerk))

    assert report.title not in refused.value.sentence


def test_who_may_not_add_documents_adds_none(cast):
    with pytest.raises(Forbidden):
        put(b"abc", actor(cast.nobody))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("程序.exe", b"MZ\x90"),
        ("宏.docx", samples.docx("字", extra={"word/vbaProject.bin": b"x"})),
        ("外部.docx", samples.docx("字", prolog='<!DOCTYPE a SYSTEM "http://127.0.0.1/x">')),
        ("图片.png", samples.png()),
    ],
)
def test_what_is_no_document_leaves_nothing_behind(name, content, by, settings):
    with pytest.raises(UploadRefused):
        put(content, by, name=name)

    assert not models.Document.objects.visible_to(by.viewer).exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_row_that_fails_leaves_no_file_behind(by, settings, monkeypatch):
    def fail(*_args, **_sides):
        raise ZeroDivisionError

    monkeypatch.setattr(actions.uploading.units_actions, "record_event", fail)
    with pytest.raises(ZeroDivisionError):
        put(REPORT.encode(), by)

    assert not models.Document.objects.visible_to(by.viewer).exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_dead_child_is_a_sentence_on_the_page(cast, client_of, monkeypatch):
    monkeypatch.setattr(actions.uploading, "READ", "tests.base.uploads.work_in_child:kill_itself_named")
    answer = client_of(cast.supervisor).post("/documents/new/", {"pasted": "会议强调，要加快建设。", "kind": "report"})

    assert answer.status_code == 422
    assert ChildDied().sentence in answer.content.decode()


SENTENCE = "会议强调，要加快建设镇东产业园，确保年底前投产。要做好群众增收工作，推动农村道路改造。"
RARE = SENTENCE + "负责人：镕堃喆玥。"
ENCODED = {
    "utf-8": SENTENCE.encode(),
    "utf-8 with a mark": SENTENCE.encode("utf-8-sig"),
    "gbk": (SENTENCE * 3).encode("gbk"),
    "gb18030 of four bytes": (SENTENCE * 3 + "䶮𠮷").encode("gb18030"),
    "utf-16 with a mark": SENTENCE.encode("utf-16"),
    "utf-16-le": SENTENCE.encode("utf-16-le"),
    "utf-16-be": SENTENCE.encode("utf-16-be"),
    "rare characters": (RARE * 3).encode("gb18030"),
    "html in gbk": f'<html><meta charset="gbk"><body><p>{SENTENCE}</p></body></html>'.encode("gbk"),
    "docx": samples.docx(SENTENCE),
}


@pytest.mark.parametrize("which", ENCODED)
def test_an_encoding_is_read_right_or_asked_for(which, by):
    name = {"html in gbk": "a.html", "docx": "a.docx"}.get(which, "a.txt")
    document = put(ENCODED[which], by, name=name).document
    if queries.newest_reading(document) is None:
        right = {"gbk": "gb18030", "rare characters": "gb18030"}.get(which, which.split()[0])
        actions.choose_encoding(document.pk, right, by=by, now=NOW)

    assert "加快建设镇东产业园" in queries.newest_reading(document).body
    assert files.read_kept(document.path) == ENCODED[which]


def test_lost_characters_are_marked_not_silent(by):
    damaged = SENTENCE.replace("道路", "道\ufffd").encode()

    reading = queries.newest_reading(put(damaged, by).document)

    assert any("\ufffd" in doubt["text"] for doubt in reading.doubts) or "\ufffd" not in reading.body
    assert reading.doubts


DOUBTFUL = "堃喆玥".encode("gb18030")


def test_a_doubtful_encoding_is_asked_for(cast, client_of, by):
    document = put(DOUBTFUL, by).document
    client = client_of(cast.supervisor)

    page = client.get(f"/documents/{document.pk}/", follow=True)
    assert queries.newest_reading(document) is None
    assert "请选出文字正确的一种" in page.content.decode()

    answer = client.post(f"/documents/{document.pk}/encoding/", {"encoding": "gb18030"})
    assert answer.status_code == 302
    assert queries.newest_reading(document).body == "堃喆玥"


def test_an_encoding_that_was_not_offered_is_refused(by, report):
    with pytest.raises(Refusal):
        actions.choose_encoding(report.pk, "utf-7", by=by, now=NOW)


def test_pasted_text_is_kept_as_a_file(cast, client_of):
    answer = client_of(cast.lead_clerk).post("/documents/new/", {"pasted": REPORT, "kind": "policy"})

    document = models.Document.objects.visible_to(viewer(cast.lead_clerk)).get()
    assert answer.url == f"/documents/{document.pk}/"
    assert (document.kind, document.unit_id) == ("policy", cast.units.lead.pk)


def test_neither_file_nor_text_is_a_wrong_form(cast, client_of):
    answer = client_of(cast.lead_clerk).post("/documents/new/", {"kind": "report", "pasted": "  "})

    assert answer.status_code == 422
    assert "请选择一个文件" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("报告.pdf", pdf.paper(["全区经济工作会议", "会议强调,要加快建设镇东产业园,确保年底前投产。"]), "第1页"),
        ("任务.xlsx", xlsx.workbook({"任务": [["会议强调,要加快建设镇东产业园,确保年底前投产。"]]}), "任务!A1"),
        ("报告.docx", samples.docx("全区经济工作会议", "会议强调,要加快建设镇东产业园,确保年底前投产。"), "第2段"),
    ],
)
def test_a_candidate_of_an_office_file_knows_its_page_paragraph_or_cell(name, content, place, by):
    document = put(content, by, name=name).document

    (row,) = queries.candidates_of(document)
    assert queries.parts_of_file(row) == (place,)


def test_a_kept_reading_leads_back_to_the_bytes_of_the_file(report):
    reading = queries.newest_reading(report)
    row = queries.candidates_of(report)[0]

    first, last = origin(reading, row.start, row.end).in_bytes

    assert files.read_kept(report.path)[first:last].decode() == row.quote


def test_two_encodings_in_one_file_are_refused_and_nothing_is_kept(by, settings):
    mixed = "会议强调,要加快建设镇东产业园。\n".encode() * 3 + "引导企业增加研发投入。\n".encode("gbk") * 3

    with pytest.raises(Refusal) as refused:
        put(mixed, by)

    assert "UTF-8" in refused.value.sentence
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_scanned_pdf_says_so_and_nothing_is_kept(by):
    with pytest.raises(Refusal) as refused:
        put(pdf.picture(), by, name="扫描.pdf")

    assert "扫描件" in refused.value.sentence
    assert not models.Document.objects.visible_to(by.viewer).exists()
