"""The shared scan: what it finds for a pattern is what the pattern finds by itself, at a fraction of the cost."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import language
from bihuan.engine.text.cues import Cues, cues_of
from tests.support.long_report import long_report
from tests.support.reports import PAPERS

PARTS = (
    "bodies",
    "people",
    "industries",
    "instruments",
    "frameworks",
    "commitments",
    "outline",
    "tasks",
    "deadlines",
    "periods",
    "relatives",
)
SOUGHT = [form for part in PARTS for form in getattr(language(), part).sought]
TEXTS = [paper.body for paper in PAPERS] + [long_report()]
WORDS = sorted({cue.word for form in SOUGHT for cue in cues_of(form).cues})
PIECES = st.one_of(
    st.sampled_from(WORDS), st.sampled_from("，。、”“的和与云溪区新一12\n"), st.text("镜澜产业园局", max_size=4)
)


def _spans(found):
    return [match.span() for match in found if match.group()]


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("(?<!地)区委(?!员)|纪(?:工)?委", {("区委", 0, 0), ("纪委", 0, 0), ("纪工委", 0, 0)}),
        ("[一-龥]{2,9}产业(?!园)", {("产业", 2, 9)}),
        ("[一-龥](?:甲{2})?丁", {("丁", 1, 1), ("甲", 1, 1)}),
        ("(?:甲|乙丙)?丁", {("丁", 0, 0), ("甲丁", 0, 0), ("乙丙丁", 0, 0)}),
        ("甲+乙", {("甲", 0, 0)}),
        ("甲?", {("甲", 0, 0)}),
        ("(?:甲|.)乙", {("甲乙", 0, 0), ("乙", 1, 1)}),
        ("[^，]{2,6}(?=参加|出席)", {("参加", 2, 6), ("出席", 2, 6)}),
    ],
)
def test_cues_say_where_a_match_begins(form, found):
    assert cues_of(re.compile(form)) == Cues(frozenset(found), anchored=True)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("[^，]*企业", {"企业"}),
        ("甲?[^，]+(?:镇(?!长)|街道)", {"镇", "街道"}),
        ("[^，]{2,20}(?=参加|、)", {"参加", "、"}),
    ],
)
def test_cues_say_without_which_words_nothing_is_found(form, words):
    assert cues_of(re.compile(form)) == Cues(frozenset((word, 0, 0) for word in words), anchored=False)


@pytest.mark.parametrize("form", ["(?i:abc)|甲", "[一-龥]?", "[一-龥]{2}", "(甲)?(?(1)乙|丙)"])
def test_a_pattern_that_may_match_anywhere_has_no_cues(form):
    assert cues_of(re.compile(form)) == Cues(frozenset(), anchored=False)


@given(st.lists(PIECES, max_size=30), st.integers(0, 20), st.integers(0, 40))
def test_the_scan_finds_what_each_pattern_finds_by_itself(pieces, start, length):
    text = "".join(pieces)
    scan = language().scanner.scan(text)

    for form in SOUGHT:
        assert _spans(scan.finditer(form)) == _spans(form.finditer(text))
        assert _spans(scan.finditer(form, start, start + length)) == _spans(form.finditer(text, start, start + length))


@given(st.lists(PIECES, max_size=30), st.integers(0, 20), st.integers(0, 40))
def test_in_a_piece_the_scan_finds_what_each_pattern_finds_there(pieces, start, length):
    text = "".join(pieces)
    piece = text[start : start + length]
    scan = language().scanner.scan(text)

    for form in SOUGHT:
        if form is not language().periods.said:  # it may match nothing at all, which a search would find first
            assert str(scan.search(form, piece, at=start)) == str(form.search(piece))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:12])
def test_the_scan_finds_what_each_pattern_finds_in_papers(text):
    scan = language().scanner.scan(text)

    assert [_spans(scan.finditer(form)) for form in SOUGHT] == [_spans(form.finditer(text)) for form in SOUGHT]


def test_the_look_ahead_for_what_follows_a_row_of_industries_hides_none_of_it():
    guarded = language().industries.closed
    guard = re.search(r"\(\?:\(\?=\[等.*?\(\?<=\[等个\]\)\)\)", guarded.pattern).group()
    plain = re.compile(guarded.pattern.replace(guard, ""))
    texts = [
        f"甲甲、乙乙{word}{end}" for word in re.findall("[一-龥]+", plain.pattern) for end in ("产业", "优势产业链", "")
    ]

    assert [_parts(guarded, text) for text in texts] == [_parts(plain, text) for text in texts]


def _parts(form, text):
    return [(match.span(), match.groupdict()) for match in form.finditer(text)]


def test_every_sought_pattern_has_cues():
    assert [form.pattern for form in SOUGHT if not cues_of(form).cues] == []


def test_a_pattern_that_nobody_named_as_sought_is_refused():
    with pytest.raises(KeyError):
        language().scanner.scan("甲").finditer(re.compile("甲"))


def test_one_scan_costs_a_third_of_a_pass_for_each_pattern():
    text, anchored = long_report() * 4, [form for form in SOUGHT if cues_of(form).anchored]
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
