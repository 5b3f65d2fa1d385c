"""Every row that names a file has it, as it was kept (A38)."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from bihuan.base import files
from bihuan.base.file_check import check_files
from tests.support.builders import NOW
from tests.support.documents import make_document
from tests.support.items import make_item


@pytest.fixture
def attached(cast, settings, tmp_path):
    """A document and an attachment with their files, in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    make_document(cast.units.lead)
    file = files.keep(b"evidence", name="a.txt")
    said = {"name": file.name, "path": file.path, "digest": file.sha256, "size": file.size}
    make_item(cast).attachments.create(at=NOW, by_name="某人", **said)
    return settings.MEDIA_ROOT / file.path


def test_files_that_are_there_hold_and_spare_ones_are_counted(attached, capsys):
    files.keep(b"spare", name="b.txt")

    call_command("fsck_files")

    assert "共2个，另有1个文件没有记录" in capsys.readouterr().out


def test_a_missing_file_is_named(attached, capsys):
    attached.unlink()

    with pytest.raises(SystemExit):
        call_command("fsck_files")

    assert f"缺少：{attached.parent.name}/{attached.name}" in capsys.readouterr().err


def test_an_altered_file_is_named(attached):
    attached.write_bytes(b"evidencE")

    assert check_files().altered == (f"{attached.parent.name}/{attached.name}",)
