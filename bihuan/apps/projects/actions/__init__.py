"""What people do to projects."""

from bihuan.apps.projects.actions.lines import BadLine, add_line, end_line
from bihuan.apps.projects.actions.needs import BadNeed, follow_matter, raise_need, record_need_export, withdraw_need
from bihuan.apps.projects.actions.parcels import (
    BadParcel,
    ImportedRow,
    add_parcel,
    change_parcel,
    import_parcels,
    read_land,
    require_own_parcel,
)
from bihuan.apps.projects.actions.register import (
    FLAG_WORDS,
    BadProject,
    Flag,
    change_project,
    flag_project,
    register_project,
)
from bihuan.apps.projects.actions.site_checks import BadSite, check_site, draw_site
from bihuan.apps.projects.mapping import NewLine, NewParcel, NewProject
from bihuan.apps.projects.mapping.needs import NewNeed

__all__ = [
    "FLAG_WORDS",
    "BadLine",
    "BadNeed",
    "BadParcel",
    "BadProject",
    "BadSite",
    "Flag",
    "ImportedRow",
    "NewLine",
    "NewNeed",
    "NewParcel",
    "NewProject",
    "add_line",
    "add_parcel",
    "change_parcel",
    "change_project",
    "check_site",
    "draw_site",
    "end_line",
    "flag_project",
    "follow_matter",
    "import_parcels",
    "raise_need",
    "read_land",
    "record_need_export",
    "register_project",
    "require_own_parcel",
    "withdraw_need",
]
