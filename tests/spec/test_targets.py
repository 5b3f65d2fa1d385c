"""目标、数据、期限和责任单位的说法：tests/spec/targets.md 的每一行都读对。"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bihuan.engine.text import Figure, Reading
from tests.support.reading import read

PAGE = Path(__file__).with_name("targets.md")
HEAD = "云溪区召开2026年经济工作会议\n发布时间：2026-02-10\n来源：云溪日报\n"
BEFORE = "2月9日，云溪区召开经济工作会议，总结去年工作，部署今年任务。\n"
AFTER = "。\n会议由区委副书记主持，各镇街和区直部门负责人参加会议。"
NONE = "无"
LEAST = 200
FIELDS = {"界限": "bound", "基期": "base", "期间": "period", "量": "measure", "状态": "status", "代码": "indicator"}


def rows() -> Iterator[pytest.param]:
    heading, columns = "", []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading, columns = line[3:], []
        elif line.startswith("|") and not line.startswith("|---"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if columns:
                yield pytest.param(cells[0], dict(zip(columns[1:], cells[1:], strict=True)), id=f"{heading}-{cells[0]}")
            else:
                columns = cells


ROWS = list(rows())


@cache
def _read(phrase: str) -> Reading:
    return read((HEAD + BEFORE + phrase + AFTER).encode())


@pytest.mark.parametrize(("phrase", "expected"), ROWS)
def test_a_phrase_is_read_as_the_page_says(phrase, expected):
    reading = _read(phrase)

    assert {column: _said(reading, phrase, column) for column in expected} == expected


def test_the_page_has_enough_phrases_and_none_twice():
    phrases = [each.values[0] for each in ROWS]

    assert len(phrases) >= LEAST
    assert len(set(phrases)) == len(phrases)


def _said(reading: Reading, phrase: str, column: str) -> str:
    """What the reader says of a phrase under a column of the page."""
    start = reading.body.index(phrase)
    end = start + len(phrase)
    tasks = [task for task in reading.tasks if start <= task.quote.start < end]
    figures = [figure for figure in reading.figures if start <= figure.at[0] < end]
    beside = [each for each in reading.relatives if start <= each.quote.start < end]
    match column:
        case "期限":
            return "；".join(task.deadline or NONE for task in tasks) or "没有任务"
        case "责任单位":
            return "；".join("、".join(task.owners) or NONE for task in tasks) or "没有任务"
        case "指标" | "与谁比" | "关系":
            return _joined(
                getattr(each, {"指标": "name", "与谁比": "than", "关系": "relation"}[column]) for each in beside
            )
        case "状态" if beside:
            return _joined(each.status for each in beside)
    return _joined(_cell(figure, column) for figure in figures)


def _cell(figure: Figure, column: str) -> str:
    match column:
        case "名称":
            return figure.name
        case "数值":
            return f"{figure.value.normalize():f}{figure.unit}"
        case "主体":
            return (figure.subject or NONE).removeprefix("岳阳市")
    return getattr(figure, FIELDS[column]) or NONE


def _joined(cells: Iterator[str]) -> str:
    return "；".join(cells) or NONE
