"""What a gate asks of a project (门槛要求): papers, or what the facts must say."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from bihuan.engine.rules import Condition, Truth, evaluate, parse


@dataclass(frozen=True, slots=True)
class Requirement:
    """What must be there to enter a stage (门槛要求): papers, or what the facts must say, and what to do without.

    when: asked only where it surely holds. unless: not asked where it surely holds.
    """

    code: str
    name: str
    remedy: str
    evidence: tuple[str, ...] = ()
    facts: Condition | None = None
    when: Condition | None = None
    unless: Condition | None = None

    def is_asked(self, facts: Mapping[str, object]) -> bool:
        """Whether a project is asked for it (是否要求)."""
        if self.when is not None and evaluate(self.when, facts).truth is not Truth.YES:
            return False
        return self.unless is None or evaluate(self.unless, facts).truth is not Truth.YES

    def is_met(self, facts: Mapping[str, object], evidence: Set[str]) -> bool:
        """Whether it is there (是否具备): one of the papers named, and the facts surely as asked."""
        has_paper = not self.evidence or not evidence.isdisjoint(self.evidence)
        return has_paper and (self.facts is None or evaluate(self.facts, facts).truth is Truth.YES)


def requirement(body: Mapping[str, Any], path: str) -> Requirement:
    """A requirement from its place in a definition (由定义生成).

    Raises: BadCondition: names the path within the body.
    """
    conditions = {key: parse(body[key], path=f"{path}.{key}") for key in ("facts", "when", "unless") if key in body}
    return Requirement(body["code"], body["name"], body["remedy"], tuple(body.get("evidence", ())), **conditions)
