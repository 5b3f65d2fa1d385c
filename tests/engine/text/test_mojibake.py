"""Text in GBK that lost a byte is found and put right where the bytes tell; the rest is marked, never silent."""

import random
from collections import Counter

import pytest

from bihuan.definitions import language
from bihuan.engine.text import simplify, way_back
from bihuan.engine.text.cleaning.mojibake import garbles
from tests.support.damage import SENTENCES, TRADITIONAL, damaged
from tests.support.reading import read

MARKS = "。，、；：？！“”《（"


def _became(found, damage) -> str:
    """What became of a damaged run: whole, blank left (right save for blanks), a guess wrong, wrong, marked, missed."""
    here = [each for each in found if each.start < damage.end and each.end > damage.start]
    if not here:
        return "missed"
    read_as = "".join(each.sign for each in here[0].mended)
    if not read_as:
        return "marked"
    if len(read_as) != len(damage.meant):
        return "wrong"
    differing = [sign for sign, meant in zip(read_as, damage.meant, strict=True) if sign != meant]
    if not differing:
        return "whole"
    return {0: "blank left", 1: "a guess wrong"}.get(sum(sign != "□" for sign in differing), "wrong")


@pytest.mark.parametrize(
    ("paragraphs", "at_marks", "right"),
    [(SENTENCES, True, 0.72), (SENTENCES, False, 0.68), (TRADITIONAL, True, 0.75), (TRADITIONAL, False, 0.72)],
)
def test_most_damaged_runs_come_back_and_none_goes_unseen(paragraphs, at_marks, right):
    chance, became = random.Random(11), Counter()
    while sum(became.values()) < 400:
        damage = damaged(chance, paragraphs=paragraphs)
        if not at_marks or damage.meant[0] in MARKS:
            became[_became(garbles(damage.text, pairs=language().pairs), damage)] += 1

    print(f"\n乱码复原（{'标点处' if at_marks else '任意处'}）: {dict(became.most_common())}")
    assert became["whole"] + became["blank left"] >= right * 400
    assert became["missed"] <= 0.08 * 400
    assert became["wrong"] <= 0.16 * 400


def test_a_plain_question_mark_is_hardly_ever_taken_for_damage():
    texts = [line[:at] + "?" + line[at:] for line in SENTENCES + TRADITIONAL for at in range(1, len(line))]

    alarms = [text for text in texts if garbles(text, pairs=language().pairs)]

    assert len(alarms) <= len(texts) // 200


@pytest.mark.parametrize(
    "text", ["全区应该怎么干?在经济工作会议上,区委给出了回答。", "这样行吗?AI技术、ERP系统能否推广?", "what?会议强调"]
)
def test_questions_are_no_damage(text):
    assert garbles(text, pairs=language().pairs) == []


def test_each_repaired_character_leads_back_to_the_bytes_that_hold_it():
    damage = _whole_damage(random.Random(5))
    raw = damage.text.encode()
    reading = read(raw)

    place = reading.body.index(simplify(damage.meant))
    for number in range(len(damage.meant)):
        first, last = way_back(reading, place + number, place + number + 1).in_bytes
        held = raw[first:last].decode()
        assert held == damage.text[damage.start + number : damage.start + number + len(held)]
        assert 1 <= len(held) <= 2


def _whole_damage(chance):
    """A damage of some length that comes back whole."""
    while True:
        damage = damaged(chance, paragraphs=TRADITIONAL)
        found = garbles(damage.text, pairs=language().pairs)
        if damage.whole and len(damage.meant) > 2 and _became(found, damage) == "whole":
            return damage


def test_a_repair_says_what_was_guessed_and_what_stays_open():
    reading = read(damaged(random.Random(3)).text.encode())

    assert reading.doubts
    assert all("核对" in doubt.reason for doubt in reading.doubts)


def test_bytes_that_an_editor_lost_for_good_are_marked():
    reading = read("会议强调,要加快锟斤拷锟斤拷设产业园区,推进项目建设,确保全年任务完成。".encode())

    assert [doubt.text for doubt in reading.doubts] == ["锟斤拷锟斤拷"]
