"""Words of enterprises on the screen (企业用语)."""

from __future__ import annotations

from django import template

from bihuan.engine.values import section_of
from bihuan.engine.values.industries import SECTIONS

register = template.Library()


@register.filter
def section_word(code: str) -> str:
    """The section that a code of an industry belongs to, as 制造业 (行业门类)."""
    return SECTIONS.get(section_of(code), "")
