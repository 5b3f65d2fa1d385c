"""The shared scan: what it finds for a pattern is what the pattern finds by itself, at a fraction of the cost."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import language
from bihuan.engine.text.cues import cues
from tests.support.long_report import long_report
from tests.support.reports import PAPERS

PARTS = ("bodies", "industries", "instruments", "frameworks")
SOUGHT = [form for part in PARTS for form in getattr(language(), part).sought]
TEXTS = [paper.body for paper in PAPERS] + [long_report()]
WORDS = sorted(frozenset().union(*(cues(form).words for form in SOUGHT)))
PIECES = st.one_of(
    st.sampled_from(WORDS), st.sampled_from("，。、”“的和与云溪区新一12\n"), st.text("镜澜产业园局", max_size=4)
)


def _spans(found):
    return [match.span() for match in found]


@pytest.mark.parametrize(
    ("form", "words", "opens"),
    [
        ("(?<!地)区委(?!员)|纪(?:工)?委", {"区委", "纪委", "纪工委"}, True),
        ("[一-龥]{2,9}产业(?!园)", {"产业"}, False),
        ("(?:甲|乙丙)?丁", {"丁", "甲丁", "乙丙丁"}, True),
        ("甲+乙", {"甲"}, True),
        ("(?:甲|.)乙", {"乙"}, False),
        ("[^，]{2,6}(?=参加|出席)", {"参加", "出席"}, False),
        ("(?i:abc)|甲", set(), False),
        ("甲?", set(), False),
    ],
)
def test_cues_are_read_off_a_pattern(form, words, opens):
    found = cues(re.compile(form))

    assert (set(found.words), found.opens) == (words, opens)


@given(st.lists(PIECES, max_size=30), st.integers(0, 20), st.integers(0, 40))
def test_the_scan_finds_what_each_pattern_finds_by_itself(pieces, start, length):
    text = "".join(pieces)
    scan = language().scanner.scan(text)

    for form in SOUGHT:
        assert _spans(scan.finditer(form)) == _spans(form.finditer(text))
        assert _spans(scan.finditer(form, start, start + length)) == _spans(form.finditer(text, start, start + length))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12])
def test_the_scan_finds_what_each_pattern_finds_in_papers(text):
    scan = language().scanner.scan(text)

    assert [_spans(scan.finditer(form)) for form in SOUGHT] == [_spans(form.finditer(text)) for form in SOUGHT]


def test_every_sought_pattern_has_cues():
    assert [form.pattern for form in SOUGHT if not cues(form).words] == []


def test_a_pattern_that_nobody_named_as_sought_is_refused():
    with pytest.raises(KeyError):
        language().scanner.scan("甲").finditer(re.compile("甲"))


def test_one_scan_costs_a_third_of_a_pass_for_each_pattern():
    text, anchored = long_report() * 4, [form for form in SOUGHT if cues(form).opens]
    scanned = min(_seconds(lambda: _by_scan(text, anchored)) for _ in range(5))
    passes = min(_seconds(lambda: [_spans(form.finditer(text)) for form in anchored]) for _ in range(5))

    assert len(anchored) * 4 > len(SOUGHT) * 3
    assert scanned * 3 < passes


def _by_scan(text, forms):
    scan = language().scanner.scan(text)
    return [_spans(scan.finditer(form)) for form in forms]


def _seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began
