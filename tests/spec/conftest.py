"""Rules as tables that an official can read; each also stands in docs/cases, word for word (规则实例)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

PAGES = Path(__file__).parents[2] / "docs" / "cases"
WRITING = bool(os.environ.get("BIHUAN_WRITE_DOCS"))

Answer = Callable[..., tuple[str, ...] | str]


class Spec(Protocol):
    """Checks a table: what stands left of => goes in, what stands right of it must come out."""

    def __call__(self, table: str, *, by: Answer) -> None: ...


@pytest.fixture
def spec(request: pytest.FixtureRequest) -> Spec:
    """Checks each row of a table by a function of its cells, and that docs/cases shows the table."""
    page = PAGES / f"{request.path.stem.removeprefix('test_')}.md"
    title, heading = request.module.__doc__.strip(), request.function.__doc__.strip()

    def check(table: str, *, by: Answer) -> None:
        header, *rows = [_cells(line) for line in table.strip().splitlines()]
        for given, expected in rows:
            answer = by(*given)
            assert ((answer,) if isinstance(answer, str) else answer) == expected, f"{header[0]} {given}"
        _show(page, title, heading, _printed(header, rows))

    return check


Cells = tuple[tuple[str, ...], tuple[str, ...]]


def _cells(line: str) -> Cells:
    given, expected = (tuple(cell.strip() for cell in side.split("|")) for side in line.split("=>"))
    return given, expected


def _printed(header: Cells, rows: list[Cells]) -> str:
    lines = [(*given, *expected) for given, expected in (header, *rows)]
    lines.insert(1, ("---",) * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _show(page: Path, title: str, heading: str, table: str) -> None:
    section = f"## {heading}\n\n{table}\n"
    if WRITING:
        _write(page, title, heading, section)
    shown = page.read_text(encoding="utf-8") if page.exists() else ""
    assert section in shown, f"{page.name} 与规则不一致。请运行 BIHUAN_WRITE_DOCS=1 pytest tests/spec 重写。"


def _write(page: Path, title: str, heading: str, section: str) -> None:
    text = page.read_text(encoding="utf-8") if page.exists() else f"# {title}\n"
    kept = [part for part in text.split("\n## ") if not part.startswith(f"{heading}\n")]
    page.parent.mkdir(exist_ok=True)
    page.write_text("\n\n## ".join(part.strip() for part in kept) + f"\n\n{section}", encoding="utf-8")
