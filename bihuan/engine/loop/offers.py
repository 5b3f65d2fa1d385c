"""What this person may do to this item now, and why not (可办动作及理由); making one move (办理)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bihuan.engine.loop.answers import facts_of_form
from bihuan.engine.loop.kind import Kind
from bihuan.engine.loop.move import Move
from bihuan.engine.loop.vocabulary import FACTS, OFFICE, PARTIES, ROLES, STANDS_FOR
from bihuan.engine.rules import AllOf, Condition, Truth, Verdict, evaluate

_LABELS = {code: fact.word for code, fact in FACTS.items()}


@dataclass(frozen=True, slots=True)
class Standing:
    """An item and a person before it (事项现状与办理人).

    `parties`: what the person is to the item, as "party:role", all that apply ("any:role" is implied).
    `facts`: by code of `FACTS`, own columns too; what is not known is None or left out.
    `started_by`: party ("lead") whose move brought the item into its state; None where it is not known.
    """

    state: str
    parties: frozenset[str]
    facts: Mapping[str, object] = field(default_factory=dict)
    started_by: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A move out of the state, with yes, no or not yet known, and the reason in a sentence (可否办理)."""

    move: Move
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Step:
    """A move that may be made (一步): from, to, what the work app then does, and by what right."""

    frm: str
    to: str
    effects: tuple[str, ...]
    because: str


class MoveRefused(Exception):
    """A move may not be made now (不能办理); `sentence` says why and what would help."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class _Right:
    """By what right a person makes a move: as whom, and what must be added to the effects."""

    entry: str
    effects: tuple[str, ...] = ()


def offers(kind: Kind, standing: Standing) -> tuple[Offer, ...]:
    """Every move out of the item's state, each with whether this person may make it and why (可办动作).

    Unknown means: the form will decide, or a fact is not known yet. Only a yes may be made.
    """
    return tuple(Offer(move, _before_form(move, standing)) for move in kind.moves_from(_known_state(kind, standing)))


def _before_form(move: Move, standing: Standing) -> Verdict:
    """The judgement over an empty form: what it may bring (a file, a unit) is not known yet, not missing."""
    verdict, _ = _judge(move, standing)
    if verdict.truth is not Truth.NO:
        return verdict
    brought = facts_of_form(move)
    facts = {code: value for code, value in standing.facts.items() if code not in brought}
    filled, _ = _judge(move, replace(standing, facts=facts))
    return filled if filled.truth is Truth.UNKNOWN else verdict


def step(kind: Kind, standing: Standing, code: str) -> Step:
    """Make one move (办理一步): where the item then stands and what follows.

    Raises: MoveRefused: the move is not in the table for this state, this person or these facts; says which.
    """
    move = _listed(kind, _known_state(kind, standing), code)
    verdict, right = _judge(move, standing)
    if verdict.truth is not Truth.YES or right is None:
        raise MoveRefused(verdict.because)
    to = move.to or standing.state
    entered = kind.state_by_code[to].on_entry if to != standing.state else ()
    effects = tuple(dict.fromkeys((*move.effects, *entered, *right.effects)))
    return Step(standing.state, to, effects, verdict.because)


def who(by: Iterable[str]) -> str:
    """The people of a move in words (办理人), one party after the other."""
    roles: dict[str, list[str]] = {}
    for entry in by:
        party, role = entry.split(":")
        roles.setdefault(PARTIES.get(party, party), []).append(ROLES.get(role, role))
    return "，".join(_party_words(party, names) for party, names in roles.items())


def _units(by: Iterable[str]) -> str:
    return "或".join(dict.fromkeys(PARTIES[_party(entry)] for entry in by))


def _party_words(party: str, names: list[str]) -> str:
    if names == [ROLES["leader"]]:
        return party
    return f"{party}{'、'.join(names)}" if names != [ROLES["leader_proxy"]] else f"{party}的代办人"


def _known_state(kind: Kind, standing: Standing) -> str:
    if standing.state not in kind.state_by_code:
        raise MoveRefused(f"“{kind.name}”没有“{standing.state}”这一状态，请核对台账类型的版本。")
    return standing.state


def _listed(kind: Kind, state: str, code: str) -> Move:
    if code not in kind.move_by_code:
        raise MoveRefused(f"“{kind.name}”不办理“{code}”，请刷新后再办。")
    move = kind.move_by_code[code]
    if state not in move.frm:
        now, at = kind.state_by_code[state].word, "、".join(kind.state_by_code[each].word for each in move.frm)
        raise MoveRefused(f"事项现为“{now}”，不能“{move.word}”；“{move.word}”只在“{at}”时办理。")
    return move


def _judge(move: Move, standing: Standing) -> tuple[Verdict, _Right | None]:
    right = _right(move, standing.parties)
    if right is None:
        return _stranger(move, standing.parties), None
    facts = _facts(standing, right)
    if "on_behalf" in right.effects and facts.get("has_paper") is not True:
        truth = Truth.UNKNOWN if facts.get("has_paper") is None else Truth.NO
        return Verdict(truth, f"代{_units(move.by)}“{move.word}”，须附该单位的纸质件。"), right
    return _guarded(move, facts, right), right


def _right(move: Move, parties: frozenset[str]) -> _Right | None:
    for entry in move.by:
        for own in sorted(parties):
            if _covers(entry, own):
                return _Right(own, () if _role(own) == _role(entry) else ("by_proxy",))
    if move.on_paper and OFFICE in parties:
        return _Right(OFFICE, ("on_behalf",))
    return None


def _covers(entry: str, own: str) -> bool:
    """Whether what a person is to the item is what the table asks for; a proxy acts with the leader's right."""
    same_role = _role(entry) in (_role(own), STANDS_FOR.get(_role(own)))
    return same_role and _party(entry) in ("any", _party(own))


