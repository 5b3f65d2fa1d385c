"""Tests of one database stay with that database; everything else runs on both."""

from __future__ import annotations

from django.conf import settings

SQLITE_ONLY = ["test_sqlite.py", "test_full_disk.py", "test_sources.py", "test_the_table.py"]
"""Of one database, or of none."""
POSTGRESQL_ONLY = ["test_app_role.py"]
collect_ignore = POSTGRESQL_ONLY if settings.SQLITE else SQLITE_ONLY
