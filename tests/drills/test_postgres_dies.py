"""A36: SIGKILL of a whole PostgreSQL under write load loses nothing acknowledged; the site recovers by itself."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path

import psycopg
import pytest

from tests.drills.own_cluster import Cluster
from tests.drills.running_site import SignedIn, Site

WRITERS = ("ducha", "ducha2", "zonghe", "lianluo")
ROUNDS, ACKNOWLEDGED = 3, 200
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
MARKS = """
from bihuan.apps.desk.models import Suggestion
print(json.dumps([one.text for one in Suggestion._base_manager.all()]))
"""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    made = Cluster(Path(tempfile.mkdtemp(prefix="bihuan-pg-")))
    yield made
    made.end()


def _write(person: SignedIn, name: str, kept: set[str], ended: threading.Event) -> None:
    """Suggestions without a pause; what fails while the server is down is not acknowledged and is tried no more."""
    count = 0
    while not ended.is_set():
        mark = f"标记{name}-{count}"
        try:
            status, _ = person.post("/suggestions/new/", {"text": mark, "page": ""})
        except (OSError, HTTPException):
            status = 0
        if status == 302:
            kept.add(mark)
        else:
            time.sleep(0.2)
        count += 1


@pytest.mark.drill
def test_a_killed_server_loses_nothing_acknowledged(cluster, tmp_path):
    site = Site(tmp_path / "home", url=cluster.url)
    site.start()
    with psycopg.connect(cluster.url) as server:
        assert {name: server.execute(f"SHOW {name}").fetchone()[0] for name in DURABLE} == dict.fromkeys(DURABLE, "on")
    kept: set[str] = set()
    ended = threading.Event()
    people = [SignedIn(site, login) for login in WRITERS]
    threads = [threading.Thread(target=_write, args=(one, str(n), kept, ended)) for n, one in enumerate(people)]
    for thread in threads:
        thread.start()

    for round_ in range(1, ROUNDS + 1):
        while len(kept) < ACKNOWLEDGED * round_:
            time.sleep(0.02)
        cluster.kill()
        time.sleep(0.5)
        cluster.start()
    before = len(kept)
    while len(kept) < before + ACKNOWLEDGED // 4:
        time.sleep(0.02)
    ended.set()
    for thread in threads:
        thread.join(60)

    found, verified = site.says(MARKS), site.manage("verify_audit")
    site.kill()
    assert kept - set(found) == set()
    assert verified.returncode == 0, verified.stderr
