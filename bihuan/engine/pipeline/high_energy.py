"""Projects of high energy use and emissions (两高、三高项目): flagged with the rule that says so, never punished."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bihuan.engine.rules import Condition, Truth, evaluate, parse


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rule says of a project (标识): holds, does not, or cannot be told; why, and by which document."""

    code: str
    name: str
    truth: Truth
    because: str
    document: str
    proposal: bool = False


@dataclass(frozen=True, slots=True)
class FlagRule:
    """One rule (一条标识规则): when it holds, what then follows, the document, whether our reading is a proposal."""

    code: str
    name: str
    when: Condition
    follows: str
    document: str
    proposal: bool


@dataclass(frozen=True, slots=True)
class HighEnergy:
    """Dated rules of what is flagged (两高三高标识规则)."""

    rules: tuple[FlagRule, ...]
    labels: Mapping[str, str]

    def flags(self, facts: Mapping[str, object]) -> tuple[Flag, ...]:
        """What every rule says of a project (逐条标识); industries may be told by class, group or division."""
        known = {**facts, **industry_facts(facts.get("industry"))}
        return tuple(self._flag(rule, known) for rule in self.rules)

    def _flag(self, rule: FlagRule, facts: Mapping[str, object]) -> Flag:
        verdict = evaluate(rule.when, facts, labels=self.labels)
        follows = rule.follows if verdict.truth is Truth.YES else ""
        because = f"{verdict.because}{follows}"
        return Flag(rule.code, rule.name, verdict.truth, because, rule.document, rule.proposal)


def build_high_energy(body: Mapping[str, Any]) -> HighEnergy:
    """The rules from a definition's body (由定义生成标识规则).

    Raises: BadCondition: a condition.
    """
    return HighEnergy(
        tuple(
            FlagRule(
                each["code"],
                each["name"],
                parse(each["when"], path=f"rules[{place}].when"),
                each["follows"],
                each["document"],
                each.get("proposal", False),
            )
            for place, each in enumerate(body["rules"])
        ),
        dict(body["labels"]),
    )


def industry_facts(code: object) -> dict[str, str]:
    """Division, group and class of an industry by GB/T 4754 (行业大类、中类、小类).

    What a short code leaves open is absent.

    >>> industry_facts("C3011")
    {'industry_division': '30', 'industry_group': '301', 'industry_class': '3011'}
    """
    digits = code.strip().lstrip("ABCDEFGHIJKLMNOPQRSTabcdefghijklmnopqrst") if isinstance(code, str) else ""
    if not digits.isdecimal():
        return {}
    lengths = {"industry_division": 2, "industry_group": 3, "industry_class": 4}
    return {name: digits[:length] for name, length in lengths.items() if len(digits) >= length}
