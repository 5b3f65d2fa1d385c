"""How reports lead back to their figures (报告的出处)."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from bihuan.engine.analysis import Cell, Source, Traced
from bihuan.web.markup import joined, markup

register = template.Library()


@register.filter
def cell_url(cell: Cell) -> str:
    """The page of the figure that a number of a report is from."""
    return reverse("figures:cell", args=[cell.unit, cell.indicator, cell.month])


@register.simple_tag
def sourced(words: str, source: Source) -> SafeString:
    """A number that leads to its figure, or to its entry in the list of sources."""
    url = cell_url(source.cells[0]) if source.cells else f"#s{source.number}"
    return markup('<a class="sourced" href="{}" title="{}：{}">{}</a>', url, source.what, source.whence, words)


@register.filter
def with_sources(pieces: Iterable[Traced]) -> SafeString:
    """A text in which each number leads to its source."""
    said = (sourced(each.words, each.source) if each.source else markup("{}", each.words) for each in pieces)
    return joined(said)
