"""A browser, a site of its own for each module, and a picture of what was on the screen when a test fails."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import site as sites
from tests.support import cast as casting
from tests.support import prepared as databases

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
expect.set_options(timeout=20_000)
PICTURES = Path(__file__).parent / "screenshots"
CHROMIUM = os.environ.get("BIHUAN_CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --lang=zh-CN"
)
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@dataclass
class Site:
    """A running site, the people who may sign in, and what was seen going wrong in the browser."""

    url: str
    cast: casting.Cast
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def prepared(django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """A migrated database with the cast in it, made once."""
    made: dict[str, Any] = {}
    with django_db_blocker.unblock():
        master = sites.prepare(tmp_path_factory.mktemp("site"), lambda: made.update(cast=casting.make_cast()))
        yield master, made
        databases.drop(master)


@pytest.fixture(scope="module")
def site(prepared: Any, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Site]:
    """The site over a fresh copy; one a module. In its tests the database is open to arrange and look."""
    master, made = prepared
    folder = tmp_path_factory.mktemp("copy")
    with (
        django_db_blocker.unblock(),
        databases.copied(master, folder) as name,
        databases.using_database(name),
        sites.served() as url,
    ):
        yield Site(url, made["cast"])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS.split(), env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_as(browser: Browser, site: Site, request: Any) -> Iterator[Callable[..., Page]]:
    """Open a page in which this person is signed in (None: nobody); what goes wrong is kept in site.complaints."""
    opened: list[BrowserContext] = []
    site.complaints.clear()

    def new_page(person: Any = None, *, size: dict[str, int] = DESK) -> Page:
        page = _new_page(browser, site, person, size)
        opened.append(page.context)
        return page

    yield new_page
    _keep_pictures(opened, request)
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def kept_pages(browser: Browser, site: Site) -> Iterator[dict[Any, Page]]:
    """The pages of those who only look, one a person for the whole module."""
    pages: dict[Any, Page] = {}
    yield pages
    for page in pages.values():
        page.context.close()


@pytest.fixture
def look_as(browser: Browser, site: Site, kept_pages: dict[Any, Page], request: Any) -> Iterator[Callable[..., Page]]:
    """As open_as, for tests that only look: a person's page lasts, so that styles and scripts are loaded once."""
    site.complaints.clear()

    def kept_page(person: Any = None, *, size: dict[str, int] = DESK) -> Page:
        if person not in kept_pages:
            kept_pages[person] = _new_page(browser, site, person, size)
        kept_pages[person].set_viewport_size(size)
        return kept_pages[person]

    yield kept_page
    _keep_pictures([page.context for page in kept_pages.values()], request)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: Any) -> Any:
    """Tell the fixtures whether the test failed."""
    report = yield
    if report.when == "call":
        item.failed_in_browser = report.failed
    return report


def _new_page(browser: Browser, site: Site, person: Any, size: dict[str, int]) -> Page:
    context = browser.new_context(viewport=size, base_url=site.url, locale="zh-CN", timezone_id="Asia/Shanghai")
    context.set_default_timeout(30_000)
    if person is not None:
        context.add_cookies([_session_cookie(person, site.url)])
    page = context.new_page()
    _listen(page, site)
    return page


def _session_cookie(person: Any, url: str) -> Any:
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person, backend="bihuan.base.login.PersonBackend")
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def _listen(page: Page, site: Site) -> None:
    def told(message: Any) -> None:
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            site.complaints.append(f"console: {message.text}")

    def asked(request: Any) -> None:
        if not request.url.startswith((site.url, "data:", "blob:")):
            site.complaints.append(f"foreign: {request.url}")

    def dialog(box: Any) -> None:
        if box.type == "alert":
            site.complaints.append(f"alert: {box.message}")
        box.accept()

    page.on("console", told)
    page.on("request", asked)
    page.on("pageerror", lambda error: site.complaints.append(f"script: {error}"))
    page.on("dialog", dialog)


def _keep_pictures(opened: list[BrowserContext], request: Any) -> None:
    if not getattr(request.node, "failed_in_browser", False):
        return
    PICTURES.mkdir(exist_ok=True)
    name = re.sub(r"[^\w-]+", "_", request.node.name)[:100]
    for number, page in enumerate((page for context in opened for page in context.pages), start=1):
        page.screenshot(path=PICTURES / f"{name}-{number}.png", full_page=True)
