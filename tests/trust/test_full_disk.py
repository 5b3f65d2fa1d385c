"""A full disk is a sentence; reading goes on, nothing is spoilt, and writing works again once there is room (A37)."""

from __future__ import annotations

import errno
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from bihuan.apps.desk.models import Suggestion
from bihuan.apps.units import queries
from bihuan.base import files
from bihuan.config.sessions import SEEN

LONG = "意见" * 900


@contextmanager
def full_database():
    """The database may not grow by a page, and what earlier tests left free in it is used up."""
    with connection.cursor() as cursor:
        most = _pragma(cursor, "max_page_count")
        cursor.execute("CREATE TABLE ballast (weight BLOB)")
        room = _pragma(cursor, "freelist_count") * _pragma(cursor, "page_size")
        cursor.execute("INSERT INTO ballast VALUES (zeroblob(%s))", [room])
        cursor.execute(f"PRAGMA max_page_count = {_pragma(cursor, 'page_count')}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {most}")


def _pragma(cursor, name):
    return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def suggest(client):
    return client.post("/suggestions/new/", {"text": LONG, "page": "/"})


def fill_up(client):
    """Use up what room the last pages have; the answer that says so."""
    return next(answer for answer in (suggest(client) for _ in range(50)) if answer.status_code != 302)


def test_a_full_database_is_a_sentence_and_works_again_with_room(cast, client_of):
    client = client_of(cast.lead_clerk)
    with full_database():
        refused = fill_up(client)
        kept = Suggestion.objects.unscoped("test").count()

    assert (refused.status_code, "磁盘已满" in refused.content.decode()) == (507, True)
    assert suggest(client).status_code == 302
    assert Suggestion.objects.unscoped("test").count() == kept + 1
    assert queries.first_break() is None


def test_reading_goes_on_while_the_database_is_full(cast, client_of):
    client = client_of(cast.lead_clerk)
    with full_database():
        fill_up(client)
        session = client.session
        session[SEEN] -= 100
        session.save()

        assert [client.get(page).status_code for page in ("/", "/items/", "/suggestions/", "/help/")] == [200] * 4


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_no_room_for_a_file_is_a_sentence_and_leaves_no_piece_of_it(
    cast, client_of, monkeypatch, settings, tmp_path, code
):
    def fail(*_, **__):
        raise OSError(code, "no room")

    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(files.os, "fsync", fail)
    report = SimpleUploadedFile("报告.txt", "全区经济工作会议召开。".encode())

    answer = client_of(cast.supervisor).post(reverse("documents:upload"), {"file": report, "kind": "report"})

    assert answer.status_code == 507
    assert "磁盘已满" in answer.content.decode()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
