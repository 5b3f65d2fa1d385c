"""T upload_types (A43): each file is taken or refused by name, first bytes and content together."""

import zipfile

import pytest

from bihuan.base.archives import BrokenArchive, ForbiddenMember
from bihuan.base.filetypes import DOCUMENTS, EVIDENCE, EmptyFile, TooLarge, WrongType, check_file
from bihuan.base.refusals import Refusal
from tests.support import files

PAGE = "<!DOCTYPE html><html><body><p>全区经济工作会议</p></body></html>"
TAKEN = [
    ("报告.txt", "全区经济工作会议".encode()),
    ("报告.txt", "全区经济工作会议".encode("gb18030")),
    ("报告.txt", "全区经济工作会议".encode("big5", "replace")),
    ("报告.txt", "全区经济工作会议召开".encode("utf-16")),
    ("Report.TXT", "各单位 meeting 2026".encode("utf-16-le")),
    ("报告.html", PAGE.encode()),
    ("报告.htm", PAGE.encode("gbk")),
    ("报告.docx", files.docx("全区经济工作会议")),
    ("照片.jpg", files.jpeg()),
    ("照片.jpeg", files.jpeg()),
    ("截图.png", files.png()),
    ("批复.pdf", files.pdf()),
    ("台账.xlsx", files.xlsx()),
    ("公文.ofd", files.packed({"OFD.xml": "<ofd/>"})),
]
REFUSED = [
    ("程序.exe", b"MZ\x90\0", WrongType),
    ("程序.txt", b"MZ\x90\0" * 10, WrongType),
    ("程序.docx", b"MZ\x90\0" * 10, WrongType),
    ("脚本.txt", b"#!/bin/sh\necho", WrongType),
    ("图形.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", WrongType),
    ("图形.html", b"<?xml version='1.0'?><svg onload='alert(1)'/>", WrongType),
    ("实体.html", b'<!DOCTYPE html [<!ENTITY x "y">]><html></html>', WrongType),
    ("文字.html", "没有标签".encode(), WrongType),
    ("宏.docm", files.docx("字"), WrongType),
    ("宏.xlsm", files.xlsx(), WrongType),
    ("宏.docx", files.docx("字", extra={"word/vbaProject.bin": b"\xd0\xcf"}), ForbiddenMember),
    ("旧版.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", WrongType),
    ("压缩包.docx", files.packed({"a.txt": "字"}), WrongType),
    ("夹带.docx", b"%PDF-1.4" + files.docx("字"), WrongType),
    ("残缺.docx", files.docx("字")[:-40], BrokenArchive),
    ("夹带.png", files.png(after=files.packed({"a.txt": "字"})), WrongType),
    ("夹带.jpg", files.jpeg(comment=b"<script>alert(1)</script>"), WrongType),
    ("夹带.pdf", files.pdf() + files.packed({"a": "b"}) + b"%%EOF", WrongType),
    ("网页.jpg", PAGE.encode(), WrongType),
    ("巨图.png", files.png(height=50_000, width=50_000), WrongType),
    ("巨图.jpg", files.jpeg(height=50_000, width=50_000), WrongType),
    ("二进制.txt", bytes(range(256)) * 20, WrongType),
    ("无扩展名", b"abc", WrongType),
    ("空.txt", b"", EmptyFile),
]


@pytest.mark.parametrize(("name", "content"), TAKEN)
def test_an_honest_file_is_taken(name, content):
    checked = check_file(content, name=name, allowed=(*EVIDENCE, *DOCUMENTS))

    assert checked.extension == name.rsplit(".")[-1].lower()


@pytest.mark.parametrize(("name", "content", "refusal"), REFUSED)
def test_a_file_that_is_not_what_it_says_is_refused(name, content, refusal):
    with pytest.raises(refusal) as refused:
        check_file(content, name=name, allowed=(*EVIDENCE, *DOCUMENTS))

    assert refused.value.sentence.endswith("。")


def test_a_file_over_twenty_megabytes_is_refused():
    with pytest.raises(TooLarge):
        check_file(b"a" * (20 * 1024 * 1024 + 1), name="大.txt", allowed=DOCUMENTS)


def test_a_picture_is_no_document():
    with pytest.raises(WrongType):
        check_file(files.png(), name="截图.png", allowed=DOCUMENTS)


DTDS = [
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE w SYSTEM "http://127.0.0.1/x.dtd">',
    '<!DOCTYPE w [<!ENTITY % p SYSTEM "http://127.0.0.1/p">%p;]>',
    " " * 300_000 + "<!DOCTYPE w>",
    '<?xml version="1.0" encoding="UTF-7"?>',
    '<?xml version="1.0" encoding="cp037"?>',
]


@pytest.mark.parametrize("prolog", DTDS)
def test_xml_with_a_document_type_is_refused(prolog):
    with pytest.raises(Refusal) as refused:
        check_file(files.docx("字", prolog=prolog), name="a.docx", allowed=DOCUMENTS)

    assert isinstance(refused.value, ForbiddenMember)


def test_a_document_type_in_wide_characters_is_refused():
    wide = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")

    with pytest.raises(ForbiddenMember):
        check_file(files.docx("字", extra={"word/x.xml": wide}), name="a.docx", allowed=DOCUMENTS)


def test_a_link_within_an_archive_is_refused():
    link = zipfile.ZipInfo("word/link")
    link.external_attr = 0o120777 << 16

    with pytest.raises(ForbiddenMember):
        check_file(files.docx("字", extra={link: b"/etc/passwd"}), name="a.docx", allowed=DOCUMENTS)


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "..\\x", "C:x", "word/a.zip", "word/b.xlsx"])
def test_a_member_that_leaves_or_nests_is_refused(name):
    with pytest.raises(ForbiddenMember):
        check_file(files.docx("字", extra={name: b"x"}), name="a.docx", allowed=DOCUMENTS)


def test_a_nested_archive_under_another_name_is_refused():
    with pytest.raises(ForbiddenMember):
        check_file(files.docx("字", extra={"word/a.bin": files.docx("里")}), name="a.docx", allowed=DOCUMENTS)
