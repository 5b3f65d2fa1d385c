"""A backup restores whole, or is refused before anything is touched."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bihuan.base import backups

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
KNOWN = {"units.0001_initial"}


@pytest.fixture
def source(tmp_path: Path) -> backups.Source:
    files = tmp_path / "home" / "files"
    files.mkdir(parents=True)
    (files / "a1b2").write_bytes("季度佐证材料".encode() * 1000)
    database = tmp_path / "home" / "live.sqlite3"
    with sqlite3.connect(database) as live:
        live.execute("CREATE TABLE item (name TEXT)")
        live.execute("INSERT INTO item VALUES ('建立政策库')")
    live.close()
    return backups.Source("sqlite", str(database), files, "0.1.0", sorted(KNOWN), (7, "ab" * 32))


@pytest.fixture
def backup(source: backups.Source, tmp_path: Path) -> Path:
    path = tmp_path / "made.tar"
    backups.write_backup(source, to=path, made_at=NOW)
    return path


def restore(backup: Path, to: Path, known: set[str] = KNOWN) -> backups.Manifest:
    return backups.restore_backup(backup, to=to, database_url=None, known_migrations=known)


def test_a_backup_restores_rows_files_and_the_head(backup: Path, tmp_path: Path) -> None:
    manifest = restore(backup, tmp_path / "new")

    live = sqlite3.connect(tmp_path / "new" / "bihuan.sqlite3")
    rows = live.execute("SELECT name FROM item").fetchall()
    live.close()
    assert rows == [("建立政策库",)]
    assert (tmp_path / "new" / "files" / "a1b2").read_bytes() == "季度佐证材料".encode() * 1000
    assert manifest.head == (7, "ab" * 32)


def test_a_file_that_is_still_being_written_does_not_spoil_the_backup(source, tmp_path, monkeypatch):
    late = source.files / "late"
    late.write_bytes(b"half")
    add = backups._add

    def slow(tar, name, path):
        if path == late:
            late.write_bytes(b"half and the rest")
        return add(tar, name, path)

    monkeypatch.setattr(backups, "_add", slow)
    backups.write_backup(source, to=tmp_path / "made.tar", made_at=NOW)

    restore(tmp_path / "made.tar", tmp_path / "new")
    assert (tmp_path / "new" / "files" / "late").read_bytes() == b"half and the rest"


def test_a_file_that_goes_meanwhile_is_left_out(source, tmp_path, monkeypatch):
    monkeypatch.setattr(backups, "_files_below", lambda folder: [("gone", folder / "gone")])

    manifest = backups.write_backup(source, to=tmp_path / "made.tar", made_at=NOW)

    assert list(manifest.members) == ["database"]


def test_a_full_disk_is_a_sentence_and_leaves_nothing_behind(source, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    (source.files / "large").write_bytes(b"x" * 200_000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(backups.BackupRefused, match="备份未写成"):
            backups.write_backup(source, to=folder / "made.tar", made_at=NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert list(folder.iterdir()) == []


def test_a_backup_is_readable_by_its_owner_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_flipped_byte_is_refused_before_anything_is_written(backup: Path, tmp_path: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[data.index("季度佐证材料".encode()) + 3] ^= 1
    backup.write_bytes(data)

    with pytest.raises(backups.BackupRefused, match=r"files/a1b2.*已损坏"):
        restore(backup, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("kept", [0, 100, 3000, 12000])
def test_a_cut_backup_is_refused(backup: Path, tmp_path: Path, kept: int) -> None:
    backup.write_bytes(backup.read_bytes()[:kept])

    with pytest.raises(backups.BackupRefused, match="现有数据未改动"):
        restore(backup, tmp_path / "new")


def test_a_backup_of_a_newer_version_is_refused(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(backups.BackupRefused, match=r"由0\.1\.0版制作"):
        restore(backup, tmp_path / "new", known=set())


def test_a_folder_in_use_is_not_written_over(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "kept").write_text("还在")

    with pytest.raises(backups.BackupRefused, match="不是空的"):
        restore(backup, tmp_path / "old")
    assert (tmp_path / "old" / "kept").read_text() == "还在"


def test_where_there_is_no_database_the_command_says_which_place_it_looked_at(tmp_path):
    env = {**os.environ, "BIHUAN_MODE": "office", "BIHUAN_HOME": str(tmp_path / "empty"), "DATABASE_URL": ""}
    env["DJANGO_SETTINGS_MODULE"] = "bihuan.config.settings"

    told = subprocess.run([sys.executable, "manage.py", "backup"], env=env, capture_output=True, text=True, check=False)

    assert told.returncode == 1
    assert f"{tmp_path / 'empty'} 中没有数据库" in told.stderr
