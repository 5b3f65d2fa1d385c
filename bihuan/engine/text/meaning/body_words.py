"""The words by which organisations are told (机构用语), from definitions."""

import re
from dataclasses import dataclass
from functools import cached_property

from bihuan.engine.text.scan import Patterns


@dataclass(frozen=True)
class BodyWords:
    """How organisations are named (机构用语).

    functions: what departments are for, full and short. common: words that make no name by themselves.
    """

    functions: tuple[str, ...]
    common: tuple[str, ...]
    party: re.Pattern[str]
    government: re.Pattern[str]
    department: re.Pattern[str]
    department_ends: re.Pattern[str]
    firm_ends: re.Pattern[str]
    town: re.Pattern[str]
    zone: re.Pattern[str]
    platform: re.Pattern[str]
    enterprise: re.Pattern[str]
    congress: re.Pattern[str]
    consultative: re.Pattern[str]
    masses: re.Pattern[str]
    of_town: re.Pattern[str]
    other: re.Pattern[str]
    meeting: re.Pattern[str]
    listed_meeting: re.Pattern[str]
    generic_before: re.Pattern[str]
    goal_before: re.Pattern[str]
    aimed: re.Pattern[str]
    aimed_at: re.Pattern[str]
    aims: re.Pattern[str]
    projects: re.Pattern[str]
    projects_end: re.Pattern[str]
    phase: re.Pattern[str]
    counted_after: re.Pattern[str]
    national: re.Pattern[str]
    firms: re.Pattern[str]
    no_firm: re.Pattern[str]
    pushed: re.Pattern[str]
    acting: re.Pattern[str]
    branded: re.Pattern[str]
    kind_of_town: re.Pattern[str]
    lead: re.Pattern[str]
    public: re.Pattern[str]
    firm_places: re.Pattern[str]
    listed_bodies: re.Pattern[str]

    @property
    def sought(self) -> Patterns:
        """What the shared scan is to look for in a whole body (全文查找的用语)."""
        kinds = (self.party, self.government, self.congress, self.consultative, self.masses, self.town, self.zone)
        others = (
            self.platform,
            self.enterprise,
            self.other,
            self.pushed,
            self.branded,
            self.acting,
            self.national,
            self.projects,
            self.projects_end,
        )
        return *kinds, *others, self.department, self.department_ends, self.firms, self.firm_ends

    @cached_property
    def common_set(self) -> frozenset[str]:
        """The words that make no name as a set."""
        return frozenset(self.common)
