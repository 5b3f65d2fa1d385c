"""Checks of definitions (定义检查): first the form by JSON schema, then whether the engine can build it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from bihuan.definitions.breaches import breaches
from bihuan.engine import analysis, calendar, indicators, lamps, loop, messages, pipeline, schedule, sites, sounds, text
from bihuan.engine.indicators import findings_among
from bihuan.engine.office import papers, word
from bihuan.engine.office.tables import known_columns
from bihuan.engine.pipeline import factors, funds
from bihuan.engine.rules import BadCondition
from bihuan.engine.values import Finding

_HERE = Path(__file__).parent

_BUILDERS: dict[str, Callable[[Mapping[str, Any]], object]] = {
    "analysis_plans": analysis.plan,
    "factor_kinds": factors.build_factor,
    "figure_checks": indicators.checks.limits,
    "fund_kinds": funds.build_fund,
    "high_energy": pipeline.build_high_energy,
    "holidays": calendar.build,
    "indicators": indicators.define,
    "ledger_kinds": loop.build,
    "lamps": lamps.build,
    "ledger_columns": known_columns,
    "message_gateways": messages.build,
    "networks": schedule.build,
    "paper_layouts": word.layout,
    "paper_wordings": papers.wording,
    "project_lamps": pipeline.build_lamps,
    "project_stages": pipeline.build_stages,
    "reading": text.Words,
    "site_lines": sites.build,
    "shared_limits": schedule.build_limit,
    "sounds": sounds.build,
    "statistics_entry": pipeline.build_entry,
    "statuses": lamps.build_statuses,
    "stuck_projects": pipeline.build_stuck,
    "table_columns": known_columns,
    "year_stages": indicators.stage,
}


def check(kind: str, body: object) -> list[Finding]:
    """What is wrong with a definition's body (检查定义): form first, then sense; nothing where it is good."""
    findings = breaches(_validator(kind), body)
    builder = _BUILDERS.get(kind)
    if findings or builder is None or not isinstance(body, Mapping):
        return findings
    return _build_findings(builder, body)


def check_among(kind: str, bodies: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    """What is wrong with good definitions of a kind taken together (定义之间的检查); most kinds stand alone."""
    if kind != "indicators":
        return []
    return list(findings_among(indicators.define(body, code) for code, body in bodies.items()))


def check_envelope(entry: object) -> list[Finding]:
    """What is wrong with an entry around its body (检查定义的抬头): code, name, source, days."""
    findings = breaches(_validator(None), entry)
    if findings or not isinstance(entry, dict) or not entry.get("ends_on"):
        return findings
    if date.fromisoformat(entry["ends_on"]) >= date.fromisoformat(entry["effective_on"]):
        return []
    return [Finding("ends_before_start", "ends_on", "终止日早于生效日，请核对。")]


def kinds() -> tuple[str, ...]:
    """Kinds of definitions that ship with a schema (定义的种类)."""
    return tuple(sorted(path.parent.name for path in _HERE.glob("*/schema.json")))


def _build_findings(builder: Callable[[Mapping[str, Any]], object], body: Mapping[str, Any]) -> list[Finding]:
    try:
        builder(body)
    except BadCondition as error:
        return [Finding("bad_condition", error.path, error.sentence)]
    except ValueError as error:
        findings = getattr(error, "findings", None)
        if findings is None:
            raise
        return list(findings)
    return []


@cache
def _validator(kind: str | None) -> Draft202012Validator:
    path = _HERE / "envelope.schema.json" if kind is None else _HERE / kind / "schema.json"
    if not path.exists():
        raise LookupError(f"no such kind of definition: {kind}")
    return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")), format_checker=FormatChecker())
