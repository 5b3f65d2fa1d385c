"""The mood of a sentence (语气): whether it directs, reports, plans or only heads others, and by which rule."""

from dataclasses import dataclass

_MOODS = {
    "note": "note",
    "heading": "heading",
    "announces": "heading",
    "leads": "heading",
    "formula": "principle",
    "past_section": "done",
    "reports": "done",
    "states": "present",
    "targets": "plan",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is a task, and the rule that said so (判定).

    turns: where in the sentence it first says what is to be (要, 将, 力争); None where nowhere.
    """

    is_task: bool
    rule: str
    turns: int | None = None

    @property
    def mood(self) -> str:
        """The mood (语气), for tasks and figures alike: done, present, plan, ask, principle, heading or note."""
        return _MOODS.get(self.rule, "ask")
