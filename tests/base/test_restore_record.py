"""The dated record of restores, which an office has to show (A40)."""

import csv
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bihuan.base.backups import Manifest
from bihuan.base.restore_record import GOOD, NAME, Restore, keep

BEGAN = datetime(2026, 11, 25, 23, 5, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
MADE = Manifest(1, "0.1.0", "2026-11-25T22:00:00+08:00", "sqlite", [], (812, "ab"), {"database": "x", "files/a": "y"})


def lines(home):
    with (home / NAME).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_restore_is_a_dated_line_also_one_that_was_refused(tmp_path):
    good = Restore(Path("/backups/a.tar"), BEGAN, timedelta(seconds=15.4), GOOD, MADE)
    refused = Restore(Path("/backups/b.tar"), BEGAN, timedelta(seconds=1), "备份已损坏，请换用另一份。")

    for each in (good, refused):
        keep(each, homes=[tmp_path])

    first, second = lines(tmp_path)
    assert (first["开始时间"], first["审计至事件"], first["附件数"]) == ("2026-11-25 23:05:09 +0800", "812", "1")
    assert (first["用时（秒）"], first["结果"]) == ("15", GOOD)
    assert (second["备份文件"], second["备份时间"], second["结果"]) == ("/backups/b.tar", "暂无", refused.result)


def test_the_record_is_kept_in_each_home_that_exists_and_for_its_owner_only(tmp_path):
    home, absent = tmp_path / "home", tmp_path / "absent"
    home.mkdir()

    kept = keep(Restore(Path("/a.tar"), BEGAN, timedelta(), GOOD, MADE), homes=[home, absent])

    assert kept == [home / NAME]
    assert (home / NAME).stat().st_mode & 0o777 == 0o600
    assert not absent.exists()
