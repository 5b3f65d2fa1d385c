"""What people do to figures: one transaction and one event each."""

from bihuan.apps.figures.actions.assigning import AskedUnit, Wanted, assign, assign_many, end_assignments
from bihuan.apps.figures.actions.breakdowns import Sharing, break_down, try_breakdown
from bihuan.apps.figures.actions.corrections import (
    BadCorrection,
    ask_correction,
    decide_correction,
    may_correct,
    require_own_figure,
)
from bihuan.apps.figures.actions.counting import push_counts
from bihuan.apps.figures.actions.doublings import PlanWanted, set_doubling
from bihuan.apps.figures.actions.exporting import record_export
from bihuan.apps.figures.actions.handing import follow_merger, hand_over
from bihuan.apps.figures.actions.indicators import define_indicator
from bihuan.apps.figures.actions.letters import (
    LETTER,
    LetterWanted,
    check_letter,
    countersign,
    draft_letter,
    letter_file,
    may_sign,
    put_in_force,
)
from bihuan.apps.figures.actions.measures import (
    BadMeasure,
    NewMeasure,
    Taking,
    add_measure,
    end_measure,
    take_measure,
)
from bihuan.apps.figures.actions.moves import reports_for
from bihuan.apps.figures.actions.pushing import Counted, Pushed, push_counted, push_figures
from bihuan.apps.figures.actions.remarks import remark
from bihuan.apps.figures.actions.reviewing import approve_sheet, lock_month, reopen_sheet, return_sheet, withdraw_sheet
from bihuan.apps.figures.actions.said import take_said
from bihuan.apps.figures.actions.sheets import BadSheet, save_draft, submit_sheet
from bihuan.apps.figures.actions.targets import (
    TARGET,
    Aim,
    BadAim,
    Change,
    Ground,
    change_target,
    change_targets,
    end_target,
    set_target,
    set_targets,
)
from bihuan.apps.figures.actions.templates import BadTemplate, receive_template, seal_of, take_template, template

__all__ = [
    "LETTER",
    "TARGET",
    "Aim",
    "AskedUnit",
    "BadAim",
    "BadCorrection",
    "BadMeasure",
    "BadSheet",
    "BadTemplate",
    "Change",
    "Counted",
    "Ground",
    "LetterWanted",
    "NewMeasure",
    "PlanWanted",
    "Pushed",
    "Sharing",
    "Taking",
    "Wanted",
    "add_measure",
    "approve_sheet",
    "ask_correction",
    "assign",
    "assign_many",
    "break_down",
    "change_target",
    "change_targets",
    "check_letter",
    "countersign",
    "decide_correction",
    "define_indicator",
    "draft_letter",
    "end_assignments",
    "end_measure",
    "end_target",
    "follow_merger",
    "hand_over",
    "letter_file",
    "lock_month",
    "may_correct",
    "may_sign",
    "push_counted",
    "push_counts",
    "push_figures",
    "put_in_force",
    "receive_template",
    "record_export",
    "remark",
    "reopen_sheet",
    "reports_for",
    "require_own_figure",
    "return_sheet",
    "save_draft",
    "seal_of",
    "set_doubling",
    "set_target",
    "set_targets",
    "submit_sheet",
    "take_measure",
    "take_said",
    "take_template",
    "template",
    "try_breakdown",
    "withdraw_sheet",
]
