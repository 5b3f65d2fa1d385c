"""What people do to units, people, rights and the event log."""

from bihuan.apps.units.actions.anchoring import anchor_chain
from bihuan.apps.units.actions.daily import run_daily_work
from bihuan.apps.units.actions.definitions import BadRule, change_rule
from bihuan.apps.units.actions.events import append_events, event_draft, record_event, with_facts
from bihuan.apps.units.actions.first_admins import make_first_admins
from bihuan.apps.units.actions.office import digest, import_office, plan_office
from bihuan.apps.units.actions.people import (
    add_person,
    change_password,
    end_sessions,
    reset_password,
    restart_person,
    stop_person,
)
from bihuan.apps.units.actions.refusals import nobody, record_refusal
from bihuan.apps.units.actions.rights import (
    SecondPersonNeeded,
    TwoHats,
    confirm_grant,
    end_right,
    propose_grant,
    refuse_grant,
)
from bihuan.apps.units.actions.signing_in import record_sign_in, record_sign_in_failure, record_sign_out
from bihuan.apps.units.actions.table_imports import Importer, opened
from bihuan.apps.units.actions.tree import add_duty, add_unit, end_unit, remove_duty, rename_unit, take_names_of_day

__all__ = [
    "BadRule",
    "Importer",
    "SecondPersonNeeded",
    "TwoHats",
    "add_duty",
    "add_person",
    "add_unit",
    "anchor_chain",
    "append_events",
    "change_password",
    "change_rule",
    "confirm_grant",
    "digest",
    "end_right",
    "end_sessions",
    "end_unit",
    "event_draft",
    "import_office",
    "make_first_admins",
    "nobody",
    "opened",
    "plan_office",
    "propose_grant",
    "record_event",
    "record_refusal",
    "record_sign_in",
    "record_sign_in_failure",
    "record_sign_out",
    "refuse_grant",
    "remove_duty",
    "rename_unit",
    "reset_password",
    "restart_person",
    "run_daily_work",
    "stop_person",
    "take_names_of_day",
    "with_facts",
]
