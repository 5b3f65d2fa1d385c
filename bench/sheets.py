"""Two hundred units send their month at once: is every row stored once, and how long does each wait?

Run: make bench-sheets [units items], on SQLite. The month's page and the Excel sheet, in one burst and within a minute.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import openpyxl
from lxml import html

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("BIHUAN_BENCH_PORT", "8191"))
UNITS, ITEMS = (int(each) for each in (sys.argv[1:3] if len(sys.argv) > 2 else ("200", "10")))
MINUTE = float(os.environ.get("BIHUAN_BENCH_SECONDS", "60"))
TEXT_COLUMN = 7
OUT = "/month/sheets/out/"


def main() -> None:
    """Make units with items in work, start the site, send everything, count what is stored."""
    home = os.environ.get("BIHUAN_BENCH_HOME") or tempfile.mkdtemp(prefix="bihuan-sheets-")
    os.environ |= {"BIHUAN_HOME": home, "BIHUAN_MODE": "demo", "BIHUAN_ADDRESS": f"127.0.0.1:{PORT}"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    cookies = _district()
    site = subprocess.Popen([sys.executable, "-m", "bihuan.config.serve"], cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        _wait()
        _run([Clerk(cookie) for cookie in cookies])
    finally:
        site.send_signal(signal.SIGINT)
        site.wait(30)


def _district() -> list[str]:
    """Units, each with a clerk and items in work; the cookies of the clerks' sessions."""
    from django.test import Client
    from django.utils import timezone

    from bihuan.apps.units import queries as units
    from bihuan.apps.work import actions
    from bihuan.base.actors import Actor
    from tests.support.builders import make_holder, make_unit

    now, day = timezone.now(), timezone.localdate()
    root = make_unit("启明区", kind="district")
    office = make_holder("督查", make_unit("督查室", under=root), "supervision")

    def actor(person: Any) -> Any:
        return Actor(units.viewer_of(person, on=day), address="127.0.0.1", request_id="bench")

    clerks = [make_holder(f"经办{place}", make_unit(f"第{place}局", under=root), "clerk") for place in range(UNITS)]
    with actions.batch(every=1000) as together:
        for clerk in clerks:
            for place in range(ITEMS):
                new = actions.NewItem(
                    kind="key_task",
                    title=f"第{place}项任务",
                    requirement="按期完成",
                    lead_unit_id=clerk.posts.get().unit_id,
                    due_on=day + timedelta(days=60),
                )
                item = together.draft(new, by=actor(office), now=now)
                plan = {"nodes": [actions.NodePlan("完成", day + timedelta(days=60))]}
                unit = {"unit": item.lead_unit_id, "due_on": item.due_on}
                for code, who, answers in (
                    ("register", office, {}),
                    ("dispatch", office, unit),
                    ("sign", clerk, {}),
                    ("plan", clerk, plan),
                ):
                    together.move(item.pk, code, version=item.version, answers=answers, by=actor(who), now=now)
    cookies = []
    Client().get("/login/")  # the middleware hears of sign-ins once it is loaded
    for clerk in clerks:
        clerk.password_set_at = now
        clerk.save()
        client = Client()
        client.force_login(clerk, backend="bihuan.base.login.PersonBackend")
        cookies.append("; ".join(f"{name}={each.value}" for name, each in client.cookies.items()))
    return cookies


class Clerk:
    """One signed-in clerk."""

    def __init__(self, cookie: str) -> None:
        self.cookie, self.body, self.kind, self.path = cookie, b"", "", ""

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, bytes, str]:
        """Status, body and where it leads."""
        web = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
        headers = {"Cookie": self.cookie, "Accept": "text/html"} | ({"Content-Type": kind} if kind else {})
        web.request(method, path, body or None, headers)
        answer = web.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or ():
            if line.startswith("csrf="):
                self.cookie += f"; {line.partition(';')[0]}"
        return answer.status, answer.read(), answer.headers.get("Location", "")

    def form(self, path: str, action: str) -> dict[str, str]:
        """The fields of the form that posts to an address, as the page gives them."""
        page = html.fromstring(self.ask("GET", path)[1].decode())
        posting = [each for each in page.forms if each.get("method") == "post"]
        form = next(each for each in posting if (each.get("action") or "").partition("?")[0] == action)
        return {name: value or "" for name, value in form.fields.items()}

    def send(self) -> int:
        """Post what was made ready; the answer's status."""
        status, _, self.path = self.ask("POST", self.path, self.body, self.kind)
        return status


