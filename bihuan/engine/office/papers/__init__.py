"""Papers of a supervision office (督查公文): each a function of plain values; wording and layout are definitions."""

from collections.abc import Mapping
from typing import Any

from bihuan.engine.office.papers.bulletin import (
    BULLETIN,
    INSPECTION_REPORT,
    Bulletin,
    Inspection,
    InspectionReport,
    bulletin,
    inspection_report,
)
from bihuan.engine.office.papers.economic_analysis import (
    ECONOMIC_ANALYSIS,
    AnalysisPart,
    EconomicAnalysis,
    SourceRow,
    economic_analysis,
)
from bihuan.engine.office.papers.framing import Framing
from bihuan.engine.office.papers.ledgers import (
    TASK_TABLE,
    UNIT_SHEET,
    SheetItem,
    TableTask,
    TaskTable,
    UnitSheet,
    task_table,
    unit_sheet,
)
from bihuan.engine.office.papers.look_back import LOOK_BACK_REPORT, LookBackReport, LookedAt, look_back_report
from bihuan.engine.office.papers.minutes import MINUTES, Decision, Minutes, Topic, minutes
from bihuan.engine.office.papers.notice import (
    REMINDER_LETTER,
    SUPERVISION_NOTICE,
    NoticeItem,
    RemindedItem,
    ReminderLetter,
    SupervisionNotice,
    reminder_letter,
    supervision_notice,
)
from bihuan.engine.office.papers.reckoning import Entry, counts_of, days_past, standing_of
from bihuan.engine.office.papers.standing import Counts, LateItem, Moved, Standing
from bihuan.engine.office.papers.target_letter import (
    TARGET_LETTER,
    LetterRead,
    LetterTarget,
    LetterTask,
    TargetLetter,
    letter_differences,
    letter_digest,
    letter_facts,
    letter_of_facts,
    read_target_letter,
    target_letter,
    tidy,
)
from bihuan.engine.office.papers.wording import BadWording, PaperForm, Wording
from bihuan.engine.office.papers.wording import wording as _wording

PAPERS: Mapping[str, PaperForm] = {
    "task_table": TASK_TABLE,
    "supervision_notice": SUPERVISION_NOTICE,
    "reminder_letter": REMINDER_LETTER,
    "bulletin": BULLETIN,
    "inspection_report": INSPECTION_REPORT,
    "look_back_report": LOOK_BACK_REPORT,
    "unit_sheet": UNIT_SHEET,
    "minutes": MINUTES,
    "economic_analysis": ECONOMIC_ANALYSIS,
    "target_letter": TARGET_LETTER,
}
"""What each kind of paper can say, by the code that its wording names (公文种类)."""


def wording(body: Mapping[str, Any]) -> Wording:
    """The words of a paper from the checked body of their definition (建立公文用语).

    Raises: BadWording.
    """
    return _wording(body, PAPERS)


__all__ = [
    "PAPERS",
    "AnalysisPart",
    "BadWording",
    "Bulletin",
    "Counts",
    "Decision",
    "EconomicAnalysis",
    "Entry",
    "Framing",
    "Inspection",
    "InspectionReport",
    "LateItem",
    "LetterRead",
    "LetterTarget",
    "LetterTask",
    "LookBackReport",
    "LookedAt",
    "Minutes",
    "Moved",
    "NoticeItem",
    "PaperForm",
    "RemindedItem",
    "ReminderLetter",
    "SheetItem",
    "SourceRow",
    "Standing",
    "SupervisionNotice",
    "TableTask",
    "TargetLetter",
    "TaskTable",
    "Topic",
    "UnitSheet",
    "Wording",
    "bulletin",
    "counts_of",
    "days_past",
    "economic_analysis",
    "inspection_report",
    "letter_differences",
    "letter_digest",
    "letter_facts",
    "letter_of_facts",
    "look_back_report",
    "minutes",
    "read_target_letter",
    "reminder_letter",
    "standing_of",
    "supervision_notice",
    "target_letter",
    "task_table",
    "tidy",
    "unit_sheet",
    "wording",
]
