"""Needs of projects: what is lacking, who owes an answer, how far each is (要素需求)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.projects.mapping.needs import SOURCE, Factor
from bihuan.apps.projects.models import FactorNeed, Project
from bihuan.apps.projects.queries.schedules import plan_of
from bihuan.apps.units import queries as units
from bihuan.apps.work import queries as work
from bihuan.base.scope import Viewer
from bihuan.engine.pipeline import factors as engine
from bihuan.engine.pipeline.factors import Answerer
from bihuan.engine.schedule.plans import ActivityDates

KIND = "factor_kinds"
State = FactorNeed.State


@dataclass(frozen=True)
class NeedLine:
    """A need with its factor and its matter of work as it stands (需求一行). item: None out of reach."""

    row: FactorNeed
    factor: Factor | None
    item: work.Row | None
    on: date
    bite: engine.Bite | None = None

    @property
    def factor_name(self) -> str:
        """What the factor is called; its code where its kind is in force no more."""
        return self.factor.name if self.factor else self.row.factor

    @property
    def dialog(self) -> str:
        """What the dialog of its withdrawal is called on a page."""
        return f"need-{self.row.pk}"

    @property
    def asked(self) -> str:
        """How much is asked, with its unit."""
        return self.factor.told(self.row.amount) if self.factor else ""

    @property
    def granted(self) -> str:
        """How much was granted, with its unit."""
        return self.factor.told(self.row.granted) if self.factor else ""

    @property
    def answer_on(self) -> date | None:
        """The day by which the answer is due."""
        return self.item.item.due_on if self.item else None

    @property
    def is_answered(self) -> bool:
        """Whether an answer is given that the project has not taken yet."""
        return self.row.state == State.OPEN and self.row.decided_at is not None

    @property
    def state_word(self) -> str:
        """Where it stands, in words."""
        if self.row.state != State.OPEN:
            return {State.DECIDED: "已确认", State.WITHDRAWN: "已撤回"}[State(self.row.state)]
        return "已答复待确认" if self.is_answered else "答复逾期" if self.is_late else "待答复"

    @property
    def is_late(self) -> bool:
        """Whether the answer is overdue."""
        return is_late(self.row, self.answer_on, on=self.on)


def is_late(row: FactorNeed, answer_on: date | None, *, on: date) -> bool:
    """Whether the answer is overdue: the day of its matter, else the day on which it is needed, has passed."""
    return row.state == State.OPEN and row.decided_at is None and (answer_on or row.due_on) < on


def factor_kinds(on: date) -> dict[str, Factor]:
    """Kinds of factors in force on a day, in their order (要素种类)."""
    found = [
        Factor(each.code, each.name, engine.build_factor(each.body), each.source.label)
        for each in units.definitions(KIND, on=on)
    ]
    return {each.code: each for each in sorted(found, key=lambda each: (each.kind.order, each.code))}


def proposed_answerers(kinds: Iterable[Factor], on: date) -> dict[str, Answerer]:
    """Who usually answers for each factor, by the duties of the directory (建议答复单位)."""
    duties = [
        (each.unit_id, [text for texts in each.duties.values() for text in texts]) for each in units.duties_on(on)
    ]
    found = {kind.code: engine.answerer(kind.kind, duties) for kind in kinds}
    return {code: one for code, one in found.items() if one is not None}


def answer_by(factor: Factor, *, on: date, needed_on: date) -> date:
    """The day by which an answer is usually due (答复时限)."""
    return engine.answer_by(factor.kind, on=on, needed_on=needed_on, calendar=units.working_calendar(on=on))


def need(need_id: int, viewer: Viewer) -> FactorNeed:
    """One need; else it does not exist."""
    found: FactorNeed | None = _rows(viewer).filter(pk=need_id).first()
    if found is None:
        raise Http404
    return found


def needs_of(project: Project, viewer: Viewer) -> list[NeedLine]:
    """Needs of one project, those that are open first (项目的要素需求)."""
    rows = sorted(_rows(viewer).filter(project=project), key=lambda row: (row.state != State.OPEN, row.due_on, row.pk))
    lines = need_lines(rows, viewer)
    if not any(row.activity and row.state == State.OPEN for row in rows):
        return lines
    nodes = nodes_of(project, viewer)
    return [replace(line, bite=_bite(line.row, nodes)) for line in lines]


def nodes_of(project: Project, viewer: Viewer) -> dict[str, ActivityDates]:
    """Nodes of a project's plan that are not done, with their dates; none where it cannot be planned (节点)."""
    plan = plan_of(project, viewer).plan
    return {} if plan is None else {code: each for code, each in plan.dates.items() if each.latest_start is not None}


def _bite(row: FactorNeed, nodes: Mapping[str, ActivityDates]) -> engine.Bite | None:
    node = nodes.get(row.activity)
    if row.state != State.OPEN or node is None or node.latest_start is None:
        return None
    return engine.bite(needed_on=row.due_on, latest_start=node.latest_start, node=node.name)


def need_of_item(item: Any, viewer: Viewer) -> FactorNeed | None:
    """The need that a matter came from, if it came from one (事项出处)."""
    if item.source_kind != SOURCE:
        return None
    found: FactorNeed | None = _rows(viewer).filter(item_id=item.pk).first()
    return found


def need_lines(rows: Sequence[FactorNeed], viewer: Viewer, kinds: dict[str, Factor] | None = None) -> list[NeedLine]:
    """Needs in hand with their factors and matters, in their order."""
    if not rows:
        return []
    kinds = factor_kinds(viewer.on) if kinds is None else kinds
    items = work.items_in_hand([row.item_id for row in rows], viewer=viewer, book=work.rulebook(viewer.on))
    return [NeedLine(row, kinds.get(row.factor), items.get(row.item_id), viewer.on) for row in rows]


def may_raise(viewer: Viewer, project: Project) -> bool:
    """Whether needs of a project may be raised from this viewer's units: its lead unit, its place, the office."""
    own = {project.lead_unit_id, project.town_id, project.registrar_unit_id}
    return viewer.sees_all or not own.isdisjoint(viewer.unit_ids)


def _rows(viewer: Viewer) -> QuerySet[FactorNeed]:
    return FactorNeed.objects.visible_to(viewer).select_related("project").order_by("due_on", "pk")
