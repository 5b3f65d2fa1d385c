"""The words of a spoken line (会议口头议定用语)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SpokenWords:
    """How people at a table say who and by when (会议口头议定用语)."""

    leads: re.Pattern[str]
    charged: re.Pattern[str]
    helps: re.Pattern[str]
    beside: re.Pattern[str]
    weekday: re.Pattern[str]
    within: re.Pattern[str]
    days: Mapping[str, str]
    numbers: Mapping[str, str]
