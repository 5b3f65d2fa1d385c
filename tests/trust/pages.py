"""The site as a person finds it: every page that links lead to, and every form on those pages, filled in (走遍全站)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

PER_ROUTE = 3  # so many addresses of one route are opened: filters and pages of a list multiply without end
TEXT = "按期完成，情况属实。"
NAMELESS = ("anonymous",)  # ticked, the log says nobody on purpose: tests/apps/desk/test_suggestions.py
LINKS = (("a", "href"), ("*", "hx-get"))


@dataclass
class Form:
    """A form as a person would send it; `shown` are the fields that a person sees, `words` those for words."""

    page: str
    action: str
    values: dict[str, Any]
    shown: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def route(self) -> str:
        return route_of(self.action)

    def __str__(self) -> str:
        return f"{self.route} on {self.page}"


@dataclass
class Walk:
    """What one person came across."""

    answers: dict[str, Any] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)

    def text(self, url: str) -> str:
        """The page as text."""
        return body(self.answers[url]).decode(errors="replace")


def route_of(url: str) -> str:
    """Name of the route behind an address; empty where there is none."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def body(answer: Any) -> bytes:
    """All bytes of an answer, also of a streamed one."""
    if not answer.streaming:
        return answer.content
    if not hasattr(answer, "kept_body"):
        answer.kept_body = b"".join(answer.streaming_content)
        answer.close()
    return answer.kept_body


def walk(client: Client, *, start: tuple[str, ...] = ("/",)) -> Walk:
    """Open every page that can be reached, a few of each route; collect every form that posts."""
    found, waiting, opened = Walk(), list(start), {}
    while waiting:
        url = waiting.pop(0)
        route = route_of(url)
        if url in found.answers or not route or opened.get(route, 0) >= PER_ROUTE + (url in start) * 99:
            continue
        opened[route] = opened.get(route, 0) + 1
        answer = found.answers[url] = client.get(url)
        if answer.status_code == 302:
            waiting.append(urljoin(url, answer.url))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html") and body(answer).strip():
            page = html.fromstring(body(answer).decode())
            waiting += _links(page, url)
            found.forms += _forms(page, url)
    return found


def _links(page: Any, url: str) -> Iterator[str]:
    for tag, attribute in LINKS:
        for place in page.xpath(f"//{tag}[@{attribute}]"):
            yield _local(url, place.get(attribute))
    for form in page.xpath("//form[not(@method) or @method='get']"):
        yield _local(url, form.get("action") or url)


def _local(url: str, link: str) -> str:
    parts = urlsplit(urljoin(url, link))
    outside = parts.scheme not in ("", "http") or parts.netloc or parts.path.startswith("/static/")
    return "" if outside else parts.path + (f"?{parts.query}" if parts.query else "")


def _forms(page: Any, url: str) -> Iterator[Form]:
    for form in page.xpath("//form[@method='post']"):
        action = _local(url, form.get("action") or form.get("hx-post") or url)
        made = Form(url, action, {})
        for each in [*form.xpath(".//input|.//select|.//textarea"), *_outside(page, form)]:
            _fill(made, each)
        for button in form.xpath(".//button[@name]")[:1]:
            made.values.setdefault(button.get("name"), button.get("value", ""))
        yield made


def _outside(page: Any, form: Any) -> list[Any]:
    """Fields elsewhere on the page that belong to the form by its id."""
    return page.xpath("//*[self::input or self::select or self::textarea][@form=$id]", id=form.get("id") or "?")


def _fill(form: Form, each: Any) -> None:
    name, kind = each.get("name"), each.get("type", "text")
    if not name or kind in ("submit", "button") or name == "csrfmiddlewaretoken":
        return
    if name in NAMELESS:
        return
    if kind != "hidden":
        form.shown.append(name)
    if each.tag == "textarea" or (each.tag == "input" and kind == "text"):
        form.words.append(name)
    value = "" if name == "pasted" else _value(each, kind)  # words are pasted only where no file is sent
    if value is not None and (kind not in ("checkbox", "radio") or name not in form.values):
        form.values[name] = value


def _value(each: Any, kind: str) -> Any:
    if each.tag == "select":
        return _choice(each)
    blank = TEXT if each.get("required") is not None else ""
    if each.tag == "textarea":
        return each.text.strip("\n") if (each.text or "").strip() else blank
    if kind == "file":
        return SimpleUploadedFile("佐证.txt", "已验收。".encode(), content_type="text/plain")
    if kind in ("checkbox", "radio"):
        return each.get("value", "on")
    return each.get("value") or {"hidden": "", "date": "2027-03-31", "number": "50"}.get(kind, blank)


def _choice(select: Any) -> Any:
    values = [option.get("value", option.text) for option in select.xpath(".//option")]
    chosen = select.xpath(".//option[@selected]/@value") or [value for value in values if value][:1]
    if select.get("multiple") is not None:
        return chosen
    return chosen[0] if chosen else ""


def send(client: Client, form: Form, /, **more: Any) -> Any:
    """Post the form, as filled, with some values changed."""
    values = {**form.values, **more}
    for value in values.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    return client.post(form.action, {name: value for name, value in values.items() if value is not None})
