"""The demonstration's figures (演示数据)."""

from bihuan.base.demonstration import Demonstration


def make(demonstration: Demonstration) -> None:
    """Make them."""
