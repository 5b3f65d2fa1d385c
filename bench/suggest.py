"""How well is the lead unit suggested? Tuned on one half of the tasks, tried on the other, beside a plain count.

Run: python bench/suggest.py
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import rjieba
import yaml

from bihuan.engine.text import assign

CASES_IN = Path(__file__).parent.parent / "tests" / "engine" / "text"
UNITS = yaml.safe_load((CASES_IN / "assign_duties.yaml").read_text())
CASES = yaml.safe_load((CASES_IN / "assign_cases.yaml").read_text())
DUTIES = {unit: lines["duties"] for unit, lines in UNITS.items()}
NAMES = {unit: lines["names"] for unit, lines in UNITS.items()}
SHIPPED = (assign.VERB_WEIGHT, assign.FLOOR, assign.MARGIN)
GRID = tuple(itertools.product((0.2, 0.4, 0.6, 1.0), (2, 2.5, 3, 3.5, 4, 4.5), (1.0, 1.1, 1.25, 1.5)))

Answer = tuple[str | None, list[str], bool]
Figures = tuple[int, int, int, int, int, int]


def ask(cases: Sequence[dict], *, settings: Sequence[float], history: Sequence[tuple[str, str]] = ()) -> list[Answer]:
    """Right unit, ranked units and whether sure, of each task under these settings."""
    assign.VERB_WEIGHT, assign.FLOOR, assign.MARGIN = settings
    assigner = assign.Assigner(DUTIES, NAMES, history)
    answers = [(case["unit"], assigner.suggest(case["task"])) for case in cases]
    return [(unit, [line.unit for line in answer.ranked], answer.sure) for unit, answer in answers]


def plain_count(cases: Sequence[dict]) -> list[Answer]:
    """The peer: number of shared words, always sure when there is one."""
    words = {unit: set(rjieba.cut("".join(lines))) for unit, lines in DUTIES.items()}
    out: list[Answer] = []
    for case in cases:
        task = {word for word in rjieba.cut(case["task"]) if len(word) > 1}
        ranked = sorted(words, key=lambda unit: -len(words[unit] & task))
        out.append((case["unit"], ranked, bool(words[ranked[0]] & task)))
    return out


def figures(answers: Sequence[Answer]) -> Figures:
    """First, in three, sure, sure and right, not sure, not sure and of none."""
    owned = [(unit, ranked) for unit, ranked, _ in answers if unit]
    sure = [bool(ranked) and ranked[0] == unit for unit, ranked, is_sure in answers if is_sure]
    unsure = [unit is None for unit, _, is_sure in answers if not is_sure]
    first = sum(bool(ranked) and ranked[0] == unit for unit, ranked in owned)
    return first, sum(unit in ranked[:3] for unit, ranked in owned), len(sure), sum(sure), len(unsure), sum(unsure)


def worth(answers: Sequence[Answer]) -> float:
    """What tuning looks for: a wrong answer given as sure costs two right ones."""
    first, _, sure, right, _, _ = figures(answers)
    return right - 2 * (sure - right) + 0.1 * first


def crossed(history: Callable[[Sequence[dict]], Sequence[tuple[str, str]]]) -> list[Answer]:
    """Tune on each half, answer the other."""
    halves = CASES[0::2], CASES[1::2]
    answers: list[Answer] = []
    for known, asked in (halves, halves[::-1]):
        best = max(GRID, key=lambda settings: worth(ask(known, settings=settings)))
        answers += ask(asked, settings=best, history=history(known))
    return answers


def main() -> None:
    """Print the table."""
    rows = {
        "shared words counted (peer)": plain_count(CASES),
        "shipped settings, all 100": ask(CASES, settings=SHIPPED),
        "tuned on one half, tried on the other": crossed(lambda known: ()),
        "the same, other half as earlier assignments": crossed(
            lambda known: [(case["task"], case["unit"]) for case in known if case["unit"]]
        ),
    }
    print(f"{'':46}first /80  in 3 /80   sure (right)   not sure (of none, 20)")
    for name, answers in rows.items():
        first, three, sure, right, unsure, none = figures(answers)
        print(f"{name:46}{first:6}    {three:6}      {sure:4} ({right})     {unsure:6} ({none})")
    began = perf_counter()
    ask(CASES, settings=SHIPPED)
    print(f"{(perf_counter() - began) * 10:.2f} ms a task")


if __name__ == "__main__":
    main()
