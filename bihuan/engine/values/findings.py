"""What was found wrong in an input: where, and what to do (问题提示)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in an input (问题提示): a code, a place, a Chinese sentence with the remedy."""

    code: str
    at: str
    sentence: str

    def __post_init__(self) -> None:
        if not self.code or not self.sentence:
            raise ValueError("a finding needs a code and a sentence")

    def __str__(self) -> str:
        return f"{self.at}：{self.sentence}" if self.at else self.sentence
