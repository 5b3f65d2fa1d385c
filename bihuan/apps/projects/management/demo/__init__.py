"""The demonstration's projects (演示项目): each room of the app brings its part, in the order of the loop."""

from __future__ import annotations

from bihuan.apps.projects.management.demo import sites
from bihuan.base.demonstration import Demonstration


def make(demonstration: Demonstration) -> None:
    """Each room's part."""
    sites.make(demonstration)
