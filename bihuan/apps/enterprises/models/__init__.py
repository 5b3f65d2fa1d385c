"""Rows of enterprises."""

from bihuan.apps.enterprises.models.enterprises import Enterprise, EnterpriseStatus, SizeClass
from bihuan.apps.enterprises.models.imports import EnterpriseImport

__all__ = ["Enterprise", "EnterpriseImport", "EnterpriseStatus", "SizeClass"]
