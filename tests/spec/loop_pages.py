"""Reads the hand-written pages of the loop (流转页), so that tests can hold the table against them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PARTIES = {
    "立项单位": "registrar",
    "发现单位": "finder",
    "牵头单位": "lead",
    "责任单位": "responsible",
    "配合单位": "support",
    "提出单位": "asker",
    "答复单位": "answerer",
    "批示领导": "instructor",
}
ROLES = {
    "经办人": "clerk",
    "联络员": "liaison",
    "负责人": "unit_head",
    "督查人员": "supervision",
    "统计人员": "statistician",
    "区领导": "leader",
    "领导代办人": "leader_proxy",
    "系统管理员": "system_admin",
    "安全管理员": "security_admin",
    "审计管理员": "audit_admin",
}
CONDITIONS: dict[str, tuple[str, object, object]] = {
    "已定牵头单位": ("has_lead", True, False),
    "已定时限": ("has_due", True, False),
    "下一环节未打开": ("is_opened", False, True),
    "本次交办未提过异议": ("objected_before", False, True),
    "异议期内": ("objection_open", True, False),
    "未过时限": ("is_before_due", True, False),
    "到期1个工作日以前": ("days_to_due", 1, 0),
    "负责人同意": ("unit_head_consented", True, False),
    "新时限更晚": ("new_due_is_later", True, False),
    "子事项已结": ("open_children", 0, 1),
    "非本人反馈": ("submitted_by_self", False, True),
    "有佐证": ("has_evidence", True, False),
    "至少一件佐证": ("evidence_count", 1, 0),
    "未作首次答复": ("answered_first", False, True),
    "已作首次答复": ("answered_first", True, False),
    "提出单位满意": ("is_satisfied", True, False),
}
"""Each condition of the pages: the fact it looks at, a value that meets it and one that does not."""

SENT_BY_OWN = "本方送出"


@dataclass(frozen=True)
class Line:
    """One line of a page: in this state this move is open to these people on these conditions."""

    state: str
    move: str
    word: str
    to: str
    by: frozenset[str]
    conditions: tuple[str, ...]
    on_paper: bool


def states_of(code: str) -> list[list[str]]:
    """The table of states of a page, cell by cell."""
    return _rows(code, "状态")


def lines_of(code: str) -> list[Line]:
    """The table of moves of a page, one line for each state."""
    return [line for row in _rows(code, "动作") for line in _lines(row)]


def _lines(row: list[str]) -> Iterator[Line]:
    states, move, word, to, by, conditions, on_paper = row
    for state in states.split():
        after = state if to == "不变" else to
        yield Line(state, move, word, after, _people(by), tuple(filter(None, conditions.split("、"))), on_paper == "可")


def _people(cell: str) -> frozenset[str]:
    people = set()
    for group in cell.split("；"):
        party, _, roles = group.partition("：")
        people |= {f"{PARTIES[party]}:{ROLES[role]}" for role in roles.split("/")}
    return frozenset(people | {person + "_proxy" for person in people if person.endswith(":leader")})


def _rows(code: str, heading: str) -> list[list[str]]:
    text = (Path(__file__).parent / f"loop_{code}.md").read_text(encoding="utf-8")
    section = text.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in rows[2:]]
