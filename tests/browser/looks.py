"""What every page must hold, looked at in the browser (每页必须)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SERIOUS = {"serious", "critical"}
PHONE_WIDTH, LEAST_TARGET = 430, 23.5
# Words of other alphabets that an official meets every day; everything else is said in Chinese.
LATIN = {
    "DK", "GeoJSON", "geojson",
    "docx", "doc", "xlsx", "xls", "txt", "html", "htm", "pdf", "PDF", "Word", "Excel", "zip", "jpg", "png",
    "Ctrl", "Enter", "Esc", "Tab", "Shift", "GDP", "MB", "KB", "UTF", "GB", "GBK", "Big", "IP", "ID", "http",
}  # fmt: skip
SAMPLE_ALPHABET = re.compile(r"[A-Za-z]{2,}")


def faults(page: Any) -> list[str]:
    """All that is wrong with the page that is open; empty when nothing is."""
    return [*_place(page), *_width(page), *_latin(page), *_inline(page), *_targets(page), *_access(page)]


def _place(page: Any) -> list[str]:
    if page.locator("nav.side").count() == 0:
        return []
    current = page.locator("nav.side [aria-current]").count()
    crumbs = page.locator("nav.crumbs li").count()
    found = [] if current == 1 else [f"{current} current items in the menu"]
    found += [] if crumbs else ["no breadcrumb"]
    headings = page.locator("h1").count()
    return found if headings == 1 else [*found, f"{headings} first headings"]


def _width(page: Any) -> list[str]:
    wide, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"scrolls sideways: {wide} in {room}"] if wide > room else []


def _latin(page: Any) -> list[str]:
    text = page.evaluate(
        """() => {
          const copy = document.body.cloneNode(true);
          copy.querySelectorAll('script, style, code, samp, kbd, [translate=no]').forEach((one) => one.remove());
          return copy.textContent + ' ' + Array.from(document.querySelectorAll('[title],[placeholder],[aria-label]'))
            .map((one) => [one.title, one.placeholder, one.getAttribute('aria-label')].join(' ')).join(' ');
        }"""
    )
    found = set(SAMPLE_ALPHABET.findall(text)) - LATIN
    return [f"not Chinese: {', '.join(sorted(found))}"] if found else []


def _inline(page: Any) -> list[str]:
    found = page.evaluate(
        """() => Array.from(document.querySelectorAll('*')).flatMap((one) => one.getAttributeNames())
          .filter((name) => name === 'style' || name.startsWith('on')).length"""
    )
    scripts = page.locator("script:not([src])").count()
    return [f"{found} inline styles or handlers, {scripts} inline scripts"] if found or scripts else []


def _targets(page: Any) -> list[str]:
    """What a finger has to hit on a phone is at least 24 by 24 (WCAG 2.5.8); links inside a sentence are exempt."""
    if page.evaluate("window.innerWidth") > PHONE_WIDTH:
        return []
    found = page.evaluate(
        """(least) => Array.from(document.querySelectorAll('a[href], button, input, select, summary'))
          .filter((one) => !one.closest('p, dd, blockquote, .note, .visually-hidden, .skip, svg'))
          .map((one) => [one.closest('label') || one, one])
          .map(([box, one]) => [box.getBoundingClientRect(), one])
          .filter(([box]) => box.width > 1 && box.height > 1 && (box.width < least || box.height < least))
          .map(([box, one]) => `${Math.round(box.width)}x${Math.round(box.height)} ${one.outerHTML.slice(0, 80)}`)""",
        LEAST_TARGET,
    )
    return [f"too small to hit: {one}" for one in found[:3]]


def _access(page: Any) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    outcome = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']} ({one['impact']}): {node['target'][0]} {node['failureSummary'].splitlines()[-1].strip()}"
        for one in outcome["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"][:3]
    ]
