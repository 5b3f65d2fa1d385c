"""The app of enterprises."""

from __future__ import annotations

from django.apps import AppConfig

from bihuan.base import event_facts
from bihuan.base.scope import Viewer

FACTS = {"same_as": "并入企业"}


class EnterprisesConfig(AppConfig):
    """Enterprises (企业)."""

    name = "bihuan.apps.enterprises"
    label = "enterprises"
    verbose_name = "企业"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the shared ground must know of this app."""
        _name_facts()


def _may_read(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "enterprise.read")


def _name_facts() -> None:
    """What the columns of an enterprise are called, for the log."""
    from bihuan.apps.enterprises.models import Enterprise, EnterpriseStatus, SizeClass

    columns = [column for column in Enterprise._meta.fields if not str(column.verbose_name).isascii()]
    words = {f"enterprise.{column.name}": str(column.verbose_name) for column in columns}
    codes = {
        f"enterprise.{event}.{name}": {code: str(word) for code, word in choices.choices}
        for event in ("added", "changed")
        for name, choices in (("size", SizeClass), ("status", EnterpriseStatus))
    }
    event_facts.know(words | FACTS, codes)
