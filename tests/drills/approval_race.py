"""Many people approve one item, or send one form, at the same moment; one effect, the others told (A26, A28).

Run: python -m tests.drills.approval_race approve|same-form PROCESSES THREADS;
DATABASE_URL names a migrated, empty database.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"


def attempts(act: str, item_id: int, version: int, login: str, threads: int, outcomes: multiprocessing.Queue) -> None:
    """One process: so many threads that all try at once; puts what became of each."""
    import django

    django.setup()
    with ThreadPoolExecutor(threads) as pool:
        for outcome in pool.map(lambda _: attempt(act, item_id, version, login), range(threads)):
            outcomes.put(outcome)


def attempt(act: str, item_id: int, version: int, login: str) -> str:
    """One try through the door: moved, or the status of the refusal."""
    from django.db import connection

    from bihuan.apps.units.queries import person_of
    from bihuan.apps.work import actions
    from bihuan.base.refusals import Refusal
    from tests.support.builders import NOW, actor

    code, answers, key = {
        "approve": ("pass_review", {"opinion": "属实。"}, ""),
        "same-form": ("report_progress", {"text": "完成5家。"}, "one-form"),
    }[act]
    try:
        by = actor(person_of(login))
        done = actions.move_item(item_id, code, version=version, answers=answers, by=by, now=NOW, key=key)
        return f"moved to version {done.version}"
    except Refusal as refusal:
        return str(refusal.status)
    finally:
        connection.close()


def main(act: str, processes: int, threads: int) -> int:
    """Make one item, race, count; prints what became of the attempts and how many effects there are."""
    import django

    django.setup()
    from django.db import connection

    from bihuan.apps.units.queries import first_break
    from tests.support.cast import make_cast
    from tests.support.items import make_item

    item = make_item(make_cast(), {"approve": "under_review", "same-form": "in_progress"}[act])
    connection.close()
    context = multiprocessing.get_context("spawn")
    outcomes = context.Queue()
    login = {"approve": "second_supervisor", "same-form": "lead_clerk"}[act]
    job = (act, item.pk, item.version, login, threads, outcomes)
    racers = [context.Process(target=attempts, args=job) for _ in range(processes)]
    for racer in racers:
        racer.start()
    counted = Counter(outcomes.get(timeout=240) for _ in range(processes * threads))
    for racer in racers:
        racer.join()
    effects = item.state_facts.filter(state="closed").count() + item.reports.filter(kind="progress").count()
    sys.stdout.write(f"{dict(sorted(counted.items()))}, effects: {effects}, broken: {first_break()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
