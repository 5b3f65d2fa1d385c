"""Limits as rules (共用限额的规则): how much a period gives, and which activity of a project takes how much of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from bihuan.engine.schedule.passes import NEVER
from bihuan.engine.schedule.plans import Plan
from bihuan.engine.schedule.shared_limits import PERIODS, Need, SharedLimit
from bihuan.engine.values import Finding


class BadLimit(ValueError):
    """A limit cannot be used (限额有误); `findings` says where and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


@dataclass(frozen=True, slots=True)
class Take:
    """What one activity takes (一项占用): an amount, or as much as a fact of its project says, rounded up."""

    activity: str
    amount: int = 1
    fact: str = ""


@dataclass(frozen=True, slots=True)
class LimitRule:
    """A limit that projects share, with what takes of it (一条限额). unit: as 件 or 宗."""

    limit: SharedLimit
    unit: str
    takes: tuple[Take, ...]

    @property
    def words(self) -> str:
        """As a table shows it (每周6件)."""
        return f"{PERIODS[self.limit.every]}{self.limit.amount}{self.unit}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What projects ask of limits (各项目的占用). left_out: those that cannot be counted, by project, with why."""

    needs: tuple[Need, ...]
    left_out: Mapping[int, Sequence[str]] = field(default_factory=dict)


def build_limit(body: Mapping[str, Any], *, code: str = "", name: str = "") -> LimitRule:
    """A limit from the checked body of a definition (建立限额); its form is in docs/reference/plans.md.

    Raises: BadLimit: an activity that takes twice, two amounts for one period.
    """
    own = {date.fromisoformat(each["on"]): each["amount"] for each in body.get("own", ())}
    limit = SharedLimit(code, name, body["every"], body["amount"], own)
    takes = tuple(Take(each["activity"], each.get("amount", 1), each.get("fact", "")) for each in body["takes"])
    if findings := [*_twice(takes), *_periods_twice(body, limit)]:
        raise BadLimit(findings)
    return LimitRule(limit, body["unit"], takes)


def asked_of(rules: Sequence[LimitRule], plans: Sequence[Plan], facts: Sequence[Mapping[str, object]]) -> Asked:
    """What planned projects ask of limits (各项目的占用); what is done or not needed asks nothing.

    Args: facts: of each project, for what is counted by a fact of it.
    """
    needs: list[Need] = []
    left_out: dict[int, list[str]] = {}
    for which, plan in enumerate(plans):
        for rule in rules:
            for take in rule.takes:
                if not _is_ahead(plan, take.activity):
                    continue
                need = _need(rule, take, which, plan, facts[which])
                if isinstance(need, Need):
                    needs.append(need)
                else:
                    left_out.setdefault(which, []).append(need)
    return Asked(tuple(needs), left_out)


def _need(rule: LimitRule, take: Take, which: int, plan: Plan, facts: Mapping[str, object]) -> Need | str:
    amount, name = take.amount, plan.network.activity(take.activity).name
    if take.fact:
        fact = facts.get(take.fact)
        if not isinstance(fact, Decimal):
            return f"“{name}”占用“{rule.limit.name}”多少还不知道，没有计入。"
        amount = int(fact.to_integral_value(ROUND_CEILING))
    most = max([rule.limit.amount, *rule.limit.own.values()])
    if amount > most:
        return f"“{name}”要占用“{rule.limit.name}”{amount}{rule.unit}，超过一期的{most}{rule.unit}，没有计入。"
    return Need(which, take.activity, rule.limit.code, amount)


def _is_ahead(plan: Plan, code: str) -> bool:
    if code not in plan.places or code in plan.fitted.left_out:
        return False
    return plan.known.done[plan.places[code]] == NEVER


def _twice(takes: Sequence[Take]) -> Iterator[Finding]:
    codes = [take.activity for take in takes]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Finding("take_twice", "takes", f"节点“{code}”写了两次，请合成一条。")


def _periods_twice(body: Mapping[str, Any], limit: SharedLimit) -> Iterator[Finding]:
    if len(limit.amounts()[1]) < len(body.get("own", ())):
        yield Finding("period_twice", "own", "同一期写了两个数量，请删去一个。")
