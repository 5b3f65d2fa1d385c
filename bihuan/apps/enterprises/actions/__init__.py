"""What people do to the register of enterprises."""

from bihuan.apps.enterprises.actions.register import (
    BadEnterprise,
    NewEnterprise,
    add_enterprise,
    change_enterprise,
    merge_enterprise,
)

__all__ = ["BadEnterprise", "NewEnterprise", "add_enterprise", "change_enterprise", "merge_enterprise"]
