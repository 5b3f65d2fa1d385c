"""Rows of long lists, written without a template a cell: fifty rows of twelve cells cost 4 ms, not 40 (清单各行)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import localize
from django.utils.safestring import SafeString

from bihuan.web.markup import joined, markup
from bihuan.web.templatetags.parts import lamp, status
from bihuan.web.templatetags.words import day, days_left, moment, number

register = template.Library()
TONES = {
    "overdue": "late",
    "near": "wait",
    "in_progress": "open",
    "done": "done",
    "written_off": "done",
}
WIDE, MID = 30, 16
BY_DEADLINE = ("todo", "late")
NOTHING = SafeString("")
UNKNOWN = SafeString('<span class="soft">暂无</span>')
NO_SLIP = SafeString('<span class="soft">无</span>')


@register.simple_tag
def ledger_rows(rows: Iterable[Any], columns: Sequence[Any], ticked: object) -> SafeString:
    """Lines of the ledger (台账各行): number and title, then the columns; with boxes to tick where asked."""
    cells = [(column, _CELLS.get(column.code) or _KINDS.get(column.kind, _text)) for column in columns]
    return joined(
        markup(
            '<tr><td class="c-number keep">{}<span class="number">{}</span></td>'
            '<th scope="row"><a href="{}">{}</a></th>{}</tr>\n',
            _tick(row.item) if ticked else NOTHING,
            f"{row.item.year}-{row.item.number}" if row.item.number else _UNNUMBERED,
            _address(row.item.pk),
            row.item.title,
            joined(write(row, column) for column, write in cells),
        )
        for row in rows
    )


@lru_cache(maxsize=20_000)
def _address(item_id: int) -> str:
    return reverse("work:item", args=[item_id])


_UNNUMBERED = SafeString('<span class="soft">未编号</span>')


def _tick(item: Any) -> SafeString:
    return markup(
        '<input type="checkbox" class="form-check-input" name="items" value="{}:{}" aria-label="勾选{}"> ',
        item.pk,
        item.version,
        item.title,
    )


def _cell(column: Any, css: str, inside: str, beside: str = NOTHING) -> SafeString:
    """One cell; its column's class lets a phone's card choose what it shows."""
    return markup('<td class="c-{} {}">{}{}</td>', column.code, css, inside, beside)


def _lamp(row: Any, column: Any) -> SafeString:
    return _cell(column, "keep", lamp(row.signs.lamp))


def _status(row: Any, column: Any) -> SafeString:
    shown = row.signs.status
    word = status(shown.word, TONES.get(shown.code, "plain"))
    return _cell(column, "keep", markup('<span title="{}">{}</span>', shown.because, word))


def _slip(row: Any, column: Any) -> SafeString:
    return _cell(column, "keep", lamp(row.signs.slip) if row.signs.slip else NO_SLIP)


def _due(row: Any, column: Any) -> SafeString:
    late = " late" if row.signs.status.code == "overdue" else ""
    forecast = _FORECAST if row.item.due_is_forecast else NOTHING
    return _cell(column, f"keep{late}", day(column.value(row)), forecast)


_FORECAST = SafeString('<small title="时限依预测的节假日安排推算">预测</small>')


def _plain(css: str, words: Callable[[Any], str]) -> Callable[[Any, Any], SafeString]:
    def write(row: Any, column: Any) -> SafeString:
        value = column.value(row)
        if value is None or value == "":
            return _cell(column, css, UNKNOWN)
        return _cell(column, css, words(value))

    return write


def _text(row: Any, column: Any) -> SafeString:
    value = column.value(row)
    if value is None or value == "":
        return _cell(column, "", UNKNOWN)
    css = "wide-cell" if column.width >= WIDE else "mid-cell" if column.width >= MID else ""
    words = value if isinstance(value, str) else localize(value)
    return _cell(column, css, markup('<div class="clamp" title="{}">{}</div>', words, words))


_CELLS: dict[str, Callable[[Any, Any], SafeString]] = {"lamp": _lamp, "status": _status, "slip": _slip, "due_on": _due}
_KINDS: dict[str, Callable[[Any, Any], SafeString]] = {
    "day": _plain("keep", day),
    "moment": _plain("keep", moment),
    "number": _plain("num", number),
}


@register.simple_tag
def desk_rows(lines: Iterable[Any], *, tab: str, on: date) -> SafeString:
    """Lines of the desk (工作台各行): what it is, the step, the lamp, and the day or the moment that the tab shows."""
    write = _deadline if tab in BY_DEADLINE else _moment
    label = "时限" if tab in BY_DEADLINE else "时间"
    step = "要办什么" if tab == "todo" else "环节"
    return joined(
        markup(
            '<tr><th scope="row"><a href="{}">{}</a>{}{}</th><td data-label="{}">{}{}{}{}</td>'
            '<td data-label="亮灯" class="keep">{}</td><td data-label="{}" class="keep">{}</td></tr>\n',
            str(line.url),
            line.title,
            _note(f"{line.word} · {line.unit}" if line.unit else line.word),
            _note(line.lamp.because) if tab == "late" and line.lamp else NOTHING,
            step,
            NOTHING if line.act_url else _step(line),
            markup(" {}", status("退回", "wait")) if line.is_returned else NOTHING,
            _act(line) if line.act_url else NOTHING,
            _note(line.remind) if line.remind and tab == "todo" else NOTHING,
            lamp(line.lamp) if line.lamp else UNKNOWN,
            label,
            write(line, on),
        )
        for line in lines
    )


def _note(words: str) -> SafeString:
    return markup('<small class="line-note">{}</small>', words)


def _step(line: Any) -> SafeString:
    """What is to be done, with where it stands under it; where it stands alone where nothing is asked."""
    if line.asks:
        return markup("<span>{}{}</span>", line.asks, _note(line.step))
    return markup("<span>{}</span>", line.step) if line.step else NOTHING


def _act(line: Any) -> SafeString:
    return markup(
        ' <button type="button" class="btn btn-primary btn-sm" data-dialog="handle" hx-get="{}" hx-target="#act"'
        ' aria-label="{}：{}">{}</button>',
        str(line.act_url),
        line.act,
        line.title,
        line.act,
    )


def _deadline(line: Any, on: date) -> SafeString:
    left = NOTHING
    if line.is_handed_in:
        left = _note("已报送")
    elif line.due_on:
        late = " late" if line.due_on < on else ""
        left = markup('<small class="line-note{}">{}</small>', late, days_left(line.due_on, on))
    return markup("<span>{}{}</span>", day(line.due_on), left)


def _moment(line: Any, _on: date) -> SafeString:
    return markup("{}", moment(line.at))
