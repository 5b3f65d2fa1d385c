"""Entry of a project to the statistics (项目入库纳统): who may enter, by which way, and which papers are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from bihuan.engine.pipeline.requirements import Requirement, requirement
from bihuan.engine.rules import Condition, Truth, evaluate, parse
from bihuan.engine.values import Finding


class BadEntry(ValueError):
    """A rule of entry contradicts itself (入库规则有误); `findings` says where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the statistics (入库途径): for whom, how it is reported, and what is asked."""

    code: str
    name: str
    when: Condition
    how: str
    needs: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Whether a project may enter on what is known (能否入库): yes, no or unknown, why, the way, what is missing."""

    truth: Truth
    because: str
    way: Way | None = None
    missing: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryRule:
    """A dated rule of entry to the statistics (入库规则): whom it is for, the ways, the papers by code."""

    applies: Condition
    ways: tuple[Way, ...]
    evidence: Mapping[str, str]
    labels: Mapping[str, str]

    def __post_init__(self) -> None:
        if findings := list(_findings(self)):
            raise BadEntry(findings)

    def entry(self, facts: Mapping[str, object], evidence: Set[str]) -> Entry:
        """Whether a project may enter the statistics, and what is missing (入库判断).

        Args: facts: of the project, unknown absent or None. evidence: codes of the papers that are there.
        """
        verdict = evaluate(self.applies, facts, labels=self.labels)
        if verdict.truth is not Truth.YES:
            return Entry(verdict.truth, verdict.because)
        way, unsure = self._way(facts)
        if way is None:
            return Entry(Truth.UNKNOWN, unsure)
        missing = tuple(
            Finding(each.code, each.name, each.remedy)
            for each in way.needs
            if each.is_asked(facts) and not each.is_met(facts, evidence)
        )
        if missing:
            names = "、".join(each.at for each in missing)
            return Entry(Truth.NO, f"{way.how}；还缺{names}。", way, missing)
        return Entry(Truth.YES, f"{way.how}；材料已齐。", way)

    def _way(self, facts: Mapping[str, object]) -> tuple[Way | None, str]:
        """The first way that surely holds; where an earlier one is unknown, none is chosen."""
        for way in self.ways:
            verdict = evaluate(way.when, facts, labels=self.labels)
            if verdict.truth is Truth.YES:
                return way, ""
            if verdict.truth is Truth.UNKNOWN:
                return None, verdict.because
        return None, "没有适用的入库途径，请核对入库规则。"


def build_entry(body: Mapping[str, Any]) -> EntryRule:
    """Rule of entry from a definition's body (由定义生成入库规则).

    Raises: BadEntry: a paper that is not in the list. BadCondition: a condition.
    """
    return EntryRule(
        applies=parse(body["applies"], path="applies"),
        ways=tuple(_way(each, f"ways[{place}]") for place, each in enumerate(body["ways"])),
        evidence=dict(body["evidence"]),
        labels=dict(body["labels"]),
    )


def _way(body: Mapping[str, Any], path: str) -> Way:
    needs = tuple(requirement(each, f"{path}.needs[{place}]") for place, each in enumerate(body["needs"]))
    return Way(body["code"], body["name"], parse(body["when"], path=f"{path}.when"), body["how"], needs)


def _findings(rule: EntryRule) -> Iterator[Finding]:
    for place, way in enumerate(rule.ways):
        for at, need in enumerate(way.needs):
            for code in need.evidence:
                if code not in rule.evidence:
                    words = f"材料表里没有“{code}”，请先在evidence里写上。"
                    yield Finding("unknown_evidence", f"ways[{place}].needs[{at}]", words)
