"""How fast does the search answer on the standard data? Names, sounds, first letters, numbers; limit 100 ms.

Run: BIHUAN_HOME=FOLDER BIHUAN_MODE=demo python -m bench.search, on what `manage.py demo --size standard` made (as
 bench.web keeps it with BIHUAN_BENCH_HOME). The peer is the look through the texts that stood before the index.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

LIMIT_MS, ROUNDS = 100, 5
LOGINS = ("ducha", "lianluo", "fagaijuzhang", "quzhang", "xitong")


def main() -> None:
    """Print one table: kind of question by person, median and worst in milliseconds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bihuan.config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from bihuan.apps.desk import queries
    from bihuan.apps.desk.models import Findable
    from bihuan.apps.units import queries as units
    from bihuan.base import registries

    viewers = {login: units.viewer_of(units.person_of(login), on=timezone.localdate()) for login in LOGINS}
    known = Findable.objects.visible_to(viewers["ducha"])
    print(f"{known.count()} things in the index")
    questions = _questions(known)

    def peer(viewer: object, words: str) -> None:
        for source in registries.searches:
            list(source.find(viewer, words))  # type: ignore[arg-type]

    asked: dict[str, Callable[..., object]] = {
        "dialog (names only)": lambda viewer, words: queries.search(viewer, words, shown=6, in_text=False),
        "page (names, then texts)": queries.search,
        "peer: texts alone": peer,
    }
    print(f"{'':26}{'':10}" + "".join(f"{kind:>18}" for kind in questions))
    for name, ask in asked.items():
        for login, viewer in viewers.items():
            times = [
                _times(lambda words, ask=ask, viewer=viewer: ask(viewer, words), asks) for asks in questions.values()
            ]
            print(
                f"{name:26}{login:10}" + "".join(f"{statistics.median(each):9.1f}/{max(each):7.1f} " for each in times)
            )
    print(f"median/worst in ms; limit {LIMIT_MS}")


def _questions(known: object) -> dict[str, list[str]]:
    """Twenty of each kind, taken evenly from what is there."""
    rows = list(known.order_by("source", "object_id").values_list("text", "sounds"))  # type: ignore[attr-defined]
    some = rows[:: max(1, len(rows) // 20)][:20]
    return {
        "name": [text.strip().split("\n")[0][:6] for text, _ in some],
        "sounds": [sounds.split()[0][:14] for _, sounds in some if sounds.strip()],
        "letters": [sounds.split()[1][:5] for _, sounds in some if len(sounds.split()) > 1],
        "one letter": list("abcdefghjklmnpqrstwx"),
        "number": [str(number) for number in range(1, 400, 20)],
    }


def _times(ask: Callable[[str], object], asks: list[str]) -> list[float]:
    found = []
    for words in asks:
        ask(words)  # the database's pages and Django's caches are warm, as in an office
        started = time.perf_counter()
        for _ in range(ROUNDS):
            ask(words)
        found.append((time.perf_counter() - started) / ROUNDS * 1000)
    return found


if __name__ == "__main__":
    main()
