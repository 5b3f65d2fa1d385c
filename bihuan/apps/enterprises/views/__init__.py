"""Pages of enterprises."""

from bihuan.apps.enterprises.views.register import (
    enterprise,
    enterprise_change,
    enterprise_new,
    enterprise_same,
    enterprises,
    export,
)

__all__ = ["enterprise", "enterprise_change", "enterprise_new", "enterprise_same", "enterprises", "export"]
