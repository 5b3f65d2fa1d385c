"""Many processes write events at once into one database of its own; then the chain must hold (A14).

Run: python -m tests.drills.chain_race PROCESSES WRITES; DATABASE_URL names a migrated, empty database.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.synchronize import Event

os.environ["BIHUAN_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "bihuan.config.settings"


def write(process: int, writes: int) -> None:
    """One process: so many events, each in a transaction of its own."""
    import django

    django.setup()
    from django.utils import timezone

    from bihuan.apps.units import actions
    from bihuan.base.actors import Actor

    by = Actor.worker(on=timezone.localdate())
    for number in range(writes):
        why = f"{process}-{number}"
        actions.record_event("race.ran", object_kind="race", object_id=number, by=by, at=timezone.now(), why=why)


def look(ended: Event, told: multiprocessing.Queue) -> None:
    """One process that verifies again and again while the others write: puts what it was told each time."""
    import django

    django.setup()
    from bihuan.apps.units import queries

    while not ended.is_set():
        broken = queries.first_break()
        told.put(broken.sentence if broken else "")
    told.put(None)


def main(processes: int, writes: int) -> int:
    """Race and verify meanwhile, verify in the end; prints rows, forks and false alarms."""
    import django

    django.setup()
    from django.db import connection

    from bihuan.apps.units import queries

    connection.close()
    context = multiprocessing.get_context("spawn")
    racers = [context.Process(target=write, args=(number, writes)) for number in range(processes)]
    ended, told = context.Event(), context.Queue()
    onlooker = context.Process(target=look, args=(ended, told))
    for one in (*racers, onlooker):
        one.start()
    for racer in racers:
        racer.join()
    ended.set()
    looks = list(iter(told.get, None))
    onlooker.join()
    failed = [one.exitcode for one in (*racers, onlooker) if one.exitcode]
    broken, (rows, _) = queries.first_break(), queries.chain_head()
    alarms = [sentence for sentence in looks if sentence]
    sys.stdout.write(f"{rows} rows, {broken.sentence if broken else 'holds'}, failed: {failed}\n")
    sys.stdout.write(f"false alarms: {len(alarms)} in {len(looks)} looks {alarms[:1]}\n")
    return int(bool(failed or broken or rows != processes * writes))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
