"""A letter of targets goes into a file and comes back out of it the same."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bihuan.definitions import paper_wording
from bihuan.engine.office.docx_text import docx_lines
from bihuan.engine.office.papers import (
    LetterTarget,
    LetterTask,
    TargetLetter,
    letter_differences,
    letter_digest,
    letter_facts,
    letter_of_facts,
    read_target_letter,
    tidy,
)
from tests.support.papers import DAY, PAPERS, made

LETTER = PAPERS["target_letter"]


def read(content):
    return read_target_letter(docx_lines(content), wording=paper_wording("target_letter", DAY))


def test_a_letter_comes_back_out_of_its_file():
    found = read(made("target_letter", LETTER))

    assert found.findings == ()
    assert found.letter == LETTER
    assert found.is_whole


words = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x9FFF, exclude_categories=["C"]), min_size=1, max_size=20
)
said = words.filter(lambda text: text.strip())
maybe = st.one_of(st.just(""), words)


@st.composite
def letters(draw):
    targets = [
        LetterTarget(str(number), draw(said), draw(said), draw(said), *draw(st.tuples(*[maybe] * 5)))
        for number in range(1, draw(st.integers(0, 4)) + 1)
    ]
    tasks = [
        LetterTask(str(number), draw(said), draw(maybe), draw(maybe))
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]
    return tidy(
        TargetLetter(
            superior=draw(said),
            unit=draw(said),
            year=draw(st.integers(2000, 2099)),
            version=draw(st.integers(1, 99)),
            basis=draw(said),
            targets=tuple(targets),
            tasks=tuple(tasks),
            guarantees=tuple(draw(st.lists(said, max_size=3))),
            number=draw(maybe),
            in_force_on=draw(st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))),
            reason=draw(maybe),
        )
    )


@settings(max_examples=25, deadline=None)
@given(letters())
def test_any_letter_comes_back_the_same(letter):
    found = read(made("target_letter", letter))

    assert found.letter == letter
    assert found.is_whole


@given(letters())
def test_a_letter_and_its_facts_say_the_same(letter):
    assert letter_of_facts(letter_facts(letter)) == letter


def changed_file(old, new):
    """The file with words changed in it by an office program."""
    paper = docx.Document(BytesIO(made("target_letter", LETTER)))
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    for paragraph in [*paper.paragraphs, *(each for cell in cells for each in cell.paragraphs)]:
        if old in paragraph.text:
            text = paragraph.text.replace(old, new)
            for run in paragraph.runs[1:]:
                run.text = ""
            paragraph.runs[0].text = text
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("112.96亿元", "110亿元", "目标第2项“目标”：系统中为“112.96亿元”，文件中为“110亿元”。"),
        ("具备通车条件", "基本完工", "任务第1项“标准”：系统中为“具备通车条件”，文件中为“基本完工”。"),
        (
            "启办函〔2026〕7号",
            "启办函〔2026〕8号",
            "批准文号：系统中为“启办函〔2026〕7号”，文件中为“启办函〔2026〕8号”。",
        ),
        ("省级技改补助按季兑付。", "省级技改补助按年兑付。", "保障事项“省级技改补助按季兑付。”在文件中没有了。"),
    ],
)
def test_what_was_changed_in_a_file_is_said_and_its_code_no_longer_fits(old, new, sentence):
    found = read(changed_file(old, new))

    assert sentence in letter_differences(LETTER, found.letter)
    assert found.printed == letter_digest(LETTER)
    assert not found.is_whole


def test_a_file_that_is_no_letter_is_said_to_be_none():
    found = read(made("reminder_letter", PAPERS["reminder_letter"]))

    assert found.letter is None
    assert "请确认是系统生成的责任书" in found.findings[0].sentence


def test_the_same_letters_differ_in_nothing():
    assert letter_differences(LETTER, LETTER) == []
    assert letter_digest(LETTER) != letter_digest(replace(LETTER, year=2027))
