"""What the makers of the demonstration district share: its size, day, chance and what was made so far (演示区县)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from bihuan.base import registries
from bihuan.base.actors import Actor


@dataclass
class Demonstration:
    """One run of the makers. The same size, seed and day give the same data.

    on: the day that the data look back from. chance: the only source of chance. actors: login -> Actor, by `actor_of`.
    made: what a maker leaves for the next, by its own key ("units": code -> Unit, "people": login -> Person).
    """

    size: str
    seed: int
    on: date
    actor_of: Callable[[str, datetime], Actor]
    say: Callable[[str], None]
    chance: Random = field(init=False)
    made: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)  # noqa: S311 - demonstration data, no secret

    @property
    def is_standard(self) -> bool:
        """Whether the full standard set is wanted (标准库)."""
        return self.size == "standard"


def make_all(demonstration: Demonstration) -> None:
    """Run all registered makers in order."""
    for maker in sorted(registries.demo_makers, key=lambda one: one.order):
        maker.make(demonstration)
