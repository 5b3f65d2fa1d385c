"""Who acts: the person, in which capacity, for whom, from where (经办人)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bihuan.base.scope import Viewer


@dataclass(frozen=True)
class Actor:
    """One who writes. Every event carries this.

    on_paper_for: name of the unit whose signed paper the office enters (代录), both names are kept.
    """

    viewer: Viewer
    address: str = ""
    request_id: str = ""
    on_paper_for: str = ""

    @property
    def acted_for(self) -> str:
        """The other name that the record must carry: the leader of a proxy, or the unit behind a paper."""
        return self.on_paper_for or self.viewer.for_name

    @classmethod
    def worker(cls, *, on: date) -> Actor:
        """The system itself, for daily work."""
        return cls(viewer=Viewer.worker(on=on))
