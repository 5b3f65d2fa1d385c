"""What a move (办理动作) is: one row of the table of the loop."""

from dataclasses import dataclass

from bihuan.engine.rules import Condition


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may be done to an item (办理动作).

    `frm`: the states it leaves; `to`: the state it enters, None where the item stays. `by`: who may, as "party:role".
    `guard`: what must hold, None where nothing. `asks`: what its form must ask, `may_ask`: what it also offers.
    `effects`: codes of what the work app then does. `on_paper`: the supervision office may do it for the unit when the
    unit's paper is attached (督查室代办).
    """

    code: str
    word: str
    frm: tuple[str, ...]
    to: str | None
    by: tuple[str, ...]
    guard: Condition | None = None
    asks: tuple[str, ...] = ()
    may_ask: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    on_paper: bool = False
