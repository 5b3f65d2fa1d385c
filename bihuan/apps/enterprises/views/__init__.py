"""Pages of enterprises."""

from bihuan.apps.enterprises.views.imports import (
    import_answer,
    import_cancel,
    import_marked,
    import_page,
    import_state,
    import_write,
    imports,
)
from bihuan.apps.enterprises.views.register import (
    enterprise,
    enterprise_change,
    enterprise_new,
    enterprise_same,
    enterprises,
    export,
)

__all__ = [
    "enterprise",
    "enterprise_change",
    "enterprise_new",
    "enterprise_same",
    "enterprises",
    "export",
    "import_answer",
    "import_cancel",
    "import_marked",
    "import_page",
    "import_state",
    "import_write",
    "imports",
]
