"""Papers under noise of every kind: what remains is the paper, by the measure of the annotated corpus."""

import random
import re
from collections import Counter

import pytest

from tests.support import noise
from tests.support.reading import read
from tests.support.reports import PAPERS

ROUNDS = 6


def _grams(text: str) -> Counter:
    """Strings of eight signs, blanks left out."""
    signs = re.sub(r"\s+", "", text)
    return Counter(signs[place : place + 8] for place in range(len(signs) - 7))


def _likeness(pairs) -> float:
    """F1 of the strings of eight signs over pairs of (body read, body meant)."""
    common = read_as = meant = 0
    for got, wanted in pairs:
        one, other = _grams(got), _grams(wanted)
        common += sum((one & other).values())
        read_as, meant = read_as + sum(one.values()), meant + sum(other.values())
    return 2 * common / (read_as + meant)


@pytest.mark.parametrize("kind", noise.KINDS)
def test_a_paper_comes_clean_out_of_each_kind_of_noise(kind):
    chance = random.Random(f"{kind} 2026")
    made = [noise.dirty(kind, paper, chance) for _ in range(ROUNDS) for paper in PAPERS]
    readings = [read(each.text.encode()) for each in made]

    likeness = _likeness((reading.body, each.body) for reading, each in zip(readings, made, strict=True))
    titles = sum(
        reading.document.title == paper.title for reading, paper in zip(readings, PAPERS * ROUNDS, strict=True)
    )
    print(f"\n{kind}: 正文{likeness:.4f} 标题{titles}/{len(made)}")
    assert likeness >= 0.98
    assert titles >= 0.9 * len(made)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title)
def test_a_clean_paper_loses_nothing(paper):
    assert read(f"{paper.title}\n{paper.body}".encode()).body == paper.body


@pytest.mark.parametrize("kind", noise.KINDS)
def test_nothing_goes_without_a_reason(kind):
    made = noise.dirty(kind, PAPERS[0], random.Random(4))
    reading = read(made.text.encode())
    covered = {place for run in reading.runs for place in range(run.start, run.end)}
    covered |= {place for piece in reading.removed for place in range(piece.start, piece.end)}

    assert all(piece.reason for piece in reading.removed)
    assert [sign for place, sign in enumerate(reading.original) if place not in covered and not sign.isspace()] == []
