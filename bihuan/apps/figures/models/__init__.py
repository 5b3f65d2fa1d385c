"""Rows of figures: who reports them, the sheets they come on, each version of each figure."""

from bihuan.apps.figures.models.assignments import Assignment
from bihuan.apps.figures.models.breakdowns import Breakdown
from bihuan.apps.figures.models.corrections import Correction
from bihuan.apps.figures.models.doublings import Doubling
from bihuan.apps.figures.models.letters import Letter, LetterFact, LetterState
from bihuan.apps.figures.models.measures import Measure, MeasureTaken
from bihuan.apps.figures.models.observations import Basis, FigureState, GrowthBasis, Observation
from bihuan.apps.figures.models.remarks import Remark
from bihuan.apps.figures.models.sheets import Sheet, SheetFact, SheetImport, SheetState
from bihuan.apps.figures.models.targets import Target, TargetVersion

__all__ = [
    "Assignment",
    "Basis",
    "Breakdown",
    "Correction",
    "Doubling",
    "FigureState",
    "GrowthBasis",
    "Letter",
    "LetterFact",
    "LetterState",
    "Measure",
    "MeasureTaken",
    "Observation",
    "Remark",
    "Sheet",
    "SheetFact",
    "SheetImport",
    "SheetState",
    "Target",
    "TargetVersion",
]
