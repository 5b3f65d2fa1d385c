"""Rows of reports."""

from bihuan.apps.reports.models.analyses import AnalysisNumber, AnalysisReport, ReportState

__all__ = ["AnalysisNumber", "AnalysisReport", "ReportState"]
