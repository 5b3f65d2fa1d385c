"""One form sent many times at once is one decision; one file sent many times at once is one document (A26)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from bihuan.apps.documents import models, queries
from bihuan.apps.units import queries as units
from tests.apps.documents.conftest import REPORT
from tests.support import prepared
from tests.support.builders import viewer
from tests.support.cast import make_cast

TIMES = 20


@pytest.fixture
def cast(django_db_blocker, tmp_path):
    """The cast in a database of its own, on the disk, so that every thread meets the others there."""
    with (
        django_db_blocker.unblock(),
        prepared.copied(prepared.master(), tmp_path) as name,
        prepared.using_database(name),
    ):
        yield make_cast()


def at_once(times: int, act: Callable[[int], object]) -> list[object]:
    """Do something many times at the same moment; each in a thread with its own connection."""

    def closing(number: int) -> object:
        try:
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(closing, range(times)))


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="bihuan.base.login.PersonBackend")
    return client


def test_twenty_posts_of_one_form_are_one_decision(report, rows, cast):
    client = signed_in(cast.supervisor)
    url, form = f"/documents/candidates/{rows[0].pk}/reject/", {"version": 1, "form_key": "one"}

    def send(_number: int) -> tuple[int, str]:
        answer = Client(headers={"cookie": client.cookies.output(header="", sep=";").strip()}).post(url, form)
        return answer.status_code, answer["Location"]

    answers = at_once(TIMES, send)

    assert len(set(answers)) == 1
    assert units.timeline("candidate", [rows[0].pk]).count() == 1


def test_one_file_sent_at_once_is_one_document(cast, settings):
    client = signed_in(cast.supervisor)

    def send(_number: int) -> str:
        sender = Client(headers={"cookie": client.cookies.output(header="", sep=";").strip()})
        return sender.post("/documents/new/", {"pasted": REPORT, "kind": "report"})["Location"]

    places = at_once(6, send)

    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert len(set(places)) == len(kept) == 1
    assert models.Document.objects.visible_to(viewer(cast.supervisor)).count() == 1
    assert queries.library(viewer(cast.supervisor)).count() == 1
