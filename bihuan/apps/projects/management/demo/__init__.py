"""The demonstration's projects (演示项目): each room of the app brings its part, in the order of the loop."""

from __future__ import annotations

from bihuan.apps.projects.management.demo import factors, library, money, plans, sites
from bihuan.base import files
from bihuan.base.demonstration import Demonstration


def make(demonstration: Demonstration) -> None:
    """The library first: `made["projects"]` is then code of projects.yaml -> project; then a maker each room."""
    said = library.make(demonstration)
    demonstration.say(f"{said}。")
    money.make(demonstration)
    demonstration.say(f"{factors.make(demonstration)}。")
    sites.make(demonstration)
    demonstration.say(f"{plans.make(demonstration, demonstration.made['projects'])}。")
    files.settle()
