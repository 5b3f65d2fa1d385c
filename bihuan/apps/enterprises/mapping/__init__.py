"""Enterprises <-> files."""

from bihuan.apps.enterprises.mapping.exports import register_file

__all__ = ["register_file"]
