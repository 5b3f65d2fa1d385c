"""Who signs a responsibility letter with whom (责任书签订)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNS = re.compile(
    r"(?P<signer>[^，,。；、\s]{0,6}(?:委|政府|管委会|工委)(?:、[^，,。；、\s]{0,6}(?:政府|管委会|委)){0,3})(?:分别|现场|代表)?(?:与|同|和)(?P<others>[^。；]{2,80}?)(?:分别|现场)?签(?:订|署|下)了?"
    r"(?P<instrument>《[^《》]{2,40}(?:责任书|责任状|承诺书)》|[^，,。；]{0,16}(?:责任书|责任状|承诺书))"
)
_LEVEL = re.compile("^(?P<level>[省市区县])[一-龥]{2,8}(?:局|委|中心|办)$")
_BARE_UNIT = re.compile("^[一-龥]{2,6}(?:局|委|办|中心)$")


@dataclass(frozen=True, slots=True)
class Signing:
    """One sentence in which letters are signed (签订)."""

    start: int
    end: int
    signer: str
    others: tuple[str, ...]
    instrument: str


def signings(text: str) -> Iterator[Signing]:
    """The signings that a text reports (签订清单)."""
    for match in _SIGNS.finditer(text):
        instrument = match["instrument"].strip("《》")
        signer = re.sub("^(?:会上|随后|由)", "", match["signer"])
        yield Signing(match.start(), match.end(), signer, tuple(_units(match["others"])), instrument)


def _units(names: str) -> Iterator[str]:
    """The units of a list; a level named once (区) goes on to bare departments after it."""
    level = ""
    for name in filter(None, re.split("[、，,和及与]", names)):
        if found := _LEVEL.match(name):
            level = found["level"]
        yield level + name if _BARE_UNIT.match(name) and not _LEVEL.match(name) else name
