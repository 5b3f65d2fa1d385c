"""Every event and object that our code records has a word of its own (B46)."""

from __future__ import annotations

import re
from pathlib import Path

from bihuan.base.event_words import EVENTS, OBJECTS, event_word, object_word
from bihuan.base.rights import matrix

APPS = Path(__file__).parents[2] / "bihuan"
RECORDED = re.compile(r'(?:record_event|event_draft|_record|_event|_noted)\(\s*"([a-z_]+\.[a-z_]+)"')
POINTED = re.compile(r'"([a-z_]+\.[a-z_]+)"')
ABOUT = re.compile(r'object_kind="([a-z_.]+)"')
ANNOUNCED = {"work.item_moved", "app.url"}


def sources() -> str:
    """Actions and commands of the apps, as one text."""
    files = [*APPS.glob("apps/*/actions/**/*.py"), *APPS.glob("**/management/commands/*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def recorded() -> set[str]:
    """Codes that are recorded outright, and codes with a point whose first word is an event's."""
    rooms = {code.split(".")[0] for code in EVENTS}
    named = {code for code in POINTED.findall(sources()) if code.split(".")[0] in rooms}
    return named | set(RECORDED.findall(sources()))


def test_every_recorded_event_has_a_word():
    assert recorded() - set(EVENTS) - set(OBJECTS) - set(matrix()) - ANNOUNCED == set()


def test_every_object_of_an_event_has_a_word():
    assert {kind for kind in ABOUT.findall(sources()) if object_word(kind) == kind} == set()


def test_a_refused_address_is_named_after_its_object():
    assert [object_word("work:item"), object_word("units:audit")] == ["事项", "页面"]


def test_an_unknown_event_shows_its_code():
    assert event_word("new.kind") == "new.kind"
