"""Enterprises <-> files."""

from bihuan.apps.enterprises.mapping import imports
from bihuan.apps.enterprises.mapping.exports import register_file

__all__ = ["imports", "register_file"]
