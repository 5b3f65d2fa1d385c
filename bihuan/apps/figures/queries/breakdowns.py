"""A target and the units that it is, or may be, broken down to (目标分解)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from bihuan.apps.figures import mapping
from bihuan.apps.figures.models import Breakdown, Observation
from bihuan.apps.figures.queries.book import Book
from bihuan.apps.figures.queries.figures import standing
from bihuan.apps.figures.queries.targets import TargetLine, target_page
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.engine.values import Indicator, Month, Quantity

SHARERS = {"towns": ("town", "zone"), "departments": ("department", "party", "zone")}
SHARER_WORDS = {"towns": "镇街和园区", "departments": "部门和园区"}


@dataclass(frozen=True)
class BreakdownRow:
    """One unit with what is known of it (分解一行).

    base: last year's level. increment: what last year added. old: its target so far, in mid-year. note: what speaks
    against giving it one.
    """

    unit_id: int
    name: str
    base: Quantity | None
    increment: Quantity | None
    old: TargetLine | None
    note: str = ""


@dataclass(frozen=True)
class BreakdownPage:
    """A target that is to be shared out, or shared out anew, and how it was before (分解页)."""

    line: TargetLine
    indicator: Indicator
    rows: list[BreakdownRow]
    own_base: Quantity | None
    kept: list[Breakdown]
    who: str

    @property
    def is_anew(self) -> bool:
        """Whether units have targets from it already."""
        return any(row.old is not None for row in self.rows)


def breakdown_page(viewer: Viewer, target_id: int, *, who: str, rules: Book) -> BreakdownPage:
    """A target with the units below its own: those that have a share, else those of a kind.

    Raises: Http404: no such target for this viewer, none that holds, or of a kind that is not shared out.
    """
    page = target_page(viewer, target_id, rules=rules)
    line, indicator = page.stands, page.indicator
    if line is None or indicator is None or line.asked.kind not in mapping.BREAKABLE:
        raise Http404
    old = {part.unit_id: part for part in page.parts}
    names = units.unit_names_on(old, viewer.on) if old else _below(viewer, page.target.unit_id, who)
    stands = standing(
        viewer,
        months=[Month(page.target.year - back, indicator.months[-1]) for back in (1, 2)],
        unit_ids=[*names, page.target.unit_id],
        indicators=[indicator.code],
    )
    levels = {(key[0], key[2].year): row for key, row in stands.items()}
    notes = _taken_back(viewer, names, indicator)
    year = page.target.year
    rows = [
        BreakdownRow(
            pk,
            name,
            _level(levels.get((pk, year - 1))),
            _increment(levels.get((pk, year - 1)), levels.get((pk, year - 2))),
            old.get(pk),
            notes.get(pk, ""),
        )
        for pk, name in names.items()
    ]
    own = _level(levels.get((page.target.unit_id, year - 1)))
    return BreakdownPage(line, indicator, rows, own, breakdowns_of(viewer, target_id), who)


def breakdowns_of(viewer: Viewer, target_id: int) -> list[Breakdown]:
    """How a target was shared out, the latest first, each with its rationale (历次分解)."""
    return list(Breakdown.objects.visible_to(viewer).filter(target_id=target_id).order_by("-version"))


def _below(viewer: Viewer, unit_id: int, who: str) -> dict[int, str]:
    """Units directly below, of the kinds that are asked for, in the order of their tree."""
    whole = units.unit(unit_id)
    if whole is None:
        return {}
    kinds = SHARERS.get(who, SHARERS["towns"])
    below = units.units_on(viewer.on, kinds=kinds).filter(path__startswith=whole.path, depth=whole.depth + 1)
    return dict(below.values_list("pk", "name"))


def _level(row: Observation | None) -> Quantity | None:
    return row.level if row else None


def _increment(row: Observation | None, before: Observation | None) -> Quantity | None:
    if row is None or before is None or row.level is None or before.level is None:
        return None
    return row.level - before.level


def _taken_back(viewer: Viewer, names: dict[int, str], indicator: Indicator) -> dict[int, str]:
    """Units whose list of duties says that this is no longer theirs (履职事项清单): a warning, no more."""
    found = {}
    for each in units.duties_on(viewer.on):
        duties = each.duties.get("taken_back", []) if each.unit_id in names else []
        hit = next((duty for duty in duties if duty[:4] in indicator.label), None)
        if hit:
            found[each.unit_id] = f"履职事项清单已上收“{hit}”"
    return found
