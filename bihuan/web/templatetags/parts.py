"""The parts that pages are made of; shown with examples in docs/reference/page-parts.md (页面部件)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    DateInput,
    NumberInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.http import QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bihuan.base import registries
from bihuan.base.scope import Viewer
from bihuan.engine.charts import Drawing, svg
from bihuan.web.markup import markup

register = template.Library()
SHAPES = {"green": "disc", "yellow": "triangle", "red": "square", "blue": "diamond", "grey": "ring"}
LONG = 150


@register.simple_tag
@lru_cache(maxsize=200)
def icon(name: str) -> SafeString:
    """A small drawing from static/icons.svg; it never carries meaning alone."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("icons.svg"),
        name or "dot",
    )


@register.simple_tag
def lamp(light: Any, shown: bool = False) -> SafeString:
    """A lamp (亮灯): colour, shape and word, and the reason as a hint, or written beside it with shown=True."""
    return _lamp(light.colour, light.word, light.because, proposal=light.proposal, shown=shown)


@register.simple_tag
def lamp_of(colour: str, word: str) -> SafeString:
    """A lamp as a legend shows it."""
    return _lamp(colour, word, "", proposal=False, shown=False)


@lru_cache(maxsize=5000)
def _lamp(colour: str, word: str, because: str, *, proposal: bool, shown: bool) -> SafeString:
    said = "<small>{}</small>" if shown else '<span class="visually-hidden">。{}</span>'
    return markup(
        '<span class="lamp lamp-{}{}"{}>{}<b>{}</b>{}{}</span>',
        colour,
        " lamp-proposal" if proposal else "",
        markup(' title="{}"', because) if because else "",
        icon(SHAPES.get(colour, "ring")),
        word,
        SafeString("<i>拟</i>") if proposal else "",
        markup(said, because) if because else "",
    )


@register.filter
def drawn(picture: Drawing) -> SafeString:
    """A drawing as SVG (图形); every word of it is escaped where it is made."""
    return SafeString(svg(picture))


@register.simple_tag
def unfold() -> SafeString:
    """On a phone only: shows the conditions that `filters fold` keeps folded there."""
    words = SafeString('<span class="when-folded">更多筛选</span><span class="when-open">收起筛选</span>')
    return format_html(
        '<button type="button" class="btn btn-plain phone-only" data-unfold aria-expanded="false">{}{}</button>',
        icon("filter"),
        words,
    )


@register.simple_tag
def status(word: str, tone: str = "plain") -> SafeString:
    """A status word; tone is plain, open, wait, done or late."""
    return markup('<span class="status status-{}">{}</span>', tone, word)


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, *, unit: str = "", hint: str = "", label: str = "", wide: bool = False) -> dict[str, Any]:
    """One field of a form: label, star, hint, error beside it, unit next to the box (填报项)."""
    kind = bound.field.widget
    if isinstance(kind, NumberInput):
        kind.input_type = "text"  # a browser's number box throws away what is not a number
    if isinstance(kind, DateInput):
        kind.input_type, kind.format = "date", "%Y-%m-%d"  # the one form that a browser's date box reads
    group = isinstance(kind, RadioSelect | CheckboxSelectMultiple)
    single = isinstance(kind, CheckboxInput)
    hint = hint or str(bound.help_text or "")
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=_attributes(bound, hint=bool(hint), bare=group)),
        "label": label or bound.label,
        "required": bound.field.required,
        "unit": unit,
        "hint": hint,
        "group": group,
        "single": single,
        "wide": wide or _is_long(bound),
    }


def _is_long(bound: BoundField) -> bool:
    """Whether what is typed here needs the whole line."""
    return isinstance(bound.field.widget, Textarea) or (getattr(bound.field, "max_length", None) or 0) >= LONG


def _attributes(bound: BoundField, *, hint: bool, bare: bool) -> dict[str, str | bool]:
    kind = bound.field.widget
    attributes: dict[str, str | bool] = {}
    if isinstance(kind, NumberInput):
        attributes["inputmode"] = "decimal"
    if isinstance(kind, CheckboxInput):
        attributes["class"] = "form-check-input"
    elif not bare:
        attributes["class"] = "form-select" if isinstance(kind, Select) else "form-control"
    described = [f"{bound.auto_id}-{part}" for part, there in (("hint", hint), ("wrong", bound.errors)) if there]
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if kind.attrs.get("class"):
        attributes["class"] = f"{attributes.get('class', '')} {kind.attrs['class']}".strip()
    return attributes


