"""What is asked rather than guessed (要问人的), and answers as an office keeps them (已答复的)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]
"""What was answered before, by the key of its question (已记住的答复)."""

KEEP, DROP = "keep", "drop"
"""Answers for a column that is none of the known ones: kept as it stands, or left out (保留、不导入)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be chosen (可选答复): what is kept, and how it is shown."""

    answer: str
    word: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that only a person can say (待答问题).

    key: under which the answer is kept. suggestion: the likeliest answer, to be confirmed, or None.
    is_pressing: rows cannot be read rightly before it is answered. lasts: the answer holds for later files too.
    """

    key: str
    at: str
    sentence: str
    choices: tuple[Choice, ...] = ()
    suggestion: str | None = None
    is_pressing: bool = False
    lasts: bool = True
