"""Setting targets from the sentences of a document (据文件定目标)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from bihuan.apps.documents.actions import mark_accepted
from bihuan.apps.figures.actions.targets import Aim, set_targets
from bihuan.apps.figures.models import TargetVersion
from bihuan.base.actors import Actor


@transaction.atomic
def take_said(
    aims: Iterable[Aim], *, year: int, settled: Mapping[int, int], by: Actor, now: datetime
) -> list[TargetVersion]:
    """Set the confirmed targets of a document in one act (据文件定目标).

    Args: settled: open candidates that are wholly said by their targets and need no ledger: id -> version as shown.
    Raises: as `set_targets`; AlreadyDecided: a candidate was decided meanwhile.
    """
    rows: list[TargetVersion] = set_targets(aims, year=year, by=by, now=now)
    count: dict[Any, int] = {}
    for row in rows:
        count[row.candidate_id] = count.get(row.candidate_id, 0) + 1
    for candidate_id, version in settled.items():
        told = f"{year}年度目标{count.get(candidate_id, 0)}项"
        mark_accepted(candidate_id, told, version=version, by=by, now=now)
    return rows
