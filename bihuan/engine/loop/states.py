"""The states of an item (事项状态), each with its word, the group of the to-do list and who is waited for."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

STAGES: Mapping[str, str] = MappingProxyType(
    {
        "preparing": "待立项交办",
        "signing": "待签收",
        "working": "办理中",
        "deciding": "待审批",
        "waiting": "挂账",
        "reviewing": "待审核",
        "with_leader": "待领导审定",
        "writing_off": "待销号",
        "looking_back": "回头看",
        "ended": "已结束",
    }
)
"""Groups of the to-do list (待办分组)."""


@dataclass(frozen=True, slots=True)
class State:
    """Where an item stands (状态).

    `waits_on` is the party whose turn it is; a final state may be rested in for good; `on_entry` are effects of every
    move that enters it from another state.
    """

    code: str
    word: str
    stage: str
    waits_on: str | None
    is_final: bool = False
    on_entry: tuple[str, ...] = ()


START = "draft"
"""Where every item begins (拟办)."""

STATES: tuple[State, ...] = (
    State("draft", "拟办", "preparing", "registrar"),
    State("not_filed", "阅存", "ended", None, is_final=True, on_entry=("archive",)),
    State("registered", "立项", "preparing", "registrar"),
    State("dispatched", "交办", "signing", "lead"),
    State("reassigning", "异议待改派", "deciding", "registrar"),
    State("accepted", "签收", "working", "lead"),
    State("in_progress", "办理中", "working", "lead"),
    State("extension_requested", "申请延期", "deciding", "registrar"),
    State("suspended", "挂账", "waiting", "registrar"),
    State("feedback_submitted", "已反馈", "reviewing", "registrar"),
    State("under_review", "审核中", "reviewing", "registrar"),
    State("returned", "退回重办", "working", "lead"),
    State("closed_pending_leader", "呈报领导", "with_leader", "instructor"),
    State("closed", "办结", "writing_off", "registrar", on_entry=("mark_closed",)),
    State("written_off", "销号", "ended", None, is_final=True, on_entry=("freeze", "archive")),
    State("look_back", "回头看", "looking_back", "registrar"),
    State("reopened", "重新办理", "working", "lead"),
    State("cancelled", "撤销", "ended", None, is_final=True, on_entry=("archive",)),
    State("split", "已拆分", "ended", None, is_final=True, on_entry=("archive",)),
)
"""The states of the supervision loop, in the order of the work; a kind may add its own (督办状态一览)."""

_STAGE_OF = {state.code: state.stage for state in STATES}
WORKING = tuple(code for code, group in _STAGE_OF.items() if group == "working")
"""Where the lead unit has the work in hand (承办单位手中)."""


def stage(state: State | str) -> str:
    """The group of the to-do list that a state belongs to (待办分组); a kind's own state is passed whole."""
    return state.stage if isinstance(state, State) else _STAGE_OF[state]
