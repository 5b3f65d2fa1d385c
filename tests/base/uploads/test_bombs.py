"""T bombs (A44): archives that unpack to far more than they weigh are refused quickly and in little memory."""

import io
import struct
import zipfile

import pytest

from bihuan.base.uploads import in_child
from tests.support import files


def zeros(megabytes):
    return b"\0" * (megabytes * 1024 * 1024)


def wide_bomb():
    return files.docx("字", extra={"word/a.xml": zeros(60)})


def many_members():
    return files.docx("字", extra={f"word/{number}.xml": b"" for number in range(2100)})


def heavy_bomb():
    return files.docx("字", extra={f"word/{number}.xml": zeros(30) for number in range(8)})


def lying_header():
    """The directory says that the member has ten bytes."""
    bomb = bytearray(wide_bomb())
    said = struct.pack("<I", 60 * 1024 * 1024)
    place = bomb.find(said)
    while place >= 0:
        bomb[place : place + 4] = struct.pack("<I", 10)
        place = bomb.find(said, place)
    return bytes(bomb)


def overlapping():
    """Many directory entries that share one body."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", zeros(5))
        shared = archive.filelist[0]
        for number in range(200):
            twin = zipfile.ZipInfo(f"word/{number}.xml")
            for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(twin, name, getattr(shared, name))
            archive.filelist.append(twin)
    return buffer.getvalue()


def nested():
    """An archive within an archive, under another name."""
    return files.docx("字", extra={"word/a.bin": files.docx("里", extra={"word/a.xml": zeros(60)})})


def fat_cell():
    """A workbook of some hundred kilobytes with one cell of sixty megabytes."""
    cell = b"<worksheet><sheetData><row><c t='inlineStr'><is><t>" + b"a" * (60 * 1024 * 1024)
    return files.packed(
        {"[Content_Types].xml": files.CONTENT_TYPES, "xl/workbook.xml": "<workbook/>", "xl/a.xml": cell}
    )


def flat_zip():
    """No document at all: an archive of zeros."""
    return files.packed({f"{number}.txt": zeros(30) for number in range(8)})


BOMBS = [
    *((make, "a.docx") for make in (wide_bomb, many_members, heavy_bomb, lying_header, overlapping, nested)),
    (fat_cell, "a.xlsx"),
    (flat_zip, "a.docx"),
    (flat_zip, "a.xlsx"),
]


@pytest.mark.parametrize(("bomb", "name"), BOMBS)
def test_a_bomb_is_refused_within_two_seconds_of_work_and_little_memory(bomb, name, settings, tmp_path):
    settings.HOME = tmp_path
    content = bomb()

    answer = in_child("tests.base.uploads.work_in_child:weigh", content, name=name)

    assert answer["refusal"] in ("PackedBomb", "BrokenArchive", "ForbiddenMember", "WrongType")
    assert answer["seconds"] < 2
    assert answer["kilobytes"] < 200 * 1024
