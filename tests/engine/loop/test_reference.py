"""The reference page shows the tables as they are."""

from __future__ import annotations

from bihuan.engine.loop import REFUSED_ENTRY
from tests.engine.loop.reference import BLOCK, PAGE, TABLES, printed
from tests.engine.loop.test_build import BROKEN


def test_the_page_shows_the_tables_as_the_code_has_them():
    text = PAGE.read_text(encoding="utf-8")

    assert text == printed(text), "python -m tests.engine.loop.reference"
    assert {name for _, name, _ in BLOCK.findall(text)} == set(TABLES)


def test_the_page_names_every_finding_and_every_guarded_state():
    text = PAGE.read_text(encoding="utf-8")

    codes = {code for code, *_ in BROKEN.values()} | set(REFUSED_ENTRY)

    assert [code for code in sorted(codes) if f"`{code}`" not in text] == []
