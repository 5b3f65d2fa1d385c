"""Reads of units, people, rights and events."""

from bihuan.apps.units.queries.audit import events
from bihuan.apps.units.queries.chain import chain_head, first_break
from bihuan.apps.units.queries.definitions import definition, definitions, definitions_until, working_calendar
from bihuan.apps.units.queries.directory import (
    Directory,
    Dutied,
    district_name,
    duties_on,
    has_units,
    leaders_of,
    merged_until,
    names_of_units,
    person_of,
    tree,
    unit,
    unit_choices,
    unit_name_on,
    unit_names_on,
    units_called,
    units_on,
)
from bihuan.apps.units.queries.leaders import leader_choices
from bihuan.apps.units.queries.people import (
    contacts,
    decided_grants,
    has_post,
    leaders_on,
    people,
    people_by_login,
    person,
    rights_of,
    roles_from,
    waiting_grants,
)
from bihuan.apps.units.queries.signing_in import failures_since_last_sign_in, person_id_of_login, too_many_from
from bihuan.apps.units.queries.timeline import acted_on, timeline
from bihuan.apps.units.queries.viewers import ADMIN_ROLES, people_in_post, viewer_of
from bihuan.base.rights import may, right, role_codes

__all__ = [
    "ADMIN_ROLES",
    "Directory",
    "Dutied",
    "acted_on",
    "chain_head",
    "contacts",
    "decided_grants",
    "definition",
    "definitions",
    "definitions_until",
    "district_name",
    "duties_on",
    "events",
    "failures_since_last_sign_in",
    "first_break",
    "has_post",
    "has_units",
    "leader_choices",
    "leaders_of",
    "leaders_on",
    "may",
    "merged_until",
    "names_of_units",
    "people",
    "people_by_login",
    "people_in_post",
    "person",
    "person_id_of_login",
    "person_of",
    "right",
    "rights_of",
    "role_codes",
    "roles_from",
    "timeline",
    "too_many_from",
    "tree",
    "unit",
    "unit_choices",
    "unit_name_on",
    "unit_names_on",
    "units_called",
    "units_on",
    "viewer_of",
    "waiting_grants",
    "working_calendar",
]
