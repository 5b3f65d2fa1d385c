"""Rows of enterprises."""

from bihuan.apps.enterprises.models.enterprises import Enterprise, EnterpriseStatus, SizeClass

__all__ = ["Enterprise", "EnterpriseStatus", "SizeClass"]
