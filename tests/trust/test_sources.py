"""What the source itself must not say: ways around the scope, unescaped text, inexact numbers (A02, A23, A57)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

PRODUCT = Path(__file__).resolve().parents[2] / "bihuan"

UNSCOPED = {
    "apps/units/management/demo/__init__.py": "the start-up page of the demonstration, before anybody is signed in",
    "apps/units/queries/timeline.py": "an object's own events; the object was scoped by the caller",
    "apps/units/queries/signing_in.py": "nobody is signed in yet",
    "apps/documents/actions/uploading.py": "the same bytes are one document, whoever brought them",
    "apps/work/queries/history.py": "nodes of a whole ledger, joined to items that are cut to the viewer",
    "apps/units/apps.py": "whether a fresh database has its chain head, after a migration",
    "base/file_check.py": "every kept file is held against its row",
    "base/login.py": "finding the account that signs in, and that of a session",
}
"""Where the product reads rows without a viewer, and why (A02)."""
MOST_UNSCOPED = 10

UNESCAPED: dict[str, str] = {}
"""Where text is put into a page without being escaped, and why (A57)."""


def sources(*endings: str, below: str = "") -> Iterator[tuple[str, str]]:
    """Path below the product and text of its own files, without migrations and what comes from outside."""
    for path in sorted((PRODUCT / below).rglob("*")):
        place = path.relative_to(PRODUCT).as_posix()
        if path.suffix in endings and "/migrations/" not in place and "/vendor/" not in place:
            yield place, path.read_text(encoding="utf-8")


def found(pattern: str, *endings: str) -> list[str]:
    """Places of a pattern, once for each time that it stands there."""
    return [place for place, text in sources(*endings) for _ in re.findall(pattern, text)]


def test_rows_are_read_without_a_viewer_in_ten_listed_places_at_most():
    calls = [place for place in found(r"\.unscoped\(", ".py") if place != "base/scope.py"]

    assert set(calls) == set(UNSCOPED)
    assert len(calls) <= MOST_UNSCOPED


def test_managers_that_know_no_scope_are_used_nowhere():
    assert found(r"\b_base_manager\b|\b_default_manager\b", ".py") == []


def test_no_second_manager_opens_a_way_around_the_scope():
    scoped = [model for model in apps.get_models() if hasattr(model, "scope")]

    around = [model.__name__ for model in scoped if {manager.name for manager in model._meta.managers} != {"objects"}]

    assert scoped
    assert around == []


@pytest.mark.parametrize("raw", [r"\.raw\(", r"\bRawSQL\b", r"\.extra\(\s*(?:where|select|tables)"])
def test_no_query_is_written_past_the_scope(raw):
    assert found(raw, ".py") == []


def test_pages_escape_all_text():
    ways = r"\|\s*safe\b|\|\s*safeseq\b|{%\s*autoescape|\bmark_safe\b|\bcsrf_exempt\b|@xframe_options_exempt"
    scripts = r"\.(?:inner|outer)HTML\s*\+?=|insertAdjacentHTML|document\.write|\beval\(|new Function\("

    assert sorted({*found(ways, ".py", ".html"), *found(scripts, ".js", ".html")}) == sorted(UNESCAPED)


def test_pages_hold_no_inline_script_style_or_handler():
    inline = r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:|\bhx-on\b|\bhx-vals=[\"']js:"

    assert found(inline, ".html") == []


def test_pages_name_no_other_host():
    assert found(r"(?:src|href|action|hx-get|hx-post)=[\"'](?:https?:)?//", ".html", ".js") == []


def test_no_column_is_a_binary_fraction():
    inexact = (models.FloatField, models.DecimalField)
    own = [model for model in apps.get_models() if model.__module__.startswith("bihuan.")]

    columns = [f"{m.__name__}.{field.name}" for m in own for field in m._meta.fields if isinstance(field, inexact)]

    assert own
    assert columns == []
