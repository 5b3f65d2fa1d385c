"""Many processes write events at once into one database of its own; then the chain must hold (A14).

Run: python -m tests.drills.chain_race PROCESSES WRITES; DATABASE_URL names the database, which must be empty.
"""

from __future__ import annotations

import multiprocessing
import os
import sys

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


def main(processes: int, writes: int) -> int:
    """Migrate, race, verify; prints rows and forks."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bihuan.apps.units import queries

    call_command("migrate", verbosity=0)
    connection.close()
    context = multiprocessing.get_context("spawn")
    racers = [context.Process(target=write, args=(number, writes)) for number in range(processes)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    failed = [racer.exitcode for racer in racers if racer.exitcode]
    broken, (rows, _) = queries.first_break(), queries.chain_head()
    sys.stdout.write(f"{rows} rows, {broken.sentence if broken else 'holds'}, failed: {failed}\n")
    return int(bool(failed or broken or rows != processes * writes))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