def _facts(standing: Standing, right: _Right) -> dict[str, object]:
    """The item's facts, with the two that follow from who is acting."""
    facts = dict(standing.facts)
    if facts.get("unit_head_consented") is None and f"{_party(right.entry)}:unit_head" in standing.parties:
        facts["unit_head_consented"] = True
    if standing.started_by is not None:
        facts["started_by_own_party"] = _party(standing.started_by) in {_party(own) for own in standing.parties}
    return facts


def _guarded(move: Move, facts: Mapping[str, object], right: _Right) -> Verdict:
    verdict = _open(right, move) if move.guard is None else evaluate(move.guard, facts, labels=_LABELS)
    if verdict.truth is Truth.YES or move.guard is None:
        return _open(right, move)
    reasons = [_reason(part, facts) for part in _parts(move.guard) if evaluate(part, facts).truth is verdict.truth]
    opening = f"不能“{move.word}”" if verdict.truth is Truth.NO else f"“{move.word}”还有条件待填报或核实"
    return Verdict(verdict.truth, f"{opening}：{'；'.join(dict.fromkeys(reasons))}。")


def _reason(part: Condition, facts: Mapping[str, object]) -> str:
    return (part.because or evaluate(part, facts, labels=_LABELS).because).rstrip("。")


def _parts(condition: Condition) -> tuple[Condition, ...]:
    """What must all hold, one by one; a group with an own sentence stays whole."""
    if isinstance(condition, AllOf) and condition.because is None:
        return tuple(leaf for part in condition.parts for leaf in _parts(part))
    return (condition,)


def _open(right: _Right, move: Move) -> Verdict:
    if "on_behalf" in right.effects:
        return Verdict(Truth.YES, f"您代{_units(move.by)}“{move.word}”，纸质件已附，双方姓名均留存。")
    return Verdict(Truth.YES, f"您是{who([right.entry])}，可以“{move.word}”。")


def _stranger(move: Move, parties: frozenset[str]) -> Verdict:
    own = f"您是{who(sorted(parties))}" if parties else "您与本事项没有办理关系"
    return Verdict(Truth.NO, f"“{move.word}”由{who(move.by)}办理；{own}，不能办理。")


def _party(entry: str) -> str:
    return entry.partition(":")[0]


def _role(entry: str) -> str:
    return entry.partition(":")[2]
