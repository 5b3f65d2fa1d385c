"""Schedules of activities that share capacities by the day (资源受限排程)."""

from bihuan.engine.schedule.capacity.exact import solved
from bihuan.engine.schedule.capacity.improving import Found, improved
from bihuan.engine.schedule.capacity.jobs import Jobs, Schedule, length

__all__ = ["Found", "Jobs", "Schedule", "improved", "length", "solved"]
