"""The shape of input."""

from bihuan.apps.projects.forms.library import LibraryForm
from bihuan.apps.projects.forms.lists import ListForm, ProgrammeForm
from bihuan.apps.projects.forms.months import EnteringForm, UnitMonthForm, YearPlanForm
from bihuan.apps.projects.forms.register import FlagForm, ProjectForm, initial_of
from bihuan.apps.projects.forms.stages import EnterForm, EvidenceForm
from bihuan.apps.projects.forms.teams import MemberForm, SupportForm

__all__ = [
    "EnterForm",
    "EnteringForm",
    "EvidenceForm",
    "FlagForm",
    "LibraryForm",
    "ListForm",
    "MemberForm",
    "ProgrammeForm",
    "ProjectForm",
    "SupportForm",
    "UnitMonthForm",
    "YearPlanForm",
    "initial_of",
]
