"""Enterprises: the register of firms, first as owners of projects (企业)."""
