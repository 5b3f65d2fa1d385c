"""Laws of the reader, on any bytes and any text."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.text import origin, simplify
from tests.support.reading import read, reread

NOISE = st.sampled_from(
    [
        "\n",
        "　　",
        "。",
        "；",
        "，",
        "?",
        "!",
        "(fā)",
        "</span>",
        "来源：镜澜日报",
        "发布时间：2026-02-10",
        "相关新闻",
        "- 早春好时节2023-03-21",
        "要加快建设产业园",
        "会议强调,",
        "区委书记王示例讲话",
        "增长5.3%",
        "36家企业",
        "居全国第二、第七",
        "分别增长6%、5.2%",
        "“六大生态”",
        "（责任单位：区工信局）",
        "一、总体要求",
        "Ｄ瓿跽",
        "\ufffd",
        "\ue123",
        "臺賬",
        "著名",
        "<b>",
        "签订了《2026年目标责任书》",
    ]
)
TEXTS = st.lists(
    NOISE | st.text(alphabet="区委政府镇的了和与要将2026年月日%、。,“”()一二\t 臺灣?", max_size=12), max_size=30
).map("".join)


def _as_read(reading):
    return simplify(reading.original)


@given(st.binary(max_size=600))
def test_no_bytes_make_the_reader_raise(raw):
    reading = read(raw)

    assert reading.original or reading.findings or not raw.strip()


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "gbk", "big5", "utf-16", "no-such-code"]))
def test_no_chosen_encoding_makes_the_reader_raise(raw, encoding):
    assert read(raw, encoding=encoding).source


@given(TEXTS)
def test_each_character_of_the_body_stands_in_the_original(text):
    reading = read(text.encode())
    read_original = _as_read(reading)

    for run in reading.runs:
        if run.exact:
            assert reading.body[run.at : run.at + run.length] == read_original[run.start : run.end]


@given(TEXTS)
def test_the_way_back_of_every_entry_lies_within_the_original(text):
    reading = read(text.encode())
    entries = [*reading.tasks, *reading.figures, *reading.people, *reading.bodies, *reading.instruments]

    for entry in entries:
        if entry.span is not None:
            start, end = origin(reading, *entry.span)
            assert 0 <= start <= end <= len(reading.original)


@given(TEXTS)
def test_quotes_are_verbatim_in_the_body(text):
    reading = read(text.encode())
    groups = [reading.tasks, reading.figures, reading.people, reading.bodies, reading.industries, reading.frameworks]

    for entry in (one for group in groups for one in group if one.quote is not None):
        assert reading.body[entry.quote.start : entry.quote.end] == entry.quote.text


@given(TEXTS)
def test_body_and_removed_pieces_hold_the_whole_original(text):
    reading = read(text.encode())
    covered = set()
    for run in reading.runs:
        covered.update(range(run.start, run.end))
    for piece in reading.removed:
        covered.update(range(piece.start, piece.end))

    lost = [sign for place, sign in enumerate(reading.original) if place not in covered and not sign.isspace()]
    assert [sign for sign in lost if sign not in "\u200b\u200c\u200d\ufeff"] == []


@given(TEXTS)
def test_every_lost_character_of_the_body_is_marked(text):
    reading = read(text.encode())
    marked = {place for doubt in reading.doubts for place in range(doubt.start, doubt.end)}

    assert all(place in marked for place, sign in enumerate(reading.body) if sign == "\ufffd")


@given(TEXTS)
def test_what_is_put_back_is_no_longer_removed(text):
    reading = read(text.encode())

    again = reread(reading, keep=reading.removed)

    assert again.removed == ()


def _report(lines: int) -> bytes:
    """A dense report in which every line names other things."""
    signs = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
    line = (
        "会议强调，{a}区{a}局要加快建设{a}产业园，完善{a}机制，新增企业{n}家，完成投资{n}.5亿元，"
        "落实“六大{a}”和“{a}”行动。"
    )
    names = (signs[n % 24] + signs[n // 24 % 24] + signs[n // 576 % 24] for n in range(lines))
    return "\n".join(line.format(a=name, n=n) for n, name in enumerate(names)).encode()


def test_time_grows_with_the_length_and_not_with_its_square():
    read(_report(50))
    short, long = _seconds(_report(300)), _seconds(_report(2400))

    assert long < 8 * short * 3


HOSTILE = {
    "question marks": "?甲A",
    "more question marks": "?!皫",
    "lines of one sign": "甲\n",
    "numbered lines": "第{n}项任务由各部门分工推进落实。\n",
    "rows of cells": "甲\t乙\n",
    "brackets": "（fa(",
    "labels": "标题：来源：",
    "buttons": "首页>微信 ",
    "captions": "图为会议记者 张三摄",
    "tags": "<div class=nav><a ",
    "quotes": '<p a="',
    "entities": "<p>&#20013;&amp",
    "comments": "<!--",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_no_text_made_to_be_slow_takes_long(piece):
    raw = "".join(piece.replace("{n}", str(number)) for number in range(120_000 // len(piece))).encode()

    assert _seconds(raw) < 8


def _seconds(raw: bytes) -> float:
    began = process_time()
    read(raw)
    return process_time() - began


@given(st.text(max_size=200))
def test_simplifying_keeps_the_length(text):
    assert len(simplify(text)) == len(text)
