"""Which unit should lead a task, from duties and earlier assignments, with the reason (牵头单位建议).

No model: words that the task shares with a unit's duties, weighed by how few units share them. A person decides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

# Tuned on one half of tests/engine/text/assign_cases.yaml and tried on the other (docs/reference/suggestion.md).
FLOOR = 3.0
MARGIN = 1.25
VERB_WEIGHT = 0.4
HISTORY_WEIGHT = 0.6
MENTION_WEIGHT = 8.0
COMPANION = re.compile(r"(?:配合|会同|协同|协助|联合|支持)[^,，。;；:：]{0,12}$")
HAN_RUN = re.compile(r"[A-Za-z0-9.一-鿿]{2,}")


@dataclass(frozen=True)
class Match:
    """Words that a task shares with what a unit does, and what they weigh (匹配词语)."""

    words: str
    weight: float
    place: str


@dataclass(frozen=True)
class Candidate:
    """One unit that might lead, with its weight and the reason in one sentence (候选单位)."""

    unit: str
    score: float
    because: str


@dataclass(frozen=True)
class Suggestion:
    """Units in order of fitness (牵头建议). `sure` is False where none fits well or two fit alike."""

    ranked: tuple[Candidate, ...]
    sure: bool
    because: str

    @property
    def unit(self) -> str | None:
        """The suggested unit; None when not sure."""
        return self.ranked[0].unit if self.sure else None


@dataclass(frozen=True)
class Assigner:
    """Duties, names and earlier assignments of all units, ready to be asked many times.

    Args: duties: unit -> its duties. names: unit -> the names it goes by. history: (text of a task, unit that led it).
    """

    duties: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[str]]
    history: Sequence[tuple[str, str]] = ()

    def suggest(self, task: str) -> Suggestion:
        """Rank the units for one task (建议牵头单位)."""
        words = _words(task)
        found = {unit: self._matches(task, unit, words) for unit in self.duties}
        ranked = tuple(
            Candidate(unit, round(sum(match.weight for match in matches), 2), _because(matches))
            for unit, matches in sorted(found.items(), key=lambda pair: -sum(match.weight for match in pair[1]))
            if matches
        )
        sure, because = _verdict(ranked)
        return Suggestion(ranked, sure, because)

    def _matches(self, task: str, unit: str, words: Mapping[str, bool]) -> list[Match]:
        matches = [Match(name, MENTION_WEIGHT, "点名") for name in self._mentioned(task, unit)]
        runs = dict.fromkeys(_shared_runs(task, self._duty_text[unit], words))
        matches += [Match(run, self._weight(run, words), "职责") for run in runs]
        earlier = dict.fromkeys(_shared_runs(task, self._history_text.get(unit, ""), words))
        matches += [
            Match(run, HISTORY_WEIGHT * self._weight(run, words), "以往交办") for run in earlier if run not in runs
        ]
        return [match for match in matches if match.weight > 0]

    def _mentioned(self, task: str, unit: str) -> list[str]:
        """The longest own name that stands in the task, unless it is named there only as a helper."""
        for name in sorted(self.names.get(unit, ()), key=len, reverse=True):
            at = task.find(name)
            if at >= 0 and not COMPANION.search(task[:at]):
                return [name]
        return []

    def _weight(self, run: str, words: Mapping[str, bool]) -> float:
        """Longer words held by fewer units weigh more; a bare verb says little about whose matter it is."""
        holders = sum(run in text for text in self._duty_text.values())
        holders = max(holders, sum(run in text for text in self._history_text.values()), 1)
        rarity = math.log((len(self.duties) + 1) / (holders + 0.5))
        telling = 1.0 if any(names and word in run for word, names in words.items()) else VERB_WEIGHT
        return max(rarity, 0.0) * telling * math.sqrt(len(run) - 1)

    @cached_property
    def _duty_text(self) -> dict[str, str]:
        return {unit: "\n".join(lines) for unit, lines in self.duties.items()}

    @cached_property
    def _history_text(self) -> dict[str, str]:
        texts: dict[str, list[str]] = {}
        for text, unit in self.history:
            texts.setdefault(unit, []).append(text)
        return {unit: "\n".join(lines) for unit, lines in texts.items()}


def suggest(
    task: str,
    *,
    duties: Mapping[str, Sequence[str]],
    names: Mapping[str, Sequence[str]] | None = None,
    history: Sequence[tuple[str, str]] = (),
) -> Suggestion:
    """Which unit should lead this task, and why; not sure is an answer (建议牵头单位).

    >>> suggest("新增高新技术企业10家", duties={"科技局": ["高新技术企业认定"], "水利局": ["治河"]}).ranked[0].because
    '与其职责同有“高新技术企业”。'
    """
    return Assigner(duties, names or {}, history).suggest(task)


def _words(text: str) -> dict[str, bool]:
    """Words of two characters and more; True for those that name something, False for bare verbs and fillers."""
    import rjieba  # its dictionary takes a tenth of a second, which no start should wait for

    return {word: tag[0] in "nbjls" or tag == "vn" for word, tag in rjieba.tag(text) if len(word) > 1}


def _shared_runs(task: str, text: str, words: Mapping[str, bool]) -> Iterator[str]:
    """Longest pieces of the task that stand in the text and hold at least one whole word, left to right."""
    for piece in HAN_RUN.findall(task) if text else ():
        start = 0
        while start < len(piece) - 1:
            run = _longest_run(piece, start, text)
            if len(run) > 1 and any(word in run for word in words):
                yield run
            start += max(len(run) - 1, 1)


def _longest_run(piece: str, start: int, text: str) -> str:
    end = start + 1
    while end < len(piece) and piece[start : end + 1] in text:
        end += 1
    return piece[start:end]


def _verdict(ranked: Sequence[Candidate]) -> tuple[bool, str]:
    if not ranked or ranked[0].score < FLOOR:
        return False, "没有单位的职责与此事项明显相符，请人工确定。"
    if len(ranked) > 1 and ranked[0].score < MARGIN * ranked[1].score:
        return False, f"{ranked[0].unit}与{ranked[1].unit}的职责都与此事项相近，请人工确定。"
    return True, ranked[0].because


def _because(matches: Sequence[Match]) -> str:
    """The reason in one sentence, naming the words that weigh most."""
    best = sorted(matches, key=lambda match: -match.weight)[:3]
    if named := [match.words for match in best if match.place == "点名"]:
        return f"文中点名“{named[0]}”。"
    parts = []
    for place, phrase in (("职责", "与其职责同有"), ("以往交办", "与以往交其牵头的事项同有")):
        if words := [f"“{match.words}”" for match in best if match.place == place]:
            parts.append(phrase + "、".join(words))
    return ",".join(parts) + "。"


def town_warning(task: str, *, listed: Sequence[str], taken_back: Sequence[str] = ()) -> str | None:
    """Why a task should perhaps not go to a town; None where its duty list holds it. A warning, never a block.

    Args: listed: what the town does or assists in (基本履职、配合履职). taken_back: what went back (上级收回).
    Source: 乡镇(街道)履行职责事项清单 (domain R7): tasks outside the list should not be pushed down.
    """
    groups = {"listed": tuple(listed), "taken_back": tuple(taken_back)}
    words = _words(task)
    found = {group: _named_runs(task, "\n".join(lines), words) for group, lines in groups.items()}
    if found["taken_back"] and len("".join(found["taken_back"])) > len("".join(found["listed"])):
        return f"“{'”、“'.join(found['taken_back'][:2])}”属上级收回事项，不宜交镇街牵头，请核对履职事项清单。"
    if not found["listed"]:
        return "该事项不在此镇街的履职事项清单内，请核对后再交办。"
    return None


def _named_runs(task: str, text: str, words: Mapping[str, bool]) -> list[str]:
    """Shared pieces that name something, longest first."""
    runs = dict.fromkeys(_shared_runs(task, text, words))
    named = [run for run in runs if any(names and word in run for word, names in words.items())]
    return sorted(named, key=len, reverse=True)
