"""Tests of one database stay with that database; everything else runs on both."""

from __future__ import annotations

from django.conf import settings

SQLITE_ONLY = ["test_sqlite.py", "test_sources.py", "test_scope_raises.py", "test_the_table.py", "test_every_form.py"]
"""Of one database, of none, or (the forms) sent twice and compared row by row, where sequences of PostgreSQL differ."""
POSTGRESQL_ONLY = ["test_app_role.py"]
collect_ignore = POSTGRESQL_ONLY if settings.SQLITE else SQLITE_ONLY
