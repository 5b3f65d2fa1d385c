"""Money from above: what each fund asks, who may be a candidate and why, what was asked and granted (上级资金)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from bihuan.apps.projects import mapping
from bihuan.apps.projects.mapping.funds import Fund
from bihuan.apps.projects.models import Evidence, FundBid, Nature, Procedure, Project
from bihuan.apps.units import queries as units
from bihuan.base.scope import Viewer
from bihuan.definitions import Definition
from bihuan.engine import pipeline
from bihuan.engine.pipeline import funds as engine
from bihuan.engine.pipeline.funds import Candidacy, FundTotal
from bihuan.engine.rules import Truth

KIND = "fund_kinds"
STAGES = "project_stages"
ORDER = (Truth.YES, Truth.UNKNOWN, Truth.NO)
WORDS = {Truth.YES: "符合", Truth.UNKNOWN: "待补情况", Truth.NO: "不符合"}


@dataclass(frozen=True)
class Candidate:
    """A project beside a fund: whether it may be a candidate and why, and its bid of the year (候选项目)."""

    project: Project
    fund: Fund
    candidacy: Candidacy
    bid: FundBid | None

    @property
    def word(self) -> str:
        """Yes, no or not known, as the page says it."""
        return WORDS[self.candidacy.truth]


@dataclass(frozen=True)
class FundLine:
    """A fund with how many projects in reach may be candidates (资金一行)."""

    fund: Fund
    counts: tuple[tuple[str, str, int], ...]
    window: str


@dataclass(frozen=True)
class FundBook:
    """What pages of funds need of the rules, read in one query (资金规则).

    funds: by code, in their order. words: Chinese words of the codes that facts of a project hold.
    """

    funds: dict[str, Fund]
    words: dict[str, str]

    @classmethod
    def of_day(cls, on: date) -> FundBook:
        """As of a day; the office's own rules stand before what ships."""
        read = units.definitions_until((KIND, STAGES), on=on)
        rules, stages = ({each.code: each for each in read[kind] if each.holds_on(on)} for kind in (KIND, STAGES))
        found = [_fund(each) for each in rules.values()]
        ordered = sorted(found, key=lambda each: (each.kind.order, each.code))
        return cls({each.code: each for each in ordered}, _code_words(stages.get("standard")))


def _fund(rule: Definition) -> Fund:
    return Fund(rule.code, rule.name, engine.build_fund(rule.body), rule.source.label, rule.source.note or "")


def _code_words(rule: Definition | None) -> dict[str, str]:
    stages = {} if rule is None else {each.code: each.name for each in pipeline.build_stages(rule.body).stages}
    return {**stages, **dict(Nature.choices), **dict(Procedure.choices)}


def fund_kinds(on: date) -> dict[str, Fund]:
    """Funds in force on a day, in their order (资金种类)."""
    return FundBook.of_day(on).funds


def fund(code: str, on: date) -> Fund:
    """One fund; else it does not exist."""
    found = fund_kinds(on).get(code)
    if found is None:
        raise Http404
    return found


def fund_lines(viewer: Viewer) -> list[FundLine]:
    """Every fund with how many projects may be candidates; the projects are read once."""
    projects = _running(viewer)
    evidence = _evidence(projects)
    facts = [(project, mapping.facts(project)) for project in projects]
    lines = []
    for each in FundBook.of_day(viewer.on).funds.values():
        truths = [engine.consider(each.kind, told, evidence.get(one.pk, frozenset())).truth for one, told in facts]
        counts = tuple((truth.value, WORDS[truth], truths.count(truth)) for truth in ORDER)
        lines.append(FundLine(each, counts, each.window_word(viewer.on)))
    return lines


def candidates(found: Fund, viewer: Viewer, *, truth: str = "", year: int | None = None) -> list[Candidate]:
    """Running projects in reach beside a fund, those that may be candidates first (候选项目)."""
    projects = _running(viewer)
    evidence, words = _evidence(projects), FundBook.of_day(viewer.on).words
    bids = {bid.project_id: bid for bid in _bids(viewer).filter(fund=found.code, year=year or viewer.on.year)}
    made = [Candidate(one, found, _considered(found, one, evidence, words), bids.get(one.pk)) for one in projects]
    shown = [each for each in made if truth in ("", each.candidacy.truth.value)]
    return sorted(shown, key=lambda each: (ORDER.index(each.candidacy.truth), len(each.candidacy.papers)))


def funds_of(project: Project, viewer: Viewer, book: FundBook | None = None) -> list[Candidate]:
    """One project beside every fund (项目可申报的资金); a query beside the rules."""
    book = book or FundBook.of_day(viewer.on)
    evidence = _evidence([project])
    made = [
        Candidate(project, each, _considered(each, project, evidence, book.words), None) for each in book.funds.values()
    ]
    return sorted(made, key=lambda each: ORDER.index(each.candidacy.truth))


def _considered(
    found: Fund, project: Project, evidence: Mapping[int, frozenset[str]], words: Mapping[str, str]
) -> Candidacy:
    own = evidence.get(project.pk, frozenset())
    return engine.consider(found.kind, mapping.facts(project), own, words=words)


def _running(viewer: Viewer) -> list[Project]:
    rows = Project.objects.visible_to(viewer).filter(suspended_on=None, terminated_on=None)
    return list(rows.order_by("-pk"))


def _evidence(projects: Iterable[Project]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    rows = Evidence.objects.of(projects).filter(withdrawn_at=None).values_list("project_id", "code")
    for project_id, code in rows:
        found.setdefault(project_id, set()).add(code)
    return {project_id: frozenset(codes) for project_id, codes in found.items()}


def bid(bid_id: int, viewer: Viewer) -> FundBid:
    """One bid; else it does not exist."""
    found: FundBid | None = _bids(viewer).filter(pk=bid_id).first()
    if found is None:
        raise Http404
    return found


def bids(viewer: Viewer, *, year: int | None = None, code: str = "", state: str = "") -> QuerySet[FundBid]:
    """Bids in reach, those of the latest year first (申报情况)."""
    plain: dict[str, Any] = {"year": year, "fund": code, "state": state}
    return _bids(viewer).filter(**{name: value for name, value in plain.items() if value})


def bids_of(project: Project, viewer: Viewer) -> list[FundBid]:
    """Bids of one project (项目的资金申报)."""
    return list(_bids(viewer).filter(project=project))


def bid_totals(rows: Iterable[Any]) -> tuple[FundTotal, ...]:
    """Bids by year and fund: asked, waiting, granted (资金合计)."""
    return engine.fund_totals(engine.Bid(row.fund, row.year, row.state, row.amount, row.granted) for row in rows)


def may_bid(viewer: Viewer, project: Project) -> bool:
    """Whether this viewer's units put this project up for money: its lead unit, the office."""
    return viewer.sees_all or project.lead_unit_id in viewer.unit_ids


def _bids(viewer: Viewer) -> QuerySet[FundBid]:
    return FundBid.objects.visible_to(viewer).select_related("project").order_by("-year", "fund", "pk")
