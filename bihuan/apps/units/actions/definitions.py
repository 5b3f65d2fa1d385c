"""Changing a rule: a dated row beside what ships, checked first (改规则)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from bihuan import definitions
from bihuan.apps.units import models
from bihuan.apps.units.actions.events import record_event
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal


class BadRule(Refusal):
    """The rule does not hold; `sentences` say where and what to do."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("；".join(sentences))
        self.sentences = sentences


def change_rule(kind: str, code: str, *, entry: dict[str, Any], by: Actor, now: datetime) -> models.OfficeDefinition:
    """Put a rule of this office in force from a day on; what ships stays as it is.

    Args: entry: name, source, effective_on, ends_on and body, as in a file of bihuan/definitions.
    Raises: BadRule: the findings. Refusal: the day has a row already.
    """
    rights.require(by.viewer, "definition.change")
    entry = {"code": code, **entry}
    findings = definitions.check_envelope(entry) or definitions.check(kind, entry["body"])
    if findings:
        raise BadRule([f"{finding.at}：{finding.sentence}" if finding.at else finding.sentence for finding in findings])
    try:
        return _keep(kind, code, entry=entry, by=by, now=now)
    except IntegrityError as twice:
        raise Refusal(f"这条规则自{entry['effective_on']}起的版本已登记过，请改用别的日期。") from twice


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
