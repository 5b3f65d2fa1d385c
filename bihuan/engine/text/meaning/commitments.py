"""Who signs a responsibility letter with whom (责任书签订)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.engine.text.scan import Patterns, Scan

_LONGEST = 200


@dataclass(frozen=True)
class CommitmentWords:
    """How papers tell of letters signed or handed over (签订责任书用语).

    signs: 甲与乙签订. hands: 乙向甲递交. acts_for: a person who signs for a body (代表区政府).
    """

    names: re.Pattern[str]
    signs: re.Pattern[str]
    hands: re.Pattern[str]
    before_signer: re.Pattern[str]
    acts_for: re.Pattern[str]
    office: re.Pattern[str]
    after_other: re.Pattern[str]
    not_other: re.Pattern[str]
    of_head: re.Pattern[str]
    leader: re.Pattern[str]
    governs: re.Pattern[str]
    level: re.Pattern[str]
    bare_unit: re.Pattern[str]
    parts: re.Pattern[str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        return (self.names,)


@dataclass(frozen=True, slots=True)
class Signing:
    """One sentence in which letters are signed (签订)."""

    start: int
    end: int
    signer: str
    others: tuple[str, ...]
    instrument: str


def signings(scan: Scan, *, words: CommitmentWords) -> Iterator[Signing]:
    """The signings that a scanned text reports (签订清单)."""
    for start, end in _sentences(scan, words.names):
        yield from _signed(scan.text, start, end, words)


def _sentences(scan: Scan, names: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the sentences stand that name a letter."""
    text, last = scan.text, 0
    for found in scan.finditer(names):
        start = max(last, found.start() - _LONGEST, text.rfind("。", 0, found.start()) + 1)
        start = max(start, text.rfind("\n", 0, found.start()) + 1)
        stops = [place for sign in "。\n" if (place := text.find(sign, found.end(), found.end() + _LONGEST)) >= 0]
        end = min(stops, default=min(len(text), found.end() + _LONGEST))
        if end > last:
            yield start, end
            last = end


def _signed(text: str, start: int, end: int, words: CommitmentWords) -> Iterator[Signing]:
    """The signings within one sentence."""
    taken: list[tuple[int, int]] = []
    for form in (words.hands, words.signs):
        for match in form.finditer(text, start, end):
            others = tuple(_units(match["others"], words))
            signer = _signer(match["signer"], words)
            if form is words.signs and all(map(words.governs.search, others)) and not words.governs.search(signer):
                signer, others = "、".join(others), tuple(_units(signer, words))
            free = all(match.end() <= first or last <= match.start() for first, last in taken)
            if others and signer and free:
                letter = (match["book"] or match["plain"]).strip("《》“”")
                yield Signing(match.start(), match.end(), signer, others, letter)
                taken.append(match.span())


def _signer(said: str, words: CommitmentWords) -> str:
    """Who gives the letter out: the body for which a person acts, without what opens the sentence."""
    plain = said.rsplit("：", 1)[-1].strip("，, ")
    if acting := words.acts_for.search(plain):
        return acting["body"]
    said = words.before_signer.sub("", plain).removesuffix("分别").strip("，, ")
    return _body_of_leader(said, words) or said


def _body_of_leader(said: str, words: CommitmentWords) -> str | None:
    """For whom a leader signs: 区委副书记、区长某某 for 区委、区政府."""
    found = words.leader.match(said)
    if found is None:
        return None
    party = [f"{found['level']}委"] if found["level"] else []
    government = [f"{found['governs'][0]}政府"] if found["governs"] else []
    return "、".join(party + government) or None


def _units(names: str, words: CommitmentWords) -> Iterator[str]:
    """The units of a list; a level named once (区) goes on to bare departments after it."""
    level = ""
    for part in words.parts.split(names):
        name = words.after_other.sub("", part.strip(" 的”“"))
        if head := words.of_head.match(name):
            name = head["unit"]
        if len(name) < 2 or words.not_other.search(name):
            continue
        if found := words.level.match(name):
            level = found["level"]
        yield level + name if words.bare_unit.match(name) and not words.level.match(name) else name
