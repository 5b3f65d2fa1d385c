"""A second reader's answer against the text: what does not stand there word for word is dropped with a note."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.definitions import language
from bihuan.engine.text.second.asking import messages, parts
from bihuan.engine.text.second.checking import Checked, checked
from bihuan.engine.text.second.differing import Said, differences

BODY = "会议强调，区工信局要加快建设镇东产业园，确保6月底前投产。\n力争招商引资到位资金突破120亿元。\n去年增长6.5%。"
TASK = "区工信局要加快建设镇东产业园，确保6月底前投产"


def check(said):
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
    return checked(text, body=BODY, within=(0, len(BODY)), language=language())


def codes(result):
    return [note.code for note in result.notes]


def test_a_quote_that_stands_in_the_text_is_kept_with_its_place():
    result = check({"tasks": [{"quote": TASK + "。", "deadline": "2026-06", "owners": ["区工信局", "某某局"]}]})

    (entry,) = result.entries
    assert BODY[entry.start : entry.end] == entry.quote == TASK
    assert (entry.deadline, entry.owners) == ("2026-06", ("区工信局",))


def test_a_quote_that_was_changed_by_one_sign_is_dropped_with_a_note():
    result = check({"tasks": [{"quote": TASK.replace("加快", "加速")}]})

    assert (result.entries, codes(result)) == ((), ["not_in_text"])
    assert "不在正文里" in result.notes[0].sentence


def test_numbers_are_those_of_our_own_parser():
    quote = "力争招商引资到位资金突破120亿元"
    good = check({"figures": [{"quote": quote, "value": 120, "unit": "万元", "status": "target"}]})
    bad = check({"figures": [{"quote": quote, "value": 130, "unit": "亿元", "status": "target"}]})

    assert [(figure.value, figure.unit) for figure in good.entries[0].figures] == [(120, "亿元")]
    assert (bad.entries, codes(bad)) == ((), ["other_number"])


@pytest.mark.parametrize(
    "answer", ["", "好的", "[]", "{", '{"tasks": 3}', "null", '{"tasks": [1, {"quote": 5}]}', "{" * 9999]
)
def test_a_bad_answer_gives_nothing_and_does_not_raise(answer):
    assert check(answer).entries == ()


def test_words_around_the_answer_are_left_out():
    said = json.dumps({"tasks": [{"quote": TASK}]}, ensure_ascii=False)

    assert len(check(f"好的，结果如下：\n```json\n{said}\n```").entries) == 1


@given(st.text(max_size=200))
def test_no_answer_brings_in_words_that_the_text_has_not(answer):
    said = json.dumps({"tasks": [{"quote": answer}], "figures": [{"quote": answer, "value": 1}]})

    for result in (check(said), check(answer)):
        assert isinstance(result, Checked)
        assert all(BODY[entry.start : entry.end] == entry.quote for entry in result.entries)


@given(st.text(alphabet="甲乙。\n", max_size=60), st.integers(2, 9))
def test_parts_are_the_whole_text_in_order(body, most):
    spans = parts(body, most=most)

    assert "".join(body[start:end] for start, end in spans) == body
    assert all(0 < end - start <= most for start, end in spans)


def test_the_text_is_sent_as_it_is():
    assert messages(BODY)[-1] == {"role": "user", "content": BODY}


def test_where_the_readers_differ_both_are_told():
    first = [Said(1, 5, 5 + len(TASK), ("区工信局",), ""), Said(2, 60, 66, (), "")]
    quotes = [
        {"quote": TASK, "deadline": "2026-06", "owners": ["区工信局"]},
        {"quote": "力争招商引资到位资金突破120亿元"},
    ]

    found = differences(first, check({"tasks": quotes}).entries)

    assert found.beside[1].deadline == "2026-06"
    assert found.first_only == {2}
    assert [entry.quote for entry in found.second_only] == ["力争招商引资到位资金突破120亿元"]


def test_where_they_agree_nothing_is_told():
    first = [Said(1, 5, 5 + len(TASK), ("区工信局",), "2026-06")]
    said = {"tasks": [{"quote": TASK, "deadline": "2026-06", "owners": ["区工信局"]}]}

    found = differences(first, check(said).entries)

    assert (found.beside, found.first_only, found.second_only) == ({}, frozenset(), ())
