"""Reads of enterprises."""

from bihuan.apps.enterprises.queries.register import (
    enterprise,
    enterprise_choices,
    enterprises,
    enterprises_called,
    keeps,
)

__all__ = ["enterprise", "enterprise_choices", "enterprises", "enterprises_called", "keeps"]
