"""How fast are whole pages when an office works? 30 clients on the standard data, against 300 ms at the 95th centile.

Run: make bench-web: on SQLite, then on PostgreSQL (DATABASE_URL, or one of its own where none answers). Everything runs
on the loopback. BIHUAN_BENCH_HOME keeps the data for the next run, BIHUAN_BENCH_SIZE=small is for a first look.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.run import postgres, tool

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("BIHUAN_BENCH_PORT", "8190"))
CLIENTS, SECONDS, CLOSED_SECONDS = 30, 60, 20
LIMIT_MS, LIMIT_QUERIES = 300, 15
LOGINS = ("ducha", "ducha2", "zonghe", "lianluo", "fagaijuzhang", "quzhang", "zhenban", "tongji")
TICKS = os.sysconf("SC_CLK_TCK")
Times = dict[str, list[float]]


def main() -> None:
    """Each database in a process of its own, because Django is set up for one."""
    if "--one" in sys.argv:
        _one()
        return
    home = Path(os.environ.get("BIHUAN_BENCH_HOME") or tempfile.mkdtemp(prefix="bihuan-bench-"))
    _again(home / "sqlite", "")
    if not os.environ.get("DATABASE_URL") and not tool("pg_ctl"):
        print("no PostgreSQL here: apt install postgresql, or give DATABASE_URL")
        return
    with _server() as url:
        _again(home / "postgresql", url)


def _again(home: Path, url: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "BIHUAN_HOME": str(home), "DATABASE_URL": url}
    subprocess.run([sys.executable, "-m", "bench.web", "--one"], env=env, cwd=ROOT, check=True)


@contextlib.contextmanager
def _server() -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if given:
        yield given
        return
    with postgres() as url:
        yield url


def _one() -> None:
    """Make the data (once a home), count queries and processor time, run the open and the closed loop."""
    size = os.environ.get("BIHUAN_BENCH_SIZE", "standard")
    env = {**os.environ, "BIHUAN_MODE": "demo", "BIHUAN_ADDRESS": f"127.0.0.1:{PORT}"}
    database = "PostgreSQL" if env["DATABASE_URL"] else "SQLite"
    _manage("prepare", env=env)
    started = time.perf_counter()
    _manage("demo", "--size", size, "--if-empty", env=env)
    print(f"\n## {database}, {size} data, ready in {time.perf_counter() - started:.0f} s, {env['BIHUAN_HOME']}")
    os.environ.update(env)
    pages = _pages_and_queries()
    site = subprocess.Popen(
        [sys.executable, "-m", "bihuan.config.serve"],
        env=env,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait()
        _loops(pages, site.pid)
    finally:
        site.send_signal(signal.SIGINT)
        site.wait(15)


def _manage(*arguments: str, env: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _pages_and_queries() -> dict[str, list[str]]:
    """Addresses of each page a login may open, and the queries that each page costs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from bihuan.apps.units import queries as units
    from bihuan.apps.work.models import Item

    pages: dict[str, list[str]] = {}
    print(f"queries and processor ms a page in one process (limit {LIMIT_QUERIES} queries), load {_load()}:")
    for login in LOGINS:
        person = units.person_of(login)
        client = Client(SERVER_NAME="127.0.0.1")
        client.get(reverse("units:sign_in"))  # the middleware hears of sign-ins once it is loaded
        client.force_login(person, backend="bihuan.base.login.PersonBackend")
        visible = Item.objects.visible_to(units.viewer_of(person, on=_today()))
        known = list(visible.order_by("pk").values_list("pk", flat=True))
        items = known[:: len(known) // 200 + 1]
        pages[login] = [reverse("desk:home"), reverse("work:items"), *(reverse("work:item", args=[pk]) for pk in items)]
        counts, spent = {}, {}
        for page, name in zip(pages[login][:3], ("desk", "list", "item"), strict=False):
            client.get(page)
            with CaptureQueriesContext(
                connection,
            ) as caught:
                assert client.get(page).status_code == 200, page
            counts[name] = len(caught)
            spent[name] = _processor_ms(client, page)
        print(f"  {login:<13}" + "  ".join(f"{name} {counts[name]} {spent[name]:5.1f} ms" for name in counts))
    return pages


def _processor_ms(client: Any, page: str) -> float:
    """What a page costs this process, the third best of ten; on PostgreSQL without the server's part."""
    costs = []
    for _ in range(10):
        began = time.process_time()
        client.get(page)
        costs.append((time.process_time() - began) * 1000)
    return sorted(costs)[2]


def _load() -> str:
    """Processes that wanted a core in the last minute, this bench among them."""
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _site_seconds(root: int) -> float:
    """Processor seconds of the web processes so far, and of the PostgreSQL processes that serve them."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(") ")[2].split()
            name = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            parents[int(folder.name)] = (int(fields[1]), name, (int(fields[11]) + int(fields[12])) / TICKS)
    database = os.environ.get("DATABASE_URL", "").rpartition("/")[2] or "no database"
    return sum(
        seconds
        for pid, (_, name, seconds) in parents.items()
        if ("granian" in name and _descends(pid, root, parents)) or (name.startswith("postgres: ") and database in name)
    )


def _descends(pid: int, root: int, parents: dict[int, tuple[int, str, float]]) -> bool:
    while pid in parents and pid != root:
        pid = parents[pid][0]
    return pid == root


def _today() -> object:
    from django.utils import timezone

    return timezone.localdate()


def _wait() -> None:
    for _ in range(300):
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=1).request("GET", "/login/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the site did not start")


class Browser:
    """One signed-in client on one connection."""

    def __init__(self, login: str) -> None:
        self.web = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        self.cookies: dict[str, str] = {}
        page = self.get("/login/")[1]
        token = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, "the sign-in page has a form"
        form = {"username": login, "password": "Qiming-2026", "csrfmiddlewaretoken": token.group(1).decode()}
        status = self._send("POST", "/login/", urlencode(form))[0]
        assert status == 302, f"{login} signs in: {status}"
        self.web.close()  # the others take their time to sign in; an idle connection would be closed by the site

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page."""
        return self._send("GET", path)

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept": "text/html"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        self.web.request(method, path, body, headers)
        answer = self.web.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer.status, answer.read()


def _loops(pages: dict[str, list[str]], site: int) -> None:
    browsers = [(Browser(login), pages[login]) for login in (LOGINS * CLIENTS)[:CLIENTS]]
    for title, seconds, gap in (("one request a second each", SECONDS, 1.0), ("closed loop", CLOSED_SECONDS, 0.0)):
        times: Times = defaultdict(list)
        errors: list[int] = []
        threads = [
            threading.Thread(target=_work, args=(browser, addresses, seconds, gap, times, errors, number))
            for number, (browser, addresses) in enumerate(browsers)
        ]
        started, before = time.perf_counter(), _site_seconds(site)
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took, spent = time.perf_counter() - started, _site_seconds(site) - before
        _print(title, times, errors, took, spent)


def _work(
    browser: Browser, addresses: list[str], seconds: float, gap: float, times: Times, errors: list[int], seed: int
) -> None:
    chance = random.Random(seed)
    end = time.perf_counter() + seconds
    due = time.perf_counter() + chance.random() * gap
    while due < end and time.perf_counter() < end:
        time.sleep(max(0.0, due - time.perf_counter()))
        kind = chance.choice(("desk", "list", "item"))
        path = {"desk": addresses[0], "list": addresses[1]}.get(kind) or chance.choice(addresses[2:] or addresses[:1])
        began = max(due, 0.0) if gap else time.perf_counter()
        status, _ = browser.get(path)
        times[kind].append((time.perf_counter() - began) * 1000)
        if status != 200:
            errors.append(status)
        due += gap


def _print(title: str, times: Times, errors: list[int], seconds: float, spent: float) -> None:
    everything = [ms for values in times.values() for ms in values]
    rate = len(everything) / seconds
    print(f"\n{title}: {CLIENTS} clients, {len(everything)} pages in {seconds:.0f} s, {rate:.1f} a second")
    each = spent * 1000 / len(everything)
    print(f"errors: {len(errors)}; load {_load()}; processor of site and database: {each:.1f} ms a page")
    print(f"{'page':<6}{'count':>7}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'p95 / limit':>13}")
    for kind, values in {**times, "all": everything}.items():
        row = sorted(values)
        p95 = row[int(len(row) * 0.95)]
        print(f"{kind:<6}{len(row):>7}{row[len(row) // 2]:>9.0f}{p95:>9.0f}{row[-1]:>9.0f}{p95 / LIMIT_MS:>13.2f}")


if __name__ == "__main__":
    main()
