"""Projects in the Open Contracting for Infrastructure Data Standard, OC4IDS 0.9 (项目数据公开标准).

What is not known is left out, as the standard asks; people are never named. Tables: docs/reference/oc4ids.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bihuan.apps.projects.models import AnnualPlan, Evidence, MonthReport, Project, StageEntry
from bihuan.engine.calendar import SHANGHAI
from bihuan.engine.values import Quantity, Unit

VERSION = "0.9"
STATUSES = {
    "idea": "identification",
    "negotiation": "identification",
    "signed": "preparation",
    "started": "implementation",
    "building": "implementation",
    "in_production": "completion",
    "full_capacity": "maintenance",
}
"""Our stages -> projectStatus; a stage of an office's own has none."""
PERIODS = {
    "identification": "identificationPeriod",
    "preparation": "preparationPeriod",
    "implementation": "implementationPeriod",
    "completion": "completionPeriod",
    "maintenance": "maintenancePeriod",
}
TYPES = {
    "new": "construction",
    "expansion": "expansion",
    "renovation": "rehabilitation",
    "restoration": "rehabilitation",
    "relocation": "replacement",
}
"""建设性质 -> projectType."""
SECTORS = {
    "44": ["energy"],
    "45": ["energy"],
    "46": ["waterAndWaste"],
    "4811": ["transport", "transport.rail"],
    "4812": ["transport", "transport.road"],
    "4813": ["transport", "transport.urban"],
    "53": ["transport", "transport.rail"],
    "54": ["transport", "transport.road"],
    "55": ["transport", "transport.water"],
    "56": ["transport", "transport.air"],
    "57": ["transport"],
    "58": ["transport"],
    "59": ["transport"],
    "60": ["communications"],
    "63": ["communications"],
    "64": ["communications"],
    "65": ["communications"],
    "761": ["naturalResources", "naturalResources.floodProtection"],
    "76": ["naturalResources"],
    "772": ["waterAndWaste"],
    "77": ["naturalResources"],
    "78": ["cultureSportsAndRecreation"],
    "83": ["education"],
    "84": ["health"],
    "85": ["health"],
    "86": ["communications"],
    "87": ["communications"],
    "88": ["cultureSportsAndRecreation"],
    "89": ["cultureSportsAndRecreation"],
    "90": ["cultureSportsAndRecreation"],
    "91": ["governance"],
    "92": ["governance"],
    "93": ["governance"],
    "94": ["governance"],
    "96": ["governance"],
}
"""Beginning of a GB/T 4754 code -> projectSector, the longest that fits; all other industries are economy."""
DOCUMENTS = {
    "intent": "needsAssessment",
    "negotiation_record": "minutes",
    "filing": "budgetApproval",
    "land": "landAndSettlementImpact",
    "environment": "environmentalImpact",
    "construction_contract": "contractSigned",
    "piling": "physicalProgressReport",
    "progress_sheet": "physicalProgressReport",
    "site_photo": "illustration",
    "arrival_photo": "illustration",
    "payment_proof": "financialProgressReport",
    "acceptance": "completionCertificate",
}
"""Code of evidence -> documentType; what has no counterpart has no type."""
SHAPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
CREDIT_CODES, INDUSTRIES, NATIONAL, OURS = "GB 32100", "GB/T 4754", "国家统一项目代码", "项目库编号"
CONTRACT = "construction_contract"


@dataclass(frozen=True)
class Node:
    """A node of a project's plan (节点): when it is to be done, and when it was."""

    code: str
    name: str
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Dossier:
    """All of one project that goes out (一个项目的公开内容).

    entries: oldest first. plans: the standing one of each year.
    months: checked ones alone, oldest first. units: of lead and support, by their number. evidence_words: by code.
    """

    row: Project
    entries: Sequence[StageEntry] = ()
    plans: Sequence[AnnualPlan] = ()
    months: Sequence[MonthReport] = ()
    support: Mapping[int, str] = field(default_factory=dict)
    evidence: Sequence[Evidence] = ()
    evidence_words: Mapping[str, str] = field(default_factory=dict)
    promised_on: date | None = None
    nodes: Sequence[Node] = ()


