"""Fill a database with many events, so that a backup has a weight (A39).

Run: python -m tests.drills.many_events EVENTS; the surroundings name mode, home and database as for `manage.py`.
"""

from __future__ import annotations

import sys
from datetime import timedelta

BATCH = 2000


def main(events: int) -> None:
    """Append so many events, a batch a transaction."""
    import django

    django.setup()
    from django.utils import timezone

    from bihuan.apps.units import actions
    from bihuan.base.actors import Actor

    now = timezone.now()
    by = Actor.worker(on=timezone.localdate())
    what = {"object_kind": "item", "by": by, "why": "本月已完成厂房主体施工，设备进场安装，详见附件。"}
    for start in range(0, events, BATCH):
        numbers = range(start, min(start + BATCH, events))
        drafts = (
            actions.event_draft(
                "work.progress",
                object_id=n % 12_000,
                at=now + timedelta(milliseconds=n),
                to={"progress": n % 100},
                **what,
            )
            for n in numbers
        )
        actions.append_events(drafts)


if __name__ == "__main__":
    main(int(sys.argv[1]))
