"""Stages of a project and their gates (项目阶段与门槛): what must be there before a project may enter one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from bihuan.engine.pipeline.requirements import Requirement, requirement
from bihuan.engine.values import Finding


class BadStages(ValueError):
    """A table of stages contradicts itself (项目阶段表有误); `findings` says where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


class UnknownStage(LookupError):
    """A stage that the table does not have (没有这个阶段)."""

    def __init__(self, code: str) -> None:
        super().__init__(f"没有“{code}”这个项目阶段，请从阶段表中选一个。")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a project (项目阶段): code, name, what it means, and what must be there to enter it."""

    code: str
    name: str
    means: str
    needs: tuple[Requirement, ...] = ()
    may_skip: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a code and a name (名目): a flag, a paper; or a batch of stages."""

    code: str
    name: str
    means: str = ""
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageTable:
    """Stages in order, flags that are no stages, papers by code (项目阶段表); batches as conferences name them."""

    stages: tuple[Stage, ...]
    flags: tuple[Named, ...]
    evidence: Mapping[str, str]
    batches: tuple[Named, ...] = ()

    def __post_init__(self) -> None:
        if findings := list(_findings(self)):
            raise BadStages(findings)

    def stage(self, code: str) -> Stage:
        """The stage of a code (按代码取阶段).

        Raises: UnknownStage: the table has none.
        """
        return self.stages[self.order(code)]

    def order(self, code: str) -> int:
        """Place of a stage in the row, from 0 (次序).

        Raises: UnknownStage: the table has none.
        """
        for place, stage in enumerate(self.stages):
            if stage.code == code:
                return place
        raise UnknownStage(code)

    def next_of(self, code: str) -> Stage | None:
        """The stage that follows (下一阶段); None after the last."""
        place = self.order(code) + 1
        return self.stages[place] if place < len(self.stages) else None

    def may_go(self, frm: str | None, to: str) -> bool:
        """Whether a project may go from one stage to another (能否转入): on, over stages that may be left out, or back.

        A project that is new to the register may stand in any stage.
        """
        if frm is None:
            return self.order(to) >= 0
        here, there = self.order(frm), self.order(to)
        return there < here or (there > here and all(each.may_skip for each in self.stages[here + 1 : there]))

    def is_back(self, frm: str | None, to: str) -> bool:
        """Whether a move goes back, so that it needs a reason (是否退回)."""
        return frm is not None and self.order(to) < self.order(frm)

    def missing(self, to: str, facts: Mapping[str, object], evidence: Set[str]) -> tuple[Finding, ...]:
        """What is not there yet to enter a stage (还缺什么), its own needs and those of the stages before it.

        Args: facts: of the project, unknown absent or None. evidence: codes of the papers that are there.
        """
        asked = self._asked(to, facts)
        return tuple(Finding(each.code, each.name, each.remedy) for each in asked if not each.is_met(facts, evidence))

    def needs(self, to: str, facts: Mapping[str, object], evidence: Set[str]) -> tuple[tuple[Requirement, bool], ...]:
        """Everything that is asked to enter a stage, and whether it is there (进入清单)."""
        return tuple((each, each.is_met(facts, evidence)) for each in self._asked(to, facts))

    def batch_of(self, code: str) -> Named | None:
        """The batch that a stage belongs to (所属批次): 策划, 储备, 开工, 达产; None where the table has none."""
        return next((batch for batch in self.batches if code in batch.stages), None)

    def _asked(self, to: str, facts: Mapping[str, object]) -> Iterator[Requirement]:
        for stage in self.stages[: self.order(to) + 1]:
            yield from (each for each in stage.needs if each.is_asked(facts))


def build_stages(body: Mapping[str, Any]) -> StageTable:
    """Table of stages from a definition's body (由定义生成阶段表).

    Raises: BadStages: a stage or paper named twice or nowhere. BadCondition: a condition.
    """
    return StageTable(
        stages=tuple(_stage(each, f"stages[{place}]") for place, each in enumerate(body["stages"])),
        flags=tuple(Named(each["code"], each["name"], each["means"]) for each in body["flags"]),
        evidence=dict(body["evidence"]),
        batches=tuple(
            Named(each["code"], each["name"], stages=tuple(each["stages"])) for each in body.get("batches", ())
        ),
    )


def _stage(body: Mapping[str, Any], path: str) -> Stage:
    needs = tuple(requirement(each, f"{path}.needs[{place}]") for place, each in enumerate(body.get("needs", ())))
    return Stage(body["code"], body["name"], body["means"], needs, body.get("may_skip", False))


def _findings(table: StageTable) -> Iterator[Finding]:
    yield from _twice([each.code for each in table.stages], "stages", "阶段")
    codes = {each.code for each in table.stages}
    for place, stage in enumerate(table.stages):
        yield from _bad_needs(stage, table.evidence, f"stages[{place}]")
    for place, batch in enumerate(table.batches):
        for code in batch.stages:
            if code not in codes:
                yield Finding("unknown_stage", f"batches[{place}]", f"没有“{code}”这个阶段，请从阶段表中选。")
    yield from _twice([code for batch in table.batches for code in batch.stages], "batches", "批次里的阶段")


def _bad_needs(stage: Stage, evidence: Mapping[str, str], at: str) -> Iterator[Finding]:
    for place, need in enumerate(stage.needs):
        if not need.evidence and need.facts is None:
            yield Finding("empty_need", f"{at}.needs[{place}]", "进入条件要写材料（evidence）或事实（facts），请补上。")
        for code in need.evidence:
            if code not in evidence:
                yield Finding(
                    "unknown_evidence", f"{at}.needs[{place}]", f"材料表里没有“{code}”，请先在evidence里写上。"
                )


def _twice(codes: list[str], at: str, word: str) -> Iterator[Finding]:
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Finding("twice", at, f"{word}“{code}”写了两次，请删去一处。")
