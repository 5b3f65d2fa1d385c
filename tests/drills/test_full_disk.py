"""A37: a file system of its own runs full under the running site, database and files on it, and is given room again."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from tests.drills.own_cluster import Cluster
from tests.drills.running_site import SignedIn, Site

MEGABYTES = {"sqlite": 64, "postgresql": 256}
PAGES = ("/", "/items/", "/inbox/", "/documents/", "/suggestions/", "/help/")
TRIES, AGAIN_WITHIN = 200, 10.0
MARKS = """
from bihuan.apps.desk.models import Suggestion
print(json.dumps([one.text for one in Suggestion._base_manager.all()]))
"""

pytestmark = [
    pytest.mark.drill,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root mounts a file system"),
]


@pytest.fixture
def disk() -> Iterator[Path]:
    """A file system in memory, of the row's size, where the server's account may go."""
    folder = Path(tempfile.mkdtemp(prefix="bihuan-disk-"))
    size = MEGABYTES["sqlite" if settings.SQLITE else "postgresql"]
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m,mode=755", "bihuan-drill", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
    folder.rmdir()


@pytest.fixture
def site(disk: Path) -> Iterator[Site]:
    """A site whose home is on that disk, and on PostgreSQL the whole server too."""
    cluster = None if settings.SQLITE else small_cluster(disk / "server")
    made = Site(disk / "home", url=cluster.url if cluster else "")
    made.start()
    yield made
    made.kill()
    if cluster:
        cluster.end()


def small_cluster(folder: Path) -> Cluster:
    """A server whose log of changes does not take the disk for itself."""
    folder.mkdir()
    cluster = Cluster(folder)
    with psycopg.connect(f"{cluster.url.rpartition('/')[0]}/postgres", autocommit=True) as server:
        server.execute("ALTER SYSTEM SET max_wal_size = '64MB'")
        server.execute("ALTER SYSTEM SET min_wal_size = '48MB'")
        server.execute("SELECT pg_reload_conf()")
    return cluster


def fill(disk: Path) -> Path:
    """Take all that is still free; returns the file to be thrown away."""
    ballast = disk / "ballast"
    with ballast.open("ab", buffering=0) as file, suppress(OSError):
        while file.write(b"\0" * 65536):
            pass
    return ballast


def words() -> str:
    """Words that no database packs."""
    return "".join(chr(random.randrange(0x4E00, 0x9FA0)) for _ in range(1800))


def suggest(person: SignedIn) -> tuple[str, int, str]:
    text = words()
    return (text, *person.post("/suggestions/new/", {"text": text, "page": ""}))


def test_a_full_disk_is_a_sentence_and_the_site_goes_on_with_room(site: Site, disk: Path) -> None:
    writer, reader = SignedIn(site, "ducha"), SignedIn(site, "zonghe")
    kept = {suggest(writer)[0] for _ in range(3)}
    ballast = fill(disk)

    for _ in range(TRIES):
        text, status, page = suggest(writer)
        if status != 302:
            break
        kept.add(text)
    fill(disk)
    read = [reader._send("GET", address)[0] for address in PAGES]
    again = [suggest(writer)[1] for _ in range(5)]
    ballast.unlink()
    freed = time.monotonic()
    while (last := suggest(writer))[1] != 302 and time.monotonic() < freed + 3 * AGAIN_WITHIN:
        time.sleep(0.2)
    waited = time.monotonic() - freed
    kept.add(last[0])

    assert (status, "磁盘已满" in page) == (507, True)
    assert read == [200] * len(PAGES)
    assert set(again) <= {302, 507}
    assert waited < AGAIN_WITHIN
    assert site.process is not None
    assert site.process.poll() is None
    assert kept - set(site.says(MARKS)) == set()
    for check in ("verify_audit", "fsck_files"):
        told = site.manage(check)
        assert told.returncode == 0, told.stdout + told.stderr
