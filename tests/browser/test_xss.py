"""Hostile words stay words wherever people may write them (A57)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.items import make_item

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<a href=javascript:alert(1)>点我</a>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>走</button></form>",
    "<button formaction=javascript:alert(1)>走</button>",
    "<math href=javascript:alert(1)>点</math>",
    "<link rel=stylesheet href=//127.0.0.2/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//127.0.0.2/>",
    "<style>@import '//127.0.0.2/x.css';</style>",
    "<div style=background:url(//127.0.0.2/x)>",
    "<div hx-get=/help/ hx-trigger=load>x</div>",
    "<div hx-on:click=alert(1)>x</div>",
    "<div data-dialog=x autofocus tabindex=0>x</div>",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" onmouseover=alert(1) x="',
    "' onmouseover=alert(1) x='",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "]]><script>alert(1)</script>",
    "{{7*7}}{% debug %}",
    "javascript:alert(1)//",
    "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
]


def _typed(payload: str) -> str:
    return payload.replace("\u0000", "")


def _opened(page, address: str) -> None:
    page.goto(address)
    for link in page.get_by_text("alert").all()[:3]:
        link.hover()
    page.mouse.move(0, 0)


def test_a_suggestion_and_its_page_stay_words(site, open_as):
    page = open_as(site.cast.lead_clerk)
    page.goto("/suggestions/new/")
    page.get_by_label("意见或建议").fill("\n".join(_typed(payload) for payload in PAYLOADS))
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status")).to_contain_text("回执号")

    _opened(page, "/suggestions/")

    expect(page.get_by_text("<svg onload=alert(1)>")).to_be_visible()
    assert site.complaints == []


@pytest.mark.parametrize("payload", [_typed(payload) for payload in PAYLOADS[::5]])
def test_what_is_searched_for_stays_words(site, open_as, payload):
    page = open_as(site.cast.lead_clerk)
    from urllib.parse import quote

    _opened(page, f"/search/?q={quote(payload)}")

    expect(page.get_by_role("heading", level=1)).to_contain_text(payload.strip())
    assert site.complaints == []


def test_an_item_named_by_an_attacker_stays_words(site, open_as):
    item = make_item(
        site.cast,
        "in_progress",
        title='<img src=x onerror=alert(1)>"><svg onload=alert(1)>',
        requirement="\n".join(_typed(payload) for payload in PAYLOADS),
    )
    page = open_as(site.cast.supervisor)

    for address in (f"/items/{item.pk}/", "/", "/?tab=started", f"/items/{item.pk}/moves/urge/"):
        _opened(page, address)

    assert site.complaints == []