def page_ready(clerk: Clerk) -> None:
    """The month's page with every item filled in."""
    fields = clerk.form("/month/", "")
    said = {name: "本月完成投资1亿元。" if name.startswith("text_") else value for name, value in fields.items()}
    said = {name: value for name, value in said.items() if not name.startswith("unchanged_")}
    clerk.body, clerk.kind, clerk.path = urlencode(said).encode(), "application/x-www-form-urlencoded", "/month/"


def sheet_ready(clerk: Clerk) -> None:
    """The Excel sheet, downloaded and filled in, ready to be returned."""
    out = clerk.form("/month/sheets/", OUT)
    kind = "application/x-www-form-urlencoded"
    status, content, _ = clerk.ask("POST", OUT, urlencode(out).encode(), kind)
    assert status == 200, status
    book = openpyxl.load_workbook(BytesIO(content))
    page = book.worksheets[0]
    for row in range(4, page.max_row + 1):
        page.cell(row, TEXT_COLUMN).value = f"表里报的第{row}行。"
    saved = BytesIO()
    book.save(saved)
    clerk.body, clerk.kind = _multipart(
        clerk.form(
            "/month/sheets/",
            "",
        ),
        saved.getvalue(),
    )
    clerk.path = "/month/sheets/"


def take_ready(clerk: Clerk) -> None:
    """What was looked at, ready to be taken."""
    fields = clerk.form(clerk.path, f"{clerk.path}take/")
    clerk.body, clerk.kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
    clerk.path += "take/"


def _multipart(fields: dict[str, str], content: bytes) -> tuple[bytes, str]:
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
        if name != "file"
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="m.xlsx"\r\n\r\n'.encode()
    return b"".join([*parts, head, content, f"\r\n--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


def _run(clerks: Sequence[Clerk]) -> None:
    print(f"{UNITS} units x {ITEMS} items, SQLite, load {os.getloadavg()[0]:.0f} on {os.cpu_count()} cores")
    print(f"{'what':<34}{'answers':<18}{'p50 s':>7}{'p95 s':>7}{'max s':>7}")
    half = len(clerks) // 2
    _all(clerks[:half], page_ready, spread=MINUTE, name=f"page, {half} within a minute", good=200)
    _all(clerks[half:], page_ready, spread=0, name=f"page, {len(clerks) - half} in one burst", good=200)
    stored = _stored()
    _all(clerks, sheet_ready, spread=MINUTE, name=f"sheet returned, {len(clerks)} within a minute", good=302)
    _until_read()
    _all(clerks, take_ready, spread=MINUTE, name=f"sheet taken, {len(clerks)} within a minute", good=302)
    print(f"page: {stored[0]} rows of {UNITS * ITEMS}, most for one item {stored[1]}")
    both = _stored()
    print(f"sheet: {both[0] - stored[0]} rows of {UNITS * ITEMS}, most for one item {both[1] - stored[1]}")


def _all(clerks: Sequence[Clerk], ready: Callable[[Clerk], None], *, spread: float, name: str, good: int) -> None:
    """Make everything ready, send it at its moment, tell how long each waited."""
    for clerk in clerks:
        ready(clerk)
    chance, start = random.Random(7), time.perf_counter() + 1
    waits: list[tuple[int, float]] = []

    def work(clerk: Clerk, at: float) -> None:
        time.sleep(max(0.0, at - time.perf_counter()))
        began = time.perf_counter()
        waits.append((clerk.send(), time.perf_counter() - began))

    threads = [threading.Thread(target=work, args=(each, start + chance.random() * spread)) for each in clerks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = sorted(wait for _, wait in waits)
    answers = f"{sum(status == good for status, _ in waits)} of {len(waits)}"
    p50, p95 = (seconds[int(len(seconds) * share)] for share in (0.5, 0.95))
    print(f"{name:<34}{answers:<18}{p50:>7.2f}{p95:>7.2f}{seconds[-1]:>7.2f}", flush=True)


def _stored() -> tuple[int, int]:
    """How many reports are kept, and the most that one item has."""
    from django.db.models import Count

    from bihuan.apps.work.models import Progress

    told = Progress.objects.unscoped("the bench counts all").filter(kind="progress")
    counts = told.values("item_id").annotate(count=Count("pk")).values_list("count", flat=True)
    return sum(counts), max(counts)


def _until_read() -> None:
    """Wait until the worker has read what came in while all places were taken."""
    from bihuan.apps.work.models import ReturnedSheet

    waiting = ReturnedSheet.objects.unscoped("the bench counts all").filter(state="waiting")
    print(f"waiting for the worker: {waiting.count()}")
    began = time.perf_counter()
    while waiting.exists() and time.perf_counter() - began < 300:
        time.sleep(0.5)


def _wait() -> None:
    for _ in range(600):
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=1).request("GET", "/login/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the site did not start")


if __name__ == "__main__":
    main()
