"""Where a claim stands in its source (出处)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """Place of a claim in a document (出处): its sha256, the span in the cleaned text, the words there."""

    source: str
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0 or later, not {self.start}..{self.end}")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"{len(self.text)} characters do not fill the span {self.start}..{self.end}")