def package(
    projects: Iterable[Mapping[str, Any]], *, uri: str, publisher: str, published_at: datetime
) -> dict[str, Any]:
    """A project package (数据包)."""
    return {
        "uri": uri,
        "version": VERSION,
        "publishedDate": _moment(published_at),
        "publisher": {"name": publisher},
        "projects": list(projects),
    }


def oc4ids_project(dossier: Dossier) -> dict[str, Any]:
    """One project as the standard says it; what is not known is left out."""
    row = dossier.row
    status = "cancelled" if row.terminated_on else STATUSES.get(row.stage, "")
    said: dict[str, Any] = {
        "id": row.number,
        "updated": _moment(_updated(dossier)),
        "language": "zh",
        "identifiers": _identifiers(row),
        "title": row.name,
        "description": row.content,
        "status": status,
        "period": _period(_year_day(row.from_year, 1, 1), _year_day(row.to_year, 12, 31)),
        "type": TYPES.get(row.nature, ""),
        "sector": sector_of(row.industry),
        "additionalClassifications": [{"scheme": INDUSTRIES, "id": row.industry}] if row.industry else [],
        "locations": _locations(row),
        "budget": _budget(dossier),
        "parties": _parties(dossier),
        "publicAuthority": {"id": f"unit-{row.lead_unit_id}", "name": row.lead_name},
        "documents": [_document(one, dossier.evidence_words) for one in dossier.evidence],
        "contractingProcesses": [_contract(one, dossier) for one in dossier.evidence if one.code == CONTRACT],
        "milestones": _milestones(dossier),
        "metrics": _metrics(dossier),
        **_periods(dossier.entries),
    }
    return {name: value for name, value in said.items() if value not in ("", None, [], {})}


def sector_of(industry: str) -> list[str]:
    """Sectors of an industry, the longest beginning of its code first (领域); none where it is not known."""
    if not industry:
        return []
    for length in range(len(industry), 1, -1):
        if found := SECTORS.get(industry[:length]):
            return found
    return ["economy"]


def _identifiers(row: Project) -> list[dict[str, str]]:
    national = [{"id": row.national_code, "scheme": NATIONAL}] if row.national_code else []
    return [{"id": row.number, "scheme": OURS}, *national]


def _locations(row: Project) -> list[dict[str, Any]]:
    words = "，".join(filter(None, (row.town_name, row.place)))
    shape = row.shape if isinstance(row.shape, dict) and row.shape.get("type") in SHAPES else None
    geometry = {"type": shape["type"], "coordinates": shape["coordinates"]} if shape else None
    found = {"id": "1", "description": words, "geometry": geometry}
    return [{name: value for name, value in found.items() if value}] if words or geometry else []


def _budget(dossier: Dossier) -> dict[str, Any]:
    row = dossier.row
    parts = [
        {
            "id": str(plan.year),
            "description": f"{plan.year}年度计划投资",
            "amount": _value(plan.amount),
            "period": _period(date(plan.year, 1, 1), date(plan.year, 12, 31)),
        }
        for plan in dossier.plans
    ]
    years = [{"id": "years", "description": "分年度计划投资", "budgetBreakdown": parts}] if parts else []
    found = {"amount": _value(row.total), "budgetBreakdowns": years}
    return {name: value for name, value in found.items() if value}


def _parties(dossier: Dossier) -> list[dict[str, Any]]:
    row = dossier.row
    lead = {"id": f"unit-{row.lead_unit_id}", "name": row.lead_name, "roles": ["publicAuthority"]}
    others = [{"id": f"unit-{pk}", "name": name} for pk, name in dossier.support.items() if pk != row.lead_unit_id]
    return [lead, *_owner(row), *others]