@register.inclusion_tag("parts/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """All errors of a form in one box on top; each line leads to its field (出错汇总)."""
    lines = [("", sentence) for sentence in form.non_field_errors()]
    for bound in form:
        name = bound.label or bound.name
        lines += [(bound.id_for_label or bound.auto_id, f"{name}：{sentence}") for sentence in bound.errors]
    return {"lines": lines}


@register.inclusion_tag("parts/timeline.html")
def timeline(entries: Iterable[Any], *, newest_first: bool = False) -> dict[str, Any]:
    """Who did what and when, one line an event (办理记录)."""
    told = list(entries)
    return {"entries": told[::-1] if newest_first else told}


@register.inclusion_tag("parts/empty.html")
def empty(what: str, advice: str = "", url: str = "", label: str = "", icon: str = "tray") -> dict[str, Any]:
    """Nothing here, and what to do about it."""
    return {"what": what, "advice": advice, "url": url, "label": label, "icon": icon}


@register.inclusion_tag("parts/pages.html", takes_context=True)
def pages(context: template.Context, page: Any) -> dict[str, Any]:
    """Pages of a list; the other conditions of the address are kept (分页)."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context.get("request")}


@register.inclusion_tag("parts/chips.html", takes_context=True)
def chips(context: template.Context, form: BaseForm) -> dict[str, Any]:
    """The filters in force, each with a way to drop it (已选条件)."""
    query: QueryDict = context["request"].GET
    found = [
        {"label": bound.label, "value": shown, "url": _without(query, bound.html_name, value)}
        for bound in form
        for value in query.getlist(bound.html_name)
        if value and (shown := _shown(bound, value))
    ]
    return {"chips": found}


def _shown(bound: BoundField, value: str) -> str:
    choices = dict(getattr(bound.field, "choices", None) or ())
    return str(next((word for code, word in choices.items() if str(code) == value), "" if choices else value))


def _without(query: QueryDict, name: str, value: str) -> str:
    rest = query.copy()
    rest.pop("page", None)
    rest.setlist(name, [other for other in rest.getlist(name) if other != value])
    return f"?{rest.urlencode()}"


@register.inclusion_tag("parts/results.html")
def results(rows: Sequence[Any]) -> dict[str, Any]:
    """What became of each row of a batch: rows carry title, url, is_done and sentence (批量办理结果)."""
    return {"done": [row for row in rows if row.is_done], "refused": [row for row in rows if not row.is_done]}


@register.simple_block_tag(takes_context=True)
def confirm(  # noqa: PLR0913 - what a dialog must say
    context: template.Context,
    content: str,
    *,
    id: str,  # noqa: A002 - the attribute's name
    title: str,
    effect: str,
    action: str,
    label: str = "确定",
    danger: str = "",
    name: str = "",
    value: str = "",
    htmx_target: str = "",
) -> SafeString:
    """A question before an act, naming its effect; with danger the person types that word first (确认)."""
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', context.get("csrf_token", ""))
    facts = {key: val for key, val in locals().items() if key != "context"}
    return render_to_string("parts/confirm.html", facts)


@register.inclusion_tag("parts/menu.html", takes_context=True)
def menu(context: template.Context) -> dict[str, Any]:
    """The left menu: rooms that hold something for this person, by the business loop (栏目)."""
    path = context["request"].path
    entries = _entries(context.get("rooms") or [])
    current = _current(entries, path)
    for entry in entries:
        entry["current"] = entry is current
        entry["exact"] = entry["url"] == path
    return {"groups": _groups(entries)}


MENU_FITS = 14
"""Rooms that a screen of 768 pixels holds under their headings; the groups beyond are folded, never the one in use."""


def _groups(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rooms under their headings, in the order of the first of each; as many groups stand open as fit."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        parts.setdefault(entry["group"], []).append(entry)
    used = {word for word, rooms in parts.items() if not word or any(room["current"] for room in rooms)}
    room_left = MENU_FITS - sum(len(parts[word]) for word in used)
    groups = []
    for word, rooms in parts.items():
        is_open = word in used or len(rooms) <= room_left
        room_left -= len(rooms) if is_open and word not in used else 0
        groups.append({"word": word, "entries": rooms, "is_open": is_open})
    return groups


@register.simple_tag(takes_context=True)
def room_crumb(context: template.Context) -> SafeString:
    """The room one is in, as the second step of the way here."""
    entries = _entries(context.get("rooms") or [])
    current = _current(entries, context["request"].path)
    if current is None or current["url"] == "/":
        return SafeString("")
    return format_html('<li><a href="{}">{}</a></li>', current["url"], current["word"])


@register.simple_tag
def crumb(word: str, url: str = "") -> SafeString:
    """One more step of the way here; without an address it is this page."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, word)
    return format_html('<li aria-current="page">{}</li>', word)


@register.inclusion_tag("parts/room_links.html", takes_context=True)
def room_links(context: template.Context) -> dict[str, Any]:
    """Ways to the other rooms, with a drawing each and how much waits there."""
    return {"entries": _ways(context)}


@register.inclusion_tag("parts/room_list.html", takes_context=True)
def room_list(context: template.Context) -> dict[str, Any]:
    """The same, each with the sentence that says what one does there."""
    return {"entries": _ways(context)}


def _ways(context: template.Context) -> list[dict[str, Any]]:
    rooms, viewer = list(context.get("rooms") or []), context.get("viewer")
    waiting = {room.word: room.waiting(viewer) for room in rooms if room.waiting and viewer}
    return [{**entry, "waiting": waiting.get(entry["word"])} for entry in _entries(rooms) if entry["url"] != "/"]


@register.simple_tag
def ledger_link() -> SafeString:
    """Where the whole list stands."""
    url = _address("work:items", "work:list")
    return format_html('<a href="{}">到台账看全部</a>', url) if url else SafeString("")


def _entries(rooms: Iterable[registries.Room]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for room in rooms:
        url = _address(room.url_name)
        if url:
            entries.append({"word": room.word, "url": url, "icon": room.icon, "group": room.group, "says": room.says})
    return entries


def _current(entries: Sequence[Mapping[str, Any]], path: str) -> Any:
    fitting = [entry for entry in entries if path.startswith(entry["url"])]
    return max(fitting, key=lambda entry: len(entry["url"]), default=None)


@lru_cache(maxsize=200)
def _address(*names: str) -> str:
    """The address of the first of these pages that exists."""
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


@register.inclusion_tag("parts/search_box.html", takes_context=True)
def search_box(context: template.Context) -> dict[str, Any]:
    """The search box, when something can be searched."""
    url = _address("desk:search") if context.get("viewer") and list(registries.searches) else ""
    return {"url": url, "asked": context["request"].GET.get("q", "") if url else ""}


@register.inclusion_tag("parts/find_dialog.html", takes_context=True)
def find_dialog(context: template.Context) -> dict[str, Any]:
    """The dialog that Ctrl+K opens; the search page does the same without a script."""
    url = _address("desk:search") if context.get("viewer") and list(registries.searches) else ""
    return {"url": url, "quick": _address("desk:quick_search")}


@register.simple_tag
def who(viewer: Viewer) -> SafeString:
    """Who is signed in, and for whom (当前用户)."""
    acting = format_html("<em>代{}</em>", viewer.for_name) if viewer.for_name else ""
    return format_html("<p><b>{}</b>{}<span>{}</span></p>", viewer.name, acting, viewer.unit_name)


@register.inclusion_tag("parts/sign_out.html", takes_context=True)
def sign_out(context: template.Context) -> dict[str, Any]:
    """The way out."""
    return {"csrf_token": context.get("csrf_token", ""), "url": _address("units:sign_out")}


@register.inclusion_tag("parts/foot.html", takes_context=True)
def foot_links(context: template.Context) -> dict[str, Any]:
    """Help, suggestions and one's own password, from every page."""
    return {
        "help": _address("desk:help"),
        "suggest": _address("desk:suggest"),
        "about": _address("desk:about"),
        "password": _address("units:password"),
        "path": context["request"].path,
        "viewer": context.get("viewer"),
    }
