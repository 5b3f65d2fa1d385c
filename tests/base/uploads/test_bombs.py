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


BOMBS = [wide_bomb, many_members, heavy_bomb, lying_header, overlapping]


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda make: make.__name__)
def test_a_bomb_is_refused_within_two_seconds_of_work_and_little_memory(bomb, settings, tmp_path):
    settings.HOME = tmp_path
    content = bomb()

    answer = in_child("tests.base.uploads.work_in_child:weigh", content, name="a.docx")

    assert answer["refusal"] in ("PackedBomb", "BrokenArchive")
    assert answer["seconds"] < 2
    assert answer["kilobytes"] < 200 * 1024
