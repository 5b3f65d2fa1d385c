"""Every event and object that our code records has a word of its own (B46)."""

from __future__ import annotations

import re
from pathlib import Path

from bihuan.base.event_words import EVENTS, OBJECTS, event_word, object_word
from bihuan.base.rights import matrix

APPS = Path(__file__).parents[2] / "bihuan"
FIRST = {code.split(".")[0] for code in EVENTS}
ANNOUNCED = {"work.item_moved", "app.url"}


def recorded() -> set[str]:
    """Codes with a point that stand in the actions and commands of the apps."""
    files = [*APPS.glob("apps/*/actions/**/*.py"), *APPS.glob("**/management/commands/*.py")]
    found = {code for file in files for code in re.findall(r'"([a-z_]+\.[a-z_]+)"', file.read_text(encoding="utf-8"))}
    return {code for code in found if code.split(".")[0] in FIRST}


def test_every_recorded_event_has_a_word():
    assert recorded() - set(EVENTS) - set(OBJECTS) - set(matrix()) - ANNOUNCED == set()


def test_a_refused_address_is_named_after_its_object():
    assert [object_word("work:item"), object_word("units:audit")] == ["事项", "页面"]


def test_an_unknown_event_shows_its_code():
    assert event_word("new.kind") == "new.kind"
