"""The words of setting two years side by side (两年对照用语)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class YearsWords:
    """What says nothing of which promise is meant, and how names of industries end (两年对照用语)."""

    empty: tuple[str, ...]
    industry_tails: tuple[str, ...]
