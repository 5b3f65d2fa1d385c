"""Nothing in our pages can carry a script of somebody else's (A57, A58)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.utils.functional import lazystr
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bihuan.web.markup import markup

WEB = Path(__file__).parents[2] / "bihuan" / "web"
APPS = WEB.parent / "apps"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SCRIPTS = sorted((WEB / "static").glob("*.js"))
# Places that may hand over markup as it is, each with its reason; grows only on purpose.
TRUSTED = {
    "templatetags/parts.py": "an empty string where there is nothing to show, words without values",
    "templatetags/rows.py": "words without values",
    "projects/queries/parcels.py": "drawings of the engine, which escapes the words in them",
    "markup.py": "escapes what is not markup itself, and joins what is",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_template_escapes_and_holds_no_inline_script_or_style(template):
    written = template.read_text(encoding="utf-8")
    text = re.sub(r"{% comment.*?endcomment %}|{[%#{].*?[%#}]}", "", written, flags=re.S)

    assert not re.findall(r"\|\s*safe\b|autoescape\s+off|safeseq", written)
    assert not re.findall(r"<[^>]*\s(?:style|on[a-z]+)\s*=", text)
    assert not re.findall(r"<script(?![^>]*\ssrc=)|<style|javascript:", text)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_writes_text_not_markup(script):
    text = script.read_text(encoding="utf-8")

    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)


def test_python_marks_as_safe_only_in_known_places():
    found = {
        str(path.relative_to(WEB)) if path.is_relative_to(WEB) else str(path.relative_to(APPS))
        for folder in (WEB, APPS)
        for path in folder.rglob("*.py")
        if re.search(r"mark_safe|SafeString\(", path.read_text(encoding="utf-8"))
    }

    assert found <= set(TRUSTED), "use format_html, or write the reason into TRUSTED"


@pytest.mark.parametrize("value", ["<script>\"&'", 7, None, SafeString("<b>"), date(2026, 3, 1), lazystr("<i>")])
def test_markup_escapes_as_format_html_does(value):
    assert markup('<a title="{}">{}</a>', value, value) == format_html('<a title="{}">{}</a>', value, value)
