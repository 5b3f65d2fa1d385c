"""`manage.py fsck_files`: does every row have its file, as it was kept (附件核对)."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from bihuan.base.file_check import check_files


class Command(BaseCommand):
    """Names missing and altered files and ends with 1; files without a row are counted, they harm nothing."""

    help = "核对附件：每条记录的文件都在且未被改动"

    def handle(self, *_: Any, **__: Any) -> None:
        """Run the check."""
        found = check_files()
        for word, paths in (("缺少", found.missing), ("被改动", found.altered)):
            for path in paths:
                self.stderr.write(f"{word}：{path}")
        spare = f"，另有{len(found.orphans)}个文件没有记录(未办成的上传留下，无害)" if found.orphans else ""
        if not found.holds:
            self.stderr.write("附件核对未通过。请从最近的备份找回上列文件。")
            sys.exit(1)
        self.stdout.write(f"附件相符：共{found.rows}个{spare}。")
