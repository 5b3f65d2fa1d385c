#!/usr/bin/env python
"""Management commands."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError


def main() -> None:
    """Run the command; where there is no database yet, say so."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, ProgrammingError) as failure:
        if sentence := _missing_database():
            sys.exit(f"{sentence}（{failure}）")
        raise


def _missing_database() -> str:
    """What to do where no database is there yet, or none answers; empty where there is one."""
    from django.conf import settings
    from django.db import connection

    try:
        if connection.introspection.table_names():
            return ""
    except OperationalError:
        return "连不上数据库。请查看 DATABASE_URL 写得对不对、数据库服务是否在运行。"
    where = "请用 BIHUAN_MODE、BIHUAN_HOME、DATABASE_URL 指明是哪一处，或先运行 make run 或 make office。"
    return f"{settings.HOME} 中还没有数据库。{where}"


if __name__ == "__main__":
    main()
