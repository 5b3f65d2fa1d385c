"""Sample reports for the walk over all addresses (see `objects.py`); a report is the whole office's."""

from __future__ import annotations

from typing import Any

from bihuan.apps.units.models import Person
from bihuan.engine.values import Month
from tests.support.analyses import draft, issue, put_figures
from tests.support.cast import Cast

Both = tuple[dict[str, Any], dict[str, Any]]
DRAFTED = Month(2025, 12)


def drafts(cast: Cast, person: Person) -> Both:
    """The draft of a month."""
    report = {"report_id": draft(cast, DRAFTED).pk}
    return report, report


def paragraphs(cast: Cast, person: Person) -> Both:
    """A paragraph of the draft."""
    own, _ = drafts(cast, person)
    return {**own, "place": "overall.counts"}, {**own, "place": "overall.counts"}


def issued(cast: Cast, person: Person) -> Both:
    """An issued report, whose figures are out."""
    put_figures(cast)
    report = {"report_id": issue(cast, draft(cast)).pk}
    return report, report


report_makers = {"analysis": issued, "analysis_draft": drafts, "analysis_paragraph": paragraphs}
report_missing = {"analysis_paragraph": {"report_id": 10**9, "place": "outlook"}}
