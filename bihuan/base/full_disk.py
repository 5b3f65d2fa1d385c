"""A full disk: what was being written is refused in a sentence, reading goes on (磁盘已满)."""

from __future__ import annotations

import errno
import sqlite3

from django.db import DatabaseError

from bihuan.base.refusals import Refusal

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
POSTGRESQL_FULL = "53100"


class DiskFull(Refusal):
    """Nothing more can be kept; nothing that was kept is lost."""

    status = 507

    def __init__(self) -> None:
        super().__init__("服务器磁盘已满，这次填写的内容没有保存；已保存的内容完好，仍可查看。请告知系统管理员。")


def is_full(failure: BaseException) -> bool:
    """Whether something failed because the disk is full."""
    if isinstance(failure, OSError):
        return failure.errno in NO_ROOM
    if not isinstance(failure, DatabaseError):
        return False
    cause = failure.__cause__
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    return code == sqlite3.SQLITE_FULL or getattr(cause, "sqlstate", "") == POSTGRESQL_FULL
