"""How fast is the wall chart of 500 projects: the server, and the first paint in a browser, against 2 s (B25)?

Run: make bench-wall. Makes a small demonstration with 500 projects of 22 nodes each, half of them begun, then opens
`/projects/wall/` at each zoom in Chromium, and prints it as A3. BIHUAN_BENCH_HOME keeps the data for the next run.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("BIHUAN_BENCH_PORT", "8191"))
PROJECTS, RUNS, LIMIT_MS = 500, 5, 2000
CHROMIUM = os.environ.get("BIHUAN_CHROMIUM", "/usr/bin/chromium")
CITY = ("城东", "滨河", "开元", "青石", "双桥", "临港", "望山", "高新")
WHAT = (
    "智能传感器",
    "新能源汽车电驱动总成",
    "高端装备关键零部件",
    "绿色建材",
    "生物医药中间体",
    "冷链物流",
    "数字产业园标准厂房",
    "再生资源综合利用",
)
KIND = ("生产线项目", "产业基地项目", "扩能改造项目", "研发及制造一体化项目")
LEADERS = ("赵明川", "钱思远", "孙立行", "李若谷")


def main() -> None:
    """The data in a process of its own, because Django is set up for one home."""
    if "--fill" in sys.argv:
        fill(int(sys.argv[-1]))
        return
    home = Path(os.environ.get("BIHUAN_BENCH_HOME") or tempfile.mkdtemp(prefix="bihuan-wall-"))
    env = {**os.environ, "BIHUAN_HOME": str(home), "BIHUAN_MODE": "demo", "BIHUAN_ADDRESS": f"127.0.0.1:{PORT}"}
    for each in (("prepare",), ("demo", "--size", "small", "--if-empty")):
        subprocess.run([sys.executable, "manage.py", *each], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    command = [sys.executable, "-m", "bench.wall", "--fill", str(PROJECTS)]
    signed = subprocess.run(command, env=env, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    site = subprocess.Popen([sys.executable, "-m", "bihuan.config.serve"], env=env, cwd=ROOT, start_new_session=True)
    try:
        _wait()
        _measure(*signed.split("=", 1))
    finally:
        site.terminate()
        site.wait(15)


def fill(count: int) -> None:
    """So many projects, with promises, and nodes that have happened; prints the cookie of somebody signed in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from bihuan.apps.projects.models import Project

    have = Project.objects.unscoped("bench: how many there are").count()
    chance = random.Random(7)
    with transaction.atomic():
        for number in range(have, count):
            _one(number, chance)
    print(_cookie())


def _cookie() -> str:
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    from bihuan.apps.units import queries as units

    client = Client(SERVER_NAME="127.0.0.1")
    client.get(reverse("units:sign_in"))  # the middleware hears of sign-ins once it is loaded
    client.force_login(units.person_of("ducha"), backend="bihuan.base.login.PersonBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _one(number: int, chance: random.Random) -> None:
    from django.utils import timezone

    from bihuan.apps.projects import actions
    from bihuan.apps.projects.models import ActivityFact, Promise, TeamMember
    from bihuan.apps.units import queries as units
    from bihuan.base.actors import Actor

    now, today = timezone.now(), timezone.localdate()
    person = units.person_of("ducha")
    viewer = units.viewer_of(person, on=today)
    unit = chance.choice([pk for _, many in units.unit_choices(today)[2:] for pk, _ in many])
    name = f"{chance.choice(CITY)}{chance.choice(WHAT)}{chance.choice(KIND)}（{number + 1}号）"
    new = actions.NewProject(
        name=name,
        lead_unit_id=unit,
        procedure=chance.choice(("filing", "filing", "approval")),
        environment_class="报告表",
        energy_review=chance.random() < 0.5,
    )
    row = actions.register_project(new, by=Actor(viewer), now=now, key=f"wall-{number}")
    signed: dict[str, Any] = {"project": row, "at": now, "by_id": person.pk, "by_name": "系统"}
    TeamMember.objects.create(role="leader", name=chance.choice(LEADERS), from_on=today, **signed)
    if chance.random() < 0.9:
        Promise.objects.create(
            version=1, promised_on=today + timedelta(chance.randint(400, 900)), event_seq=number, **signed
        )
    day = today - timedelta(chance.randint(20, 300))
    for activity in ("filing", "land_prereview", "land_transfer", "scheme")[: chance.randint(0, 4)]:
        end = min(day + timedelta(chance.randint(3, 60)), today)
        is_done = end < today
        ActivityFact.objects.create(
            activity=activity,
            version=1,
            started_on=day,
            finished_on=end if is_done else None,
            event_seq=number,
            **signed,
        )
        day = end
        if not is_done:
            break


def _wait() -> None:
    import http.client

    for _ in range(150):
        try:
            link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
            link.request("GET", "/")
            link.getresponse().read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the site did not start")


def _measure(name: str, value: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, base_url=f"http://127.0.0.1:{PORT}")
        page.context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{PORT}"}])
        print(f"{PROJECTS} projects, load {os.getloadavg()[0]:.1f}; ms, median of {RUNS} (limit {LIMIT_MS})")
        print(f"{'zoom':<10}{'answer':>8}{'paint':>8}{'ready':>8}{'kB':>8}")
        for zoom in ("month", "quarter", "year"):
            _print(zoom, [_opened(page, zoom) for _ in range(RUNS)])
        page.goto("/projects/wall/print/?paper=a3")
        started = time.perf_counter()
        sheets = page.pdf(prefer_css_page_size=True)
        print(f"print A3: {time.perf_counter() - started:.1f} s, {len(sheets) // 1024} kB")
        browser.close()


def _opened(page: Any, zoom: str) -> dict[str, float]:
    page.goto(f"/projects/wall/?zoom={zoom}", wait_until="load")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
    found: dict[str, float] = page.evaluate(
        """() => { const n = performance.getEntriesByType('navigation')[0];
        return {answer: n.responseEnd, paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
                ready: n.loadEventEnd, size: n.decodedBodySize / 1024}; }"""
    )
    return found


def _print(zoom: str, runs: list[dict[str, float]]) -> None:
    told = [statistics.median(run[name] for run in runs) for name in ("answer", "paint", "ready", "size")]
    print(f"{zoom:<10}" + "".join(f"{each:>8.0f}" for each in told), "" if told[1] <= LIMIT_MS else "OVER")


if __name__ == "__main__":
    main()
