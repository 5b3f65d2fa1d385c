"""A ledger kind (台账类型): the table of the loop as one kind of work uses it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bihuan.engine.calendar import Limit
from bihuan.engine.loop.move import Move
from bihuan.engine.loop.states import State

COLUMN_TYPES: Mapping[str, str] = {"text": "文字", "number": "数字", "day": "日期", "choice": "选项", "yes_no": "是否"}
"""What an own column may hold (自有栏目类型)."""


@dataclass(frozen=True, slots=True)
class Column:
    """An own column of a ledger (自有栏目)."""

    code: str
    word: str
    type: str
    choices: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long a move may wait or a state may last (环节时限); `grade` where it holds for one grade (缓急) only."""

    at: str
    limit: Limit
    source: str
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class LookBack:
    """What share of written-off items is looked back at, and after how many months (回头看抽查办法)."""

    percent: int
    after_months: int


@dataclass(frozen=True)
class Kind:
    """A kind of work with its nodes, moves, limits, columns and lamp (台账类型); built by `build`, which checks it."""

    code: str
    name: str
    parties: tuple[str, ...]
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    limits: tuple[TimeLimit, ...] = ()
    grades: Mapping[str, str] | None = None
    columns: tuple[Column, ...] = ()
    lamp: str | None = None
    reminders: tuple[int, ...] = (-3, 0, 1)
    look_back: LookBack | None = None
    monthly_day: int | None = None

    @cached_property
    def state_by_code(self) -> Mapping[str, State]:
        """States by their code (按代码查状态)."""
        return {state.code: state for state in self.states}

    @cached_property
    def move_by_code(self) -> Mapping[str, Move]:
        """Moves by their code (按代码查动作)."""
        return {move.code: move for move in self.moves}

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """What may be done in a state, in the order of the table (本环节的动作)."""
        return tuple(move for move in self.moves if state in move.frm)
