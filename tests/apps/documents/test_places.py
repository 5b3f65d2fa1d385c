"""The body cut into pieces loses no character, whatever the marks."""

from hypothesis import given
from hypothesis import strategies as st

from bihuan.apps.documents.mapping import places

TEXT = st.text(alphabet="甲乙丙。\n ", max_size=60)


def joined(shown):
    return "\n".join("".join(piece.text for piece in paragraph) for paragraph in shown)


@st.composite
def marked(draw):
    body = draw(TEXT)
    spots = st.integers(0, len(body))
    pairs = draw(st.lists(st.tuples(spots, spots), max_size=6))
    kinds = st.sampled_from(["candidate", "doubt", "here"])
    marks = [places.Mark(min(pair), max(pair), draw(kinds), "字") for pair in pairs if pair[0] != pair[1]]
    return body, marks, sorted((draw(spots), number) for number in range(draw(st.integers(0, 3))))


@given(marked())
def test_the_pieces_are_the_body(case):
    body, marks, gaps = case

    shown = places.paragraphs(body, marks=marks, gaps=gaps)

    lines = [line for line in body.split("\n") if line]
    assert [line for line in joined(shown).split("\n") if line] == lines


@given(marked())
def test_every_gap_is_shown_once(case):
    body, marks, gaps = case

    shown = places.paragraphs(body, marks=marks, gaps=gaps)

    assert sorted(number for row in shown for piece in row for number in piece.removed) == list(range(len(gaps)))


@given(marked())
def test_what_is_marked_is_what_was_meant(case):
    body, marks, _ = case
    doubts = [mark for mark in marks if mark.kind == "doubt"]

    shown = places.paragraphs(body, marks=doubts)

    meant = {place for mark in doubts for place in range(mark.start, mark.end) if body[place] != "\n"}
    assert sum(len(piece.text) for row in shown for piece in row if piece.doubt) == len(meant)


@given(TEXT, st.integers(0, 60))
def test_a_quote_is_found_nearest_to_where_it_stood(body, near):
    quote = body[near : near + 2]
    found = places.nearest(body, quote, near=near) if quote else None

    assert not quote or body[slice(*found)] == quote
    assert not quote or found[0] == near or body[near : near + 2] != quote


def test_of_a_very_long_body_whole_paragraphs_around_a_place_are_shown():
    body = "\n".join(f"第{number}段" + "字" * 90 for number in range(5000))
    near = body.index("第2500段")

    start, end = places.stretch(body, near=near)

    assert start < near < end
    assert end - start < places.WHOLE
    assert body[start - 1] == "\n"
    assert body[end] == "\n"
