"""How long does `verify_audit` take over a million events? Prints one table; SQLite, or DATABASE_URL's PostgreSQL.

Run: python -m bench.audit [EVENTS]
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time

LIMIT = 60  # seconds for a million events

os.environ["BIHUAN_MODE"] = "test"
os.environ.setdefault("BIHUAN_HOME", tempfile.mkdtemp(prefix="bihuan-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")


def main(events: int) -> None:
    """Write events in batches of a thousand, verify them, print both times."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bihuan.apps.units import actions, queries
    from bihuan.base.actors import Actor
    from bihuan.base.scope import PostHeld, Viewer

    call_command("migrate", verbosity=0)
    at = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
    viewer = Viewer(
        7, "沈砚秋", 3, "区委区政府督查室", on=at.date(), posts=(PostHeld(3, "supervision"),), district=True
    )
    by = Actor(viewer, address="127.0.0.1", request_id="0" * 32)
    began, first = perf_counter(), queries.chain_head()[0]
    for start in range(first, first + events, 1000):
        drafts = [
            actions.event_draft(
                "item.moved",
                object_kind="item",
                object_id=number % 12000,
                by=by,
                at=at + timedelta(seconds=number),
                frm={"state": "in_progress", "progress": number % 100},
                to={"state": "feedback_submitted", "progress": number % 100 + 1},
                why="本月已完成厂房主体施工,设备进场安装,详见附件。",
            )
            for number in range(start, start + 1000)
        ]
        actions.append_events(drafts)
    written = perf_counter() - began
    print(f"written in {written:.0f} s, load {os.getloadavg()[0]:.1f}", flush=True)
    began, spent = perf_counter(), process_time()
    broken = queries.first_break()
    verified, spent = perf_counter() - began, process_time() - spent
    print("| database | events | write s | verify s | processor s | events/s | holds |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    total = queries.chain_head()[0]
    print(
        f"| {connection.vendor} | {total:,} | {written:.1f} | {verified:.1f} | {spent:.1f} | {total / verified:,.0f} "
        f"| {broken is None} |"
    )
    bare = _bare_hashes(total)
    print(f"limit {LIMIT * total / 1_000_000:.0f} s: {verified / (LIMIT * total / 1_000_000):.2f} of it")
    print(
        f"peer, bare hashlib over the same bytes in memory: {bare:.1f} s; ours takes {verified / bare:.0f} times that"
    )


def _bare_hashes(total: int) -> float:
    """Seconds to hash as many rows of the same bytes and nothing else, measured on the first ten thousand."""
    from bihuan.apps.units.mapping import CHAINED, canonical
    from bihuan.apps.units.models import Event

    rows = Event._base_manager.order_by("seq").values(*CHAINED, "algorithm", "previous")[:10_000]
    contents = [
        json.dumps([row["algorithm"], row["previous"], *canonical(row)], ensure_ascii=False).encode() for row in rows
    ]
    began = perf_counter()
    for content in contents:
        hashlib.sha256(content).hexdigest()
    return (perf_counter() - began) * total / len(contents)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
