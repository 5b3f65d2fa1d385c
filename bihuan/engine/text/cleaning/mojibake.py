"""Characters that an earlier system read wrongly (乱码): found, repaired where the bytes allow, marked in any case.

Pages in GBK that lost one lead byte read every later pair one byte late, until a trail byte stands alone as an ASCII
sign. A run whose bytes give sense again, with the lost lead byte of 。“” put back, is repaired;
every other is marked only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bihuan.engine.text.opening.commonness import commonness

# A question mark that stands for a lost byte, and what stands behind it up to the next plain sign.
_SHIFTED = re.compile(r"\?(?P<run>[!！]?[^\x00-\x7f，。；：、“”‘’？]{1,40})(?P<trail>[@-~]?)\??")
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
_LOST = re.compile("\ufffd+")
_OPENING = re.compile("。[“”]")
_LEAD = b"\xa1"
_SENSE = 0.6


@dataclass(frozen=True, slots=True)
class Garble:
    """A damaged run of the original (乱码处): its place, what it reads as, None where the bytes do not tell."""

    start: int
    end: int
    repair: str | None
    reason: str


def garbles(text: str) -> list[Garble]:
    """All damaged runs of a text, in order (乱码清单)."""
    shifted = [found for match in _SHIFTED.finditer(text) if (found := _shifted(text, match))]
    taken = {place for garble in shifted for place in range(garble.start, garble.end)}
    others = [garble for garble in _lost(text) if garble.start not in taken]
    return sorted(shifted + others, key=lambda garble: garble.start)


def _shifted(text: str, match: re.Match[str]) -> Garble | None:
    repair = _repaired(match["run"], match["trail"])
    if repair is not None:
        return _mended(match.start(), match.end(), repair)
    length = _odd_length(match["run"])
    if length == 0 or _is_question(match["run"]):
        return None
    end = match.start("run") + length
    repair = _repaired(match["run"][:length], "")
    return (
        _mended(match.start(), end, repair)
        if repair
        else Garble(match.start(), end, None, "编码错位，无法复原，请对照来源核对")
    )


def _mended(start: int, end: int, repair: str) -> Garble:
    lost = "，其中□处缺一字" if "□" in repair else ""
    return Garble(start, end, repair, f"编码错位，已按字节复原为“{repair}”{lost}，请核对")


def _repaired(run: str, trail: str) -> str | None:
    """The run read with its lost lead byte, □ where a second byte is lost; None unless that makes sense."""
    try:
        read = _with_lead(run.replace("!", "！").encode("gb18030") + trail.encode("ascii"))
    except UnicodeError:
        return None
    if _OPENING.match(read) and len(read) <= 5:
        return read
    makes_sense = read[0] in "。“”、；：？！" and len(read) >= 3 and commonness(read.strip("□")) >= _SENSE
    return read if makes_sense and commonness(read) > commonness(run) else None


def _with_lead(late: bytes) -> str:
    whole = _LEAD + late
    return whole.decode("gbk") if len(whole) % 2 == 0 else whole[:-1].decode("gbk") + "□"


def _odd_length(run: str) -> int:
    """How much of a run is made of characters that official papers do not use."""
    odd = 0
    for place, sign in enumerate(run, start=1):
        if "\uff21" <= sign <= "\uff5a" or "\ue000" <= sign <= "\uf8ff" or commonness(sign) == 0:
            odd = place
        elif place - odd >= 2:
            break
    return odd


def _is_question(run: str) -> bool:
    """Whether the mark ends a plain question: what follows it begins as text usually does."""
    return commonness(run[:2]) == 1.0 and not run.startswith(("!", "！"))


def _lost(text: str) -> Iterator[Garble]:
    for found in _LOST.finditer(text):
        yield Garble(found.start(), found.end(), None, "字符在转码时丢失，请对照来源补正")
    for found in _PRIVATE.finditer(text):
        yield Garble(found.start(), found.end(), None, "私有区字符,无法显示，请对照来源补正")
