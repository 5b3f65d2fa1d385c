"""How well and how fast pages are cleaned (make bench-cleaning): ours beside trafilatura, on self-written pages.

Also: how many damaged runs come back, what each kind of noise leaves behind, and the share of each step of a reading.
"""

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable

from bihuan.definitions import language
from bihuan.engine.text import read
from bihuan.engine.text.cleaning.clean import clean
from bihuan.engine.text.opening.original import open_original
from tests.support import noise
from tests.support.reports import PAPERS
from tests.support.web_pages import page

PAGES, ROUNDS = 240, 4


def main() -> None:
    """Print all tables."""
    pages()
    kinds()
    steps([page(paper, random.Random(4)).encode() for paper in PAPERS] * 10)


def pages() -> None:
    """Pages of three makes: how much of the paper comes out, and how fast."""
    chance = random.Random(2026)
    made = [(page(paper, chance), paper.body) for _ in range(PAGES // len(PAPERS)) for paper in PAPERS]
    print(f"{'cleaning ' + str(len(made)) + ' pages':28} {'P':>7} {'R':>7} {'F1':>7} {'whole':>7} {'MB/s':>7}")
    for name, extract in (
        ("bihuan", _ours),
        ("trafilatura", _trafilatura()),
        ("trafilatura, precision", _trafilatura(True)),
    ):
        began = time.process_time()
        found = [extract(source) for source, _ in made]
        seconds = time.process_time() - began
        precision, recall = _measure(zip(found, (body for _, body in made), strict=True))
        whole = sum(_signs(got) == _signs(body) for got, (_, body) in zip(found, made, strict=True)) / len(made)
        size = sum(len(source.encode()) for source, _ in made)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name:28} {precision:7.4f} {recall:7.4f} {f1:7.4f} {whole:7.3f} {size / seconds / 1e6:7.2f}")


def kinds() -> None:
    """Papers under each kind of noise: what remains beside what should."""
    print(f"\n{'noise':28} {'P':>7} {'R':>7}")
    for kind in noise.KINDS:
        chance = random.Random(kind)
        made = [noise.dirty(kind, paper, chance) for _ in range(ROUNDS) for paper in PAPERS]
        precision, recall = _measure((read(each.text.encode(), language=language()).body, each.body) for each in made)
        print(f"{kind:28} {precision:7.4f} {recall:7.4f}")


def steps(raws: list[bytes]) -> None:
    """The share of opening, cleaning and understanding in the time of a reading."""
    words = language()
    size = sum(map(len, raws))
    originals = [open_original(raw, filename=None, encoding=None, words=words.page) for raw in raws]
    opening = _seconds(lambda: [open_original(raw, filename=None, encoding=None, words=words.page) for raw in raws])
    cleaning = _seconds(lambda: [clean(original, words=words.cleaning) for original in originals])
    whole = _seconds(lambda: [read(raw, language=words) for raw in raws])
    print(f"\n{'step':28} {'share':>7} {'MB/s':>7}")
    for name, seconds in (("open", opening), ("clean", cleaning), ("understand", whole - opening - cleaning)):
        print(f"{name:28} {seconds / whole:7.2f} {size / seconds / 1e6:7.2f}")
    print(f"{'whole':28} {'':7} {size / whole / 1e6:7.2f}")


def _seconds(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(3):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def _ours(source: str) -> str:
    words = language()
    original = open_original(source.encode(), filename="a.html", encoding=None, words=words.page)
    return clean(original, words=words.cleaning).body


def _trafilatura(precise: bool = False) -> Callable[[str], str]:
    import trafilatura

    return lambda source: trafilatura.extract(source, favor_precision=precise, include_comments=False) or ""


def _signs(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _measure(pairs: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall of strings of eight signs."""
    common = got = meant = 0
    for found, body in pairs:
        one, other = _grams(found), _grams(body)
        common, got, meant = common + sum((one & other).values()), got + sum(one.values()), meant + sum(other.values())
    return common / max(got, 1), common / max(meant, 1)


def _grams(text: str) -> Counter[str]:
    signs = _signs(text)
    return Counter(signs[place : place + 8] for place in range(len(signs) - 7))


if __name__ == "__main__":
    main()
