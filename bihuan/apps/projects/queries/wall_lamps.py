"""The four lamps of the projects on the wall (挂图上的四灯), as of the month that was due last."""

from __future__ import annotations

from dataclasses import dataclass

from bihuan.apps.projects.queries.lamps import month_table
from bihuan.apps.projects.queries.months import month_book
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import COLOURS
from bihuan.engine.pipeline import LAMPS

WORDS = {"green": "绿灯", "blue": "蓝灯", "yellow": "黄灯", "red": "红灯"}


@dataclass(frozen=True, slots=True)
class WallLamp:
    """One lamp of a project (一盏灯): colour, and its word with what it is of."""

    colour: str
    word: str


def lamps_of_month(viewer: Viewer) -> dict[int, tuple[WallLamp, ...]]:
    """The lamps of each project in reach that reports the month that was due last."""
    book = month_book(viewer.on)
    table = month_table(viewer, book.month_due(), book)
    found: dict[int, list[WallLamp]] = {}
    for code, colours in table.colours.items():
        for year, place in zip(table.years, colours.tolist(), strict=True):
            colour = COLOURS[place]
            if colour in WORDS:
                found.setdefault(year.project.pk, []).append(WallLamp(colour, f"{LAMPS[code]}{WORDS[colour]}"))
    return {pk: tuple(lamps) for pk, lamps in found.items()}
