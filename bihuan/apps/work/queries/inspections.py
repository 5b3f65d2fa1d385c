"""Inspections of a year, how often each unit was inspected, and one inspection (政府督查)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404

from bihuan.apps.units import queries as units
from bihuan.apps.work.models import (
    Inspection,
    InspectionEvidence,
    InspectionFinding,
    InspectionObject,
    InspectionReview,
    InspectionUse,
    Item,
)
from bihuan.base.refusals import Refusal
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import local_day

RECORDS: tuple[type[Any], ...] = (InspectionEvidence, InspectionReview, InspectionUse)


class NoInspectionRules(Refusal):
    """The office has no rules of inspection on this day."""


@dataclass(frozen=True)
class InspectionPage:
    """All that the page of an inspection shows to one viewer."""

    inspection: Inspection
    content: str
    ways: Sequence[str]
    objects: Sequence[InspectionObject]
    findings: Sequence[InspectionFinding]
    items: frozenset[int]
    """Ids of the items among the findings that this viewer may open."""
    evidence: Sequence[InspectionEvidence]
    reviews: Sequence[InspectionReview]
    uses: Sequence[InspectionUse]
    rules: Mapping[str, Any]
    own: Sequence[InspectionObject]
    """Objects among the viewer's own units that may still ask for a review."""
    may_decide: bool
    """Whether this viewer took no part in the conclusion."""

    @property
    def without_item(self) -> int:
        """Findings that are no items to rectify."""
        return sum(finding.item_id is None for finding in self.findings)


def inspection_rules(day: date) -> Mapping[str, Any]:
    """Contents and ways of inspection in force on a day, the office's own first."""
    found = units.definition("inspections", "standard", on=day)
    if found is None:
        raise NoInspectionRules(f"{day}没有政府督查的规则。请在“规则”里补上。")
    return found.body


def review_rule(row: Inspection) -> Mapping[str, int]:
    """Days within which an object may object to a conclusion, and within which that is decided (复核期限)."""
    rule: Mapping[str, int] = inspection_rules(row.begins_on)["review"]
    return rule


def review_until(row: Inspection) -> date:
    """The last day on which an object may object to a conclusion that was fed back to it."""
    assert row.fed_back_at is not None, "only what was fed back is objected to"
    return local_day(row.fed_back_at) + timedelta(days=review_rule(row)["ask_days"])


def inspection_review(review_id: int, viewer: Viewer) -> InspectionReview:
    """One objection in reach; else it does not exist."""
    row = InspectionReview.objects.visible_to(viewer).select_related("inspection").filter(pk=review_id).first()
    if row is None:
        raise Http404
    return row


def inspection_evidence(evidence_id: int, viewer: Viewer) -> InspectionEvidence:
    """One piece of evidence in reach; else it does not exist."""
    row = InspectionEvidence.objects.visible_to(viewer).filter(pk=evidence_id).first()
    if row is None:
        raise Http404
    return row


def took_part(row: Inspection) -> set[int | None]:
    """People who took part in a conclusion: who made it, and who kept what was found and its evidence (应回避人员)."""
    kept = {*row.findings.values_list("by_id", flat=True), *row.evidence.values_list("by_id", flat=True)}
    return kept | {row.concluded_by_id}


def inspections(viewer: Viewer, *, year: int) -> QuerySet[Inspection]:
    """Inspections of a year in reach, the newest first."""
    found = Inspection.objects.visible_to(viewer).filter(year=year).prefetch_related("units")
    return found.annotate(problems=Count("findings")).order_by("-begins_on", "-pk")


def inspection_years(viewer: Viewer) -> list[int]:
    """Years that have inspections in reach, with the present one, newest first."""
    years = set(Inspection.objects.visible_to(viewer).values_list("year", flat=True).order_by().distinct())
    return sorted(years | {viewer.on.year}, reverse=True)


def times_inspected(viewer: Viewer, *, year: int) -> list[tuple[str, int]]:
    """How often each unit was an object in a year, in the office's own order; not ranked (督查频次)."""
    rows = InspectionObject.objects.visible_to(viewer).filter(inspection__year=year)
    if not viewer.sees_all:
        rows = rows.filter(unit_id__in=list(viewer.unit_ids))
    counted = dict(rows.order_by().values_list("unit_id").annotate(n=Count("pk")))
    order = units.units_on(viewer.on).filter(pk__in=list(counted)).values_list("pk", "name")
    return [(name, counted[pk]) for pk, name in order]


def inspection(inspection_id: int, viewer: Viewer) -> Inspection:
    """One inspection; else it does not exist."""
    row = Inspection.objects.visible_to(viewer).filter(pk=inspection_id).first()
    if row is None:
        raise Http404
    return row


def finding(finding_id: int, viewer: Viewer) -> InspectionFinding:
    """One finding of an inspection in reach; else it does not exist."""
    row = InspectionFinding.objects.visible_to(viewer).select_related("inspection").filter(pk=finding_id).first()
    if row is None:
        raise Http404
    return row


def inspection_page(inspection_id: int, viewer: Viewer) -> InspectionPage:
    """One inspection; an object of it sees its own findings, not those of others."""
    row = inspection(inspection_id, viewer)
    rules = inspection_rules(row.begins_on)
    objects, findings = list(row.units.all()), list(row.findings.select_related("item"))
    if not (viewer.sees_all or row.unit_id in viewer.unit_ids):
        objects = [each for each in objects if each.unit_id in viewer.unit_ids]
        findings = [each for each in findings if each.unit_id in viewer.unit_ids]
    ids = [each.item_id for each in findings if each.item_id]
    seen = Item.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True)
    ways = [rules["ways"].get(code, code) for code in row.ways]
    content = rules["contents"].get(row.content, row.content)
    records = [model.objects.visible_to(viewer).filter(inspection=row) for model in RECORDS]
    evidence, reviews, uses = (list(found) for found in records)
    for piece in evidence:
        piece.kind_word = rules["evidence"].get(piece.kind, piece.kind)
    for use in uses:
        use.kind_word = rules["uses"].get(use.kind, use.kind)
    return InspectionPage(
        inspection=row,
        content=content,
        ways=ways,
        objects=objects,
        findings=findings,
        items=frozenset(seen),
        evidence=evidence,
        reviews=reviews,
        uses=uses,
        rules=rules,
        own=_may_still_ask(row, objects, reviews, viewer),
        may_decide=viewer.person_id not in took_part(row),
    )


def _may_still_ask(
    row: Inspection, objects: Sequence[InspectionObject], reviews: Sequence[InspectionReview], viewer: Viewer
) -> list[InspectionObject]:
    if row.fed_back_at is None or viewer.on > review_until(row):
        return []
    own, asked = {post.unit_id for post in viewer.posts}, {review.unit_id for review in reviews}
    return [each for each in objects if each.unit_id in own - asked]


def unread_feedback(viewer: Viewer) -> int:
    """Conclusions that were fed back to a unit of this viewer and not taken note of (待阅知)."""
    own = {post.unit_id for post in viewer.posts}
    rows = InspectionObject.objects.visible_to(viewer).filter(unit_id__in=own, read_at=None)
    return rows.filter(inspection__fed_back_at__isnull=False).count()
