"""The whole course of a project (项目全周期): stages and gates, money and time, four lamps, tests, totals.

Each rule is built from a dated definition: `build_stages`, `build_lamps`, `build_stuck`, `build_entry`,
`build_high_energy`.
"""

from bihuan.engine.pipeline.balance import Balance, Use, YearBalance, balance, total
from bihuan.engine.pipeline.bulletin import BulletinRow, bulletin, bulletin_row
from bihuan.engine.pipeline.entry import BadEntry, Entry, EntryRule, Way, build_entry
from bihuan.engine.pipeline.high_energy import Flag, FlagRule, HighEnergy, build_high_energy, industry_facts
from bihuan.engine.pipeline.money import (
    Money,
    carried_over,
    completion,
    gap,
    month_amount,
    share,
    since_start,
    time_progress,
)
from bihuan.engine.pipeline.month_notes import month_notes, physical_percent
from bihuan.engine.pipeline.project_lamps import LAMPS, BadProjectLamps, ProjectLamps, build_lamps
from bihuan.engine.pipeline.requirements import Requirement
from bihuan.engine.pipeline.spans import months_after, months_running
from bihuan.engine.pipeline.stages import (
    BadStages,
    Named,
    Stage,
    StageTable,
    UnknownStage,
    build_stages,
)
from bihuan.engine.pipeline.stuck import History, MonthOfMoney, Reason, StuckTest, build_stuck
from bihuan.engine.pipeline.totals import Counted, Total, Totals, Twice, counted_once
from bihuan.engine.pipeline.year_arrays import (
    UNKNOWN,
    YearArrays,
    bulletin_of_groups,
    colours_of_year,
    month_amounts,
)

__all__ = [
    "LAMPS",
    "UNKNOWN",
    "BadEntry",
    "BadProjectLamps",
    "BadStages",
    "Balance",
    "BulletinRow",
    "Counted",
    "Entry",
    "EntryRule",
    "Flag",
    "FlagRule",
    "HighEnergy",
    "History",
    "Money",
    "MonthOfMoney",
    "Named",
    "ProjectLamps",
    "Reason",
    "Requirement",
    "Stage",
    "StageTable",
    "StuckTest",
    "Total",
    "Totals",
    "Twice",
    "UnknownStage",
    "Use",
    "Way",
    "YearArrays",
    "YearBalance",
    "balance",
    "build_entry",
    "build_high_energy",
    "build_lamps",
    "build_stages",
    "build_stuck",
    "bulletin",
    "bulletin_of_groups",
    "bulletin_row",
    "carried_over",
    "colours_of_year",
    "completion",
    "counted_once",
    "gap",
    "industry_facts",
    "month_amount",
    "month_amounts",
    "month_notes",
    "months_after",
    "months_running",
    "physical_percent",
    "share",
    "since_start",
    "time_progress",
    "total",
]
