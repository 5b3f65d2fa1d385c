"""What a gateway lets through, as its provider publishes it (外发渠道的限制)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from bihuan.engine.messages.quiet import QuietHours


@dataclass(frozen=True)
class GatewayLimits:
    """One gateway's limits; None where there is none.

    text_bytes: of one message. per_minute: of all messages; who sends more is shut out for `shut_minutes`.
    per_person_day: of one person on one day.
    retries: how long one message waits after its first, second, ... failure; after the last one a person must look.
    rests: how long the whole gateway is left alone after its first, second, ... failure in a row; the last holds on.
    give_up: how old a message may be and still leave.
    """

    per_minute: int
    shut_minutes: int
    quiet: QuietHours
    retries: tuple[timedelta, ...]
    rests: tuple[timedelta, ...]
    give_up: timedelta
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
        retries=_minutes(body["retry_minutes"]),
        rests=_minutes(body["rest_minutes"]),
        give_up=timedelta(days=body["give_up_days"]),
        text_bytes=body.get("text_bytes"),
        per_person_day=body.get("per_person_day"),
    )


def _minutes(numbers: Sequence[int]) -> tuple[timedelta, ...]:
    return tuple(timedelta(minutes=number) for number in numbers)
