"""Bad files brought in on the page: a clear sentence, and nothing half kept (A43-A48, A52)."""

import io
import zipfile
from pathlib import Path

import pytest

from bihuan.apps.documents import models
from bihuan.apps.units.models import Event
from tests.support import files, pdf

SENTENCE = "会议强调，要加快建设镇东产业园，确保年底前投产。\n"
MEGABYTE = 1024 * 1024


def locked_pdf():
    said = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"28" * 32 + b"> /U <" + b"29" * 32 + b"> >>"
    return pdf.document([[(70, 700, "会议强调")]], trailer=said)


def swelling_xlsx():
    """A workbook of some 600 KB that unpacks to one cell of 600 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", files.CONTENT_TYPES)
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(b"<worksheet><sheetData><row><c t='inlineStr'><is><t>")
            for _ in range(600):
                sheet.write(b"a" * MEGABYTE)
    return buffer.getvalue()


def binary():
    return bytes(range(256)) * 40


def half_and_half():
    return SENTENCE.encode() * 3 + "引导企业增加研发投入，办好民生实事。\n".encode("gbk") * 3


BAD = {
    "empty": ("空.txt", lambda: b"", "空"),
    "blanks": ("空白.txt", lambda: b" \n\t\n", "没有找到正文"),
    "binary": ("报告.txt", binary, "不符"),
    "a program under another name": ("报告.docx", lambda: b"MZ" + binary(), "内容"),
    "encrypted pdf": ("加密.pdf", locked_pdf, "密码"),
    "damaged pdf": ("坏.pdf", lambda: b"%PDF-1.7\n" + binary(), "PDF"),
    "scanned pdf": ("扫描.pdf", pdf.picture, "扫描件"),
    "over 20 MB": ("大.txt", lambda: SENTENCE.encode() * (21 * MEGABYTE // len(SENTENCE.encode())), "20MB"),
    "600 MB in a small xlsx": ("台账.xlsx", swelling_xlsx, "展开后过大"),
    "two encodings": ("混合.txt", half_and_half, "UTF-8"),
}


def upload(client, name, content):
    file = io.BytesIO(content)
    file.name = name
    return client.post("/documents/new/", {"file": file, "kind": "report"})


def kept(settings):
    """Everything that an upload might leave: rows, files, events."""
    tables = (models.Document, models.Reading, models.Candidate, models.Print)
    rows = [row for table in tables for row in table.objects.unscoped("the test looks at everything")]
    paths = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    events = Event.objects.unscoped("the test looks at everything").filter(kind__startswith="document.")
    return [*rows, *paths, *events]


@pytest.mark.parametrize("which", BAD)
def test_a_bad_file_is_a_clear_sentence_and_nothing_is_kept(which, cast, client_of, settings):
    name, content, word = BAD[which]

    answer = upload(client_of(cast.supervisor), name, content())

    page = answer.content.decode()
    assert answer.status_code == 422
    assert word in page.split('role="alert"')[1].split("</div>")[0]
    assert kept(settings) == []


ADVERTS = """<html><head><meta charset="utf-8"><title>广告</title></head><body>
<div class="ad">热卖商品限时抢购，扫码领取优惠券，点击立即购买</div>
<div class="ad">关注公众号，回复领取资料，更多精彩内容请下载客户端</div>
<ul><li><a href="/a">热门推荐</a></li><li><a href="/b">猜你喜欢</a></li></ul></body></html>"""


def test_a_page_all_advertisement_says_that_it_has_no_article(cast, client_of):
    client = client_of(cast.supervisor)
    answer = upload(client, "网页.html", ADVERTS.encode())

    page = client.get(answer.url).content.decode()
    assert "没有找到正文" in page
    assert "没有读到任务或目标" in page