def _owner(row: Project) -> list[dict[str, Any]]:
    name = row.owner.name if row.owner else row.owner_name
    if not name:
        return []
    code = row.owner.code if row.owner else None
    found: dict[str, Any] = {"id": code or f"owner-{row.pk}", "name": name, "roles": ["buyer"]}
    return [found | ({"identifier": {"scheme": CREDIT_CODES, "id": code, "legalName": name}} if code else {})]


def _document(one: Evidence, words: Mapping[str, str]) -> dict[str, Any]:
    kind = words.get(one.code, "")
    found = {
        "id": f"evidence-{one.pk}",
        "documentType": DOCUMENTS.get(one.code, ""),
        "title": one.text or kind,
        "description": "，".join(filter(None, (kind if kind != one.text else "", one.document_number))),
        "datePublished": _day(one.issued_on),
        "language": "zh",
    }
    return {name: value for name, value in found.items() if value}


def _contract(one: Evidence, dossier: Dossier) -> dict[str, Any]:
    """A contract of which the signed paper is here; who builds it is not kept, so it is not said."""
    is_done = dossier.row.stage in ("in_production", "full_capacity")
    summary = {
        "externalReference": one.document_number,
        "nature": ["construction"],
        "title": one.text,
        "status": "closed" if is_done else "active",
        "documents": [_document(one, dossier.evidence_words)],
    }
    return {"id": f"contract-{one.pk}", "summary": {name: value for name, value in summary.items() if value}}


def _milestones(dossier: Dossier) -> list[dict[str, Any]]:
    promised = {"id": "promise", "title": "承诺完成", "dueDate": _day(dossier.promised_on)}
    nodes = [
        {
            "id": node.code,
            "title": node.name,
            "dueDate": _day(node.due_on),
            "dateMet": _day(node.done_on),
            "status": "met" if node.done_on else "scheduled",
        }
        for node in dossier.nodes
    ]
    told = [promised, *nodes] if dossier.promised_on else nodes
    return [{name: value for name, value in each.items() if value} for each in told]


def _metrics(dossier: Dossier) -> list[dict[str, Any]]:
    """What was invested since January, as each checked month reported it."""
    seen = [
        {
            "id": f"{report.month.year}-{report.month.month:02}",
            "period": _period(date(report.month.year, 1, 1), report.month.end_on),
            "value": _value(report.ytd),
        }
        for report in dossier.months
        if report.ytd is not None
    ]
    return [{"id": "investment_ytd", "title": "本年累计完成投资", "observations": seen}] if seen else []


def _periods(entries: Sequence[StageEntry]) -> dict[str, Any]:
    """When the project was in each phase: from the day it entered, until it entered another."""
    spans: dict[str, list[date | None]] = {}
    last = ""
    for entry in entries:
        phase = STATUSES.get(entry.stage, "")
        if phase == last:
            continue
        if last:
            spans[last][1] = entry.entered_on
        if phase:
            spans[phase] = [spans.get(phase, [entry.entered_on])[0], None]
        last = phase
    return {PERIODS[phase]: _period(first, until) for phase, (first, until) in spans.items()}


def _period(first: date | None, last: date | None) -> dict[str, str]:
    if first and last and last < first:
        last = None
    found = {"startDate": _day(first), "endDate": _day(last)}
    return {name: value for name, value in found.items() if value}


def _value(amount: Any) -> dict[str, Any]:
    """An amount of 万元 in yuan, exact; a whole number stays one."""
    if amount is None:
        return {}
    yuan = Quantity(amount, Unit.TEN_THOUSAND_YUAN).to(Unit.YUAN).amount
    return {"amount": int(yuan) if yuan == int(yuan) else float(yuan), "currency": "CNY"}


def _updated(dossier: Dossier) -> datetime:
    moments = [dossier.row.created_at, *(each.at for each in (*dossier.entries, *dossier.plans, *dossier.evidence))]
    return max([*moments, *(report.moved_at for report in dossier.months if report.moved_at)])


def _year_day(year: int | None, month: int, day: int) -> date | None:
    return date(year, month, day) if year else None


def _day(day: date | None) -> str:
    return f"{day}T00:00:00+08:00" if day else ""


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")
