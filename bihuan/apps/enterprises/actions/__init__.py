"""What people do to the register of enterprises."""

from bihuan.apps.enterprises.actions.exporting import record_export
from bihuan.apps.enterprises.actions.imports import IMPORTER
from bihuan.apps.enterprises.actions.many import add_enterprises
from bihuan.apps.enterprises.actions.register import (
    BadEnterprise,
    NewEnterprise,
    add_enterprise,
    change_enterprise,
    kept_by,
    merge_enterprise,
)

__all__ = [
    "IMPORTER",
    "BadEnterprise",
    "NewEnterprise",
    "add_enterprise",
    "add_enterprises",
    "change_enterprise",
    "kept_by",
    "merge_enterprise",
    "record_export",
]
