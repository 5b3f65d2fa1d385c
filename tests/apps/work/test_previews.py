"""A file of an item is read without a download: text and pictures only, nothing that acts (B31)."""

from __future__ import annotations

import pytest

from bihuan.base import files
from tests.support.builders import NOW
from tests.support.docx import document
from tests.support.items import make_item
from tests.support.sheets import workbook_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


@pytest.fixture
def shown(cast, client_of, settings, tmp_path):
    """Keep these bytes on an item and open their preview as the lead unit's clerk."""
    item = make_item(cast, "in_progress")

    def preview(content: bytes, name: str, *, person=None, what: str = "preview"):
        file = files.keep(content, name=name)
        said = {"name": file.name, "path": file.path, "digest": file.sha256, "size": file.size}
        row = item.attachments.create(at=NOW, by_name="某人", **said)
        return client_of(person or cast.lead_clerk).get(f"/items/{item.pk}/files/{row.pk}/{what}/")

    return preview


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("验收报告：已建成厂房。".encode(), "报告.txt"),
        ("验收报告：已建成厂房。".encode("gb18030"), "报告.txt"),
        (document(paragraphs=["验收报告：已建成厂房。"]), "报告.docx"),
        (workbook_of(["验收报告：已建成厂房。"], ["二"]), "报告.xlsx"),
    ],
)
def test_the_text_of_a_file_is_shown(shown, content, name):
    page = shown(content, name)

    assert page.status_code == 200
    assert "验收报告：已建成厂房。" in page.content.decode()


def test_markup_in_a_file_is_text_and_never_runs(shown):
    page = shown(b"<script>alert(1)</script><img src=x onerror=alert(1)>", "a.txt").content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_picture_is_served_as_a_picture_alone(shown):
    assert "<img src=" in shown(PNG, "照片.png").content.decode()

    picture = shown(PNG, "照片.png", what="picture")

    assert picture["Content-Type"] == "image/png"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in picture["Content-Security-Policy"]


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"<html>", b"GIF89a", b""])
def test_what_is_no_picture_is_not_served_as_one(shown, content):
    assert shown(content, "照片.png", what="picture").status_code == 404


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"%PDF-1.7 broken", b"\x00\x01\x02" * 50])
def test_what_cannot_be_read_says_so(shown, content):
    page = shown(content, "a.docx")

    assert page.status_code == 200
    assert "请下载后打开" in page.content.decode() or "未能打开" in page.content.decode()


def test_another_units_file_is_not_there(shown, cast):
    assert shown(b"x", "a.txt", person=cast.stranger_clerk).status_code == 404
