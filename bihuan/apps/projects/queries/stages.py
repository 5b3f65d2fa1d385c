"""Stages of projects as the definition in force names them (项目阶段)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StageWord:
    """A stage: code, name, what it means."""

    code: str
    name: str
    means: str = ""


_STAGES = (
    StageWord("idea", "谋划", "正在谋划论证，内容和规模还没有定"),
    StageWord("negotiation", "洽谈", "正在与投资方洽谈，或政府投资项目正在做前期"),
    StageWord("signed", "签约", "已签正式协议，当年可能开工"),
    StageWord("started", "开工", "永久工程正式打桩或浇筑"),
    StageWord("building", "建设", "往年开工、今年续建"),
    StageWord("in_production", "投产", "建成验收并开始生产或投入使用"),
    StageWord("full_capacity", "达产", "达到设计产能或设计效益"),
)


def stages(on: date) -> tuple[StageWord, ...]:
    """All stages in their order, as of a day."""
    return _STAGES


def stage_words(on: date) -> dict[str, str]:
    """Code of a stage -> its name, in their order (阶段名称)."""
    return {each.code: each.name for each in stages(on)}
