"""The app of reports."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig

from bihuan.base import event_facts, registries
from bihuan.base.scope import Viewer

FACTS = {"place": "段落", "words": "文字", "lost": "未能保留的改写", "issue": "期号", "count": "数量"}


class ReportsConfig(AppConfig):
    """Reports (报告)."""

    name = "bihuan.apps.reports"
    label = "reports"
    verbose_name = "分析报告"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what the shared ground must know of this app."""
        registries.add_guard(ISSUED_STAYS)
        registries.keep_files("reports.AnalysisReport", path="path", digest="digest")
        registries.add_demo_maker(registries.DemoMaker("reports", 60, _make_demonstration))
        registries.add_room(
            registries.Room(
                "reports",
                "经济运行分析",
                "reports:analyses",
                75,
                _may_read,
                icon="report",
                group="数据",
                says="按当月的数成文，每个数都查得到来源；可以改写，印发后不再变，后来更正的数另行注明。",
            )
        )
        _name_facts()


ISSUED_STAYS = registries.Guard(
    code="issued",
    table="reports_analysisreport",
    on="UPDATE",
    refuses_when="OLD.state = 'issued'",
    sentence="已印发的经济运行分析不能再改，要更正就另起草一份",
)
"""The database itself keeps an issued report as it is (A21)."""


def _make_demonstration(demonstration: Any) -> None:
    from bihuan.apps.reports.management import demo

    demo.make(demonstration)


def _may_read(viewer: Viewer) -> bool:
    from bihuan.apps.units import queries

    return viewer.business and queries.may(viewer, "report.read")


def _name_facts() -> None:
    """What the columns of a report are called, for the log."""
    from bihuan.apps.reports.models import AnalysisReport

    words = {
        column.attname: f"{column.verbose_name}{'编号' if column.is_relation else ''}"
        for column in AnalysisReport._meta.fields
        if not str(column.verbose_name).isascii()
    }
    event_facts.know(words | FACTS)
