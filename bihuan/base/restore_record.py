"""The dated record of restores and their trials (恢复记录): an office is asked to show a recent one (等保 L3-29)."""

from __future__ import annotations

import csv
import getpass
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bihuan.base.backups import Manifest

NAME = "restores.csv"
COLUMNS = ("开始时间", "备份文件", "备份时间", "审计至事件", "附件数", "用时（秒）", "操作账号", "结果")
GOOD, BROKEN_OFF = "已恢复，审计链核对通过", "中途停止"


@dataclass(frozen=True, slots=True)
class Restore:
    """One restore that was tried; of a refused backup the manifest is unknown (一次恢复)."""

    backup: Path
    began: datetime
    took: timedelta
    result: str
    manifest: Manifest | None = None

    def row(self) -> tuple[str, ...]:
        """As the record shows it; what is not known is 暂无."""
        known = self.manifest
        of_backup = (known.made_at, str(known.head[0]), str(len(known.members) - 1)) if known else ("暂无",) * 3
        seconds = f"{self.took.total_seconds():.0f}"
        began = f"{self.began:%Y-%m-%d %H:%M:%S %z}"
        return (began, str(self.backup.resolve()), *of_backup, seconds, _account(), self.result)


def keep(restore: Restore, *, homes: Iterable[Path]) -> list[Path]:
    """Add a line to the record in each of these homes that exists; the records written."""
    records = [home / NAME for home in homes if home.is_dir()]
    for record in records:
        _add(record, restore.row())
    return records


def _add(record: Path, row: Iterable[str]) -> None:
    is_new = not record.exists()
    with record.open("a", encoding="utf-8-sig" if is_new else "utf-8", newline="") as file:
        if is_new:
            record.chmod(0o600)
            csv.writer(file).writerow(COLUMNS)
        csv.writer(file).writerow(row)
        file.flush()
        os.fsync(file.fileno())


def _account() -> str:
    """The account of the machine; its number where it has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
