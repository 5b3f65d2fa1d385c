"""Which papers of a library tell of the same event as one in hand (找同源文件)."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bihuan.engine.text.reading import Headings
from bihuan.engine.text.twins.prints import Prints

Key = TypeVar("Key", bound=Hashable)
SAME_TEXT = 0.8
SAME_SOURCE = 0.25
SAME_EVENT = 0.08
FEWEST = 4
"""Prints that two papers share at least where they tell of one event."""
_COMMON = 0.05
_SMALL = 40


@dataclass(frozen=True)
class Twin(Generic[Key]):
    """A paper of the library that shares words with the one in hand (同源文件).

    share: of the shorter text that stands in the other too. kind: same_text (the same article), same_source (long
    passages in common), same_event (few, but day and place of the meeting are the same). because: in Chinese.
    """

    key: Key
    share: float
    kind: str
    because: str


class TwinIndex(Generic[Key]):
    """The prints of a library (指纹库); papers come and go one by one."""

    def __init__(self) -> None:
        self._holders: dict[int, set[Key]] = {}
        self._papers: dict[Key, tuple[Prints, Headings]] = {}

    def __len__(self) -> int:
        return len(self._papers)

    def add(self, key: Key, prints: Prints, document: Headings) -> None:
        """Take a paper in, or anew where its text has changed (加入)."""
        self.remove(key)
        self._papers[key] = (prints, document)
        for value in prints.values:
            self._holders.setdefault(value, set()).add(key)

    def remove(self, key: Key) -> None:
        """Take a paper out (移出); nothing happens where it is not in."""
        prints, _ = self._papers.pop(key, (Prints(()), None))
        for value in prints.values:
            holders = self._holders[value]
            holders.discard(key)
            if not holders:
                del self._holders[value]

    def twins(self, prints: Prints, document: Headings) -> list[Twin[Key]]:
        """Papers that tell of the same event, those that share most first (同源文件).

        Words that many papers share, such as the set phrases of the year, count for nothing.
        """
        often = most_holders(len(self))
        told = [holders for value in prints.values if (holders := self._holders.get(value)) and len(holders) <= often]
        shared = Counter(key for holders in told for key in holders)
        found = [twin for key, count in shared.items() if (twin := self._twin(key, count, prints, document))]
        return sorted(found, key=lambda twin: -twin.share)

    def _twin(self, key: Key, shared: int, prints: Prints, document: Headings) -> Twin[Key] | None:
        kept, head = self._papers[key]
        return judged(key, shared, sizes=(len(prints.values), len(kept.values)), documents=(document, head))


def most_holders(papers: int) -> int:
    """How many papers of a library may hold a print before it says nothing (常见上限); all in a small library."""
    return max(FEWEST, int(_COMMON * papers)) if papers > _SMALL else papers


def judged(key: Key, shared: int, *, sizes: tuple[int, int], documents: tuple[Headings, Headings]) -> Twin[Key] | None:
    """What a count of shared prints tells of two papers (判定是否同源); None where it tells nothing.

    Args: sizes: how many prints each has. documents: what their heads say; a day and place in common weighs.
    """
    share = shared / min(sizes) if min(sizes) else 0.0
    said = f"较短的一篇约{round(share * 100)}%的文字在另一篇中也有"
    first, second = documents
    if first.held and second.held and first.held != second.held and share >= SAME_SOURCE and shared >= FEWEST:
        return Twin(key, share, "same_source", f"{said}，但召开日期不同（{first.held}、{second.held}），请核对")
    if share >= SAME_TEXT:
        return Twin(key, share, "same_text", f"{said}，应为同一篇文章")
    if share >= SAME_SOURCE and shared >= FEWEST:
        return Twin(key, share, "same_source", f"{said}，有成段相同的内容")
    same_day = first.held is not None and first.held == second.held
    if same_day and first.place == second.place and share >= SAME_EVENT and shared >= FEWEST:
        return Twin(key, share, "same_event", f"{said}，且召开日期（{first.held}）和地区相同，可能是同一次会议")
    return None
