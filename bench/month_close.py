"""How long does a month's close of a demonstration district take, step by step: collect, check, close, derive, rank,
lamps, report in Word? All of it goes through the same acts as people use, and is rolled back at the end.

Run: BIHUAN_HOME=/tmp/bench-month BIHUAN_MODE=demo python -m bench.month_close [--size small|standard]
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bihuan.apps.figures import actions as figures_actions  # noqa: E402
from bihuan.apps.figures import queries as figures  # noqa: E402
from bihuan.apps.figures.queries import UnitMonth  # noqa: E402
from bihuan.apps.reports import actions as reports  # noqa: E402
from bihuan.apps.reports.models import AnalysisReport, ReportState  # noqa: E402
from bihuan.apps.units import queries as units  # noqa: E402
from bihuan.apps.units.models import Post  # noqa: E402
from bihuan.base.actors import Actor  # noqa: E402
from bihuan.base.scope import Viewer  # noqa: E402
from bihuan.engine import indicators as engine  # noqa: E402
from bihuan.engine.indicators import MonthSpan  # noqa: E402

OPEN = ("draft", "returned", "reopened", "")
REPORTERS = ("clerk", "liaison", "unit_head")


class Close:
    """One month's close; each step returns what it did in a few words."""

    def __init__(self) -> None:
        self.now, self.day = timezone.now(), timezone.localdate()
        self.book = figures.book(self.day)
        self.month, self.eyes = self.book.month_due(), Viewer.worker(on=self.day)
        self.office = self.actor_with("statistician")

    def actor_with(self, *roles: str, unit_id: int | None = None) -> Actor | None:
        """Somebody who holds one of these roles, in a unit where asked."""
        posts = Post.objects.filter(role__in=roles).select_related("person")
        found = (posts if unit_id is None else posts.filter(unit_id=unit_id)).first()
        return None if found is None else Actor(units.viewer_of(found.person, on=self.day))

    def sheets(self) -> list[UnitMonth]:
        """All units that report, each with its sheet of the month."""
        return figures.unit_months(self.eyes, month=self.month, book=self.book, form=self.book.form)

    def page(self, unit_id: int) -> figures.SheetPage:
        """A unit's month."""
        sides = {"month": self.month, "book": self.book, "form": self.book.form}
        return figures.sheet_page(self.eyes, unit_id=unit_id, **sides)

    def collect(self) -> str:
        """Whoever has not sent the month sends it: the month before, a tenth on."""
        sent = 0
        for one in self.sheets():
            by = self.actor_with(*REPORTERS, unit_id=one.unit_id)
            typed = self.typed(one.unit_id) if one.state in OPEN and by is not None else {}
            if typed:
                sides: dict[str, Any] = {"month": self.month, "form": self.book.form.code, "by": by, "now": self.now}
                figures_actions.submit_sheet(one.unit_id, typed, with_gaps=True, **sides)
                sent += 1
        return f"{sent} sheets sent"

    def typed(self, unit_id: int) -> dict[str, dict[str, str]]:
        """What a unit types into its open fields."""
        lines = [line for line in self.page(unit_id).lines if line.asked]
        pairs = {(line.unit_id, line.indicator.code) for line in lines}
        stands = figures.standing(
            self.eyes,
            months=[self.month.shifted(-1)],
            unit_ids={pk for pk, _ in pairs},
            indicators={code for _, code in pairs},
        )
        typed = {}
        for (pk, code, _), row in stands.items():
            if (pk, code) in pairs:
                level = "" if row.level is None else f"{row.level.amount * Decimal('1.1'):.2f}"
                whole = self.book.indicators[code].unit.factor == 1
                typed[f"{pk}-{code}"] = {
                    "level": level.split(".", maxsplit=1)[0] if whole else level,
                    "growth": "" if row.growth is None else f"{row.growth:f}",
                }
        return typed

    def check(self) -> str:
        """The notes of every sheet."""
        pages = [self.page(one.unit_id) for one in self.sheets()]
        return f"{sum(len(figures.sheet_notes(self.eyes, page, book=self.book)) for page in pages)} notes"

    def close(self) -> str:
        """The statistician approves all that was sent, and locks the month."""
        approved = 0
        for one in self.sheets():
            if one.state == "submitted":
                sheet = self.page(one.unit_id).sheet
                figures_actions.approve_sheet(sheet.pk, version=sheet.version, by=self.office, now=self.now)
                approved += 1
        sides: dict[str, Any] = {"form": self.book.form.code, "by": self.office, "now": self.now}
        locked = figures_actions.lock_month(self.month, **sides)
        return f"{approved} approved, {len(locked)} sheets gone through"

    def derive(self) -> str:
        """The cube of five years, its series of the month, the sums up the tree, and the places of all units."""
        made = figures.cube(self.eyes, book=self.book, span=MonthSpan(self.month.year - 4, 5))
        place = made.span.place(self.month)
        engine.derive_month(made, place)
        engine.sums(made, place)
        ids = [pk for pk in made.tree.ids if made.tree.depths[made.tree.places[pk]] > 0]
        engine.ranks_among(engine.headline(made, place), engine.peers([ids], made.tree), made.catalogue.signs)
        return f"{' x '.join(map(str, made.shape))} cells"

    def lamps(self) -> str:
        """A lamp for every target of the year."""
        lines = figures.targets_of_year(self.eyes, self.month.year, month=self.month, rules=self.book)
        lit = sum(figures.lamp_of(line, self.book) is not None for line in lines)
        return f"{lit} lamps of {len(lines)} targets"

    def report(self) -> str:
        """The report of the month, drafted anew and issued as a Word file."""
        drafted = AnalysisReport.objects.visible_to(self.eyes).filter(month=self.month, state=ReportState.DRAFT).first()
        sides: dict[str, Any] = {"by": self.office, "now": self.now}
        row = drafted or reports.draft_analysis(self.month, **sides)
        row, _ = reports.refresh_analysis(row.pk, version=row.version, **sides)
        row = reports.issue_analysis(row.pk, version=row.version, **sides)
        return f"{row.title}{row.numbered}, {len(row.content['sources'])} sources"


def main() -> None:
    """Print each step with its wall and processor time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=["small", "standard"], default="small")
    size = parser.parse_args().size
    call_command("migrate", verbosity=0)
    call_command("demo", size=size, if_empty=True)
    with transaction.atomic():
        month = Close()
        steps: tuple[Callable[[], str], ...] = (
            *(month.collect, month.check, month.close),
            *(month.derive, month.lamps, month.report),
        )
        began, worked = time.perf_counter(), time.process_time()
        for step in steps:
            _timed(step)
        print(f"{'whole':10} {time.perf_counter() - began:8.2f} s  {time.process_time() - worked:8.2f} s processor")
        transaction.set_rollback(True)


def _timed(step: Callable[[], str]) -> None:
    began, worked = time.perf_counter(), time.process_time()
    told = step()
    wall, processor = time.perf_counter() - began, time.process_time() - worked
    print(f"{step.__name__:10} {wall:8.2f} s  {processor:8.2f} s processor  {told}")


if __name__ == "__main__":
    main()
