"""Changing a rule: a dated row beside what ships, checked first (改规则)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan import definitions
from bihuan.apps.units import models, queries
from bihuan.apps.units.actions.events import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal
from bihuan.engine.values import Finding

RIGHTS = {"indicators": "indicator.change", "shared_limits": "limit.change"}
"""Kinds of rules that other offices than the supervision office change too."""


class BadRule(Refusal):
    """The rule does not hold; `findings` say where and what to do, `sentences` the same in words."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        self.sentences = [f"{each.at}：{each.sentence}" if each.at else each.sentence for each in findings]
        super().__init__("；".join(self.sentences))


def change_rule(kind: str, code: str, *, entry: dict[str, Any], by: Actor, now: datetime) -> models.OfficeDefinition:
    """Put a rule of this office in force from a day on; what ships stays as it is.

    Args: entry: name, source, effective_on, ends_on and body, as in a file of bihuan/definitions.
    Raises: BadRule: the findings. Refusal: the day has a row already.
    """
    rights.require(by.viewer, RIGHTS.get(kind, "definition.change"))
    entry = {"code": code, **entry}
    findings = definitions.check_envelope(entry) or definitions.check(kind, entry["body"]) or _among(kind, entry)
    if findings:
        raise BadRule(findings)
    try:
        return _keep(kind, code, entry=entry, by=by, now=now)
    except IntegrityError as twice:
        raise Refusal(f"这条规则自{entry['effective_on']}起的版本已登记过，请改用别的日期。") from twice


def _among(kind: str, entry: dict[str, Any]) -> list[Finding]:
    """What this rule would put wrong between the rules of its kind on its first day."""
    stands = {each.code: each.body for each in queries.definitions(kind, on=date.fromisoformat(entry["effective_on"]))}
    before = definitions.check_among(kind, stands)
    after = definitions.check_among(kind, stands | {entry["code"]: entry["body"]})
    return [finding for finding in after if finding not in before]


@transaction.atomic
def _keep(kind: str, code: str, *, entry: dict[str, Any], by: Actor, now: datetime) -> models.OfficeDefinition:
    version = definitions.version_of(entry["body"])
    facts = {"kind": kind, "code": code, "version": version, "from_on": entry["effective_on"], "name": entry["name"]}
    event = record_event("definition.changed", object_kind="definition", object_id=None, by=by, at=now, to=facts)
    return models.OfficeDefinition.objects.create(
        kind=kind,
        code=code,
        name=entry["name"],
        body=entry["body"],
        source=entry["source"],
        from_on=date.fromisoformat(entry["effective_on"]),
        to_on=date.fromisoformat(entry["ends_on"]) if entry.get("ends_on") else None,
        event_seq=event.seq,
    )
