"""T paths (A49): what is kept lies under MEDIA_ROOT under a random name, and comes back only as a download."""

import os

import pytest

from bihuan.base import files
from bihuan.base.filetypes import shown_name


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


HOSTILE = [
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\windows.txt",
    "报告\0.txt",
    "报告\u202etxt.exe",
    "长" * 255 + ".docx",
    'a";\r\nSet-Cookie: x=1;.txt',
    "..",
    "",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_leads_out_of_the_folder(name, media):
    kept = files.keep(b"x", name=name)

    assert (media / kept.path).resolve().is_relative_to(media.resolve())
    assert not set("/\\\0\r\n\u202e") & set(kept.name)
    assert 0 < len(kept.name) <= 120


def test_a_file_is_kept_byte_for_byte_and_for_its_owner_only(media):
    kept = files.keep(b"\x00\xff\r\n", name="a.txt")

    assert files.read_kept(kept.path) == b"\x00\xff\r\n"
    assert os.stat(media / kept.path).st_mode & 0o777 == 0o600


def test_the_same_file_kept_twice_has_one_digest_and_two_places():
    first, second = files.keep(b"x", name="a.txt"), files.keep(b"x", name="a.txt")

    assert first.sha256 == second.sha256
    assert first.path != second.path


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "", "ab/../../x", "ab/" + "g" * 32])
def test_only_the_path_of_a_kept_file_opens(path):
    with pytest.raises(ValueError, match="not the path"):
        files.open_kept(path)


def test_a_download_keeps_the_chinese_name_and_is_never_shown_as_a_page():
    kept = files.keep(b"<script>alert(1)</script>", name="全区报告.html")

    response = files.download(kept.path, name=kept.name)

    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%85%A8")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert b"".join(response.streaming_content) == files.read_kept(kept.path)


def test_a_long_name_keeps_its_extension():
    assert shown_name("长" * 300 + ".docx").endswith("长.docx")
