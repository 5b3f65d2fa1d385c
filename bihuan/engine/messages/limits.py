"""What a gateway lets through, as its provider publishes it (外发渠道的限制)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from bihuan.engine.messages.quiet import QuietHours


@dataclass(frozen=True)
class GatewayLimits:
    """One gateway's limits; None where there is none.

    text_bytes: of one message. per_minute: of all messages; who sends more is shut out for `shut_minutes`.
    per_person_day: of one person on one day.
    """

    per_minute: int
    shut_minutes: int
    quiet: QuietHours
    text_bytes: int | None = None
    per_person_day: int | None = None


def build(body: Mapping[str, Any]) -> GatewayLimits:
    """Limits from a definition's body (载入外发渠道的限制)."""
    quiet = body["quiet"]
    hours = QuietHours(time.fromisoformat(quiet["from"]), time.fromisoformat(quiet["until"]), quiet["rest_days"])
    return GatewayLimits(
        per_minute=body["per_minute"],
        shut_minutes=body["shut_minutes"],
        quiet=hours,
        text_bytes=body.get("text_bytes"),
        per_person_day=body.get("per_person_day"),
    )
