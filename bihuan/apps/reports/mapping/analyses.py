"""A composed report <-> what is kept of it (内容留存), and the paper that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from bihuan.apps.reports.mapping import drawings
from bihuan.engine.analysis import Analysis, Cell, Paragraph, Section, Source
from bihuan.engine.office import papers
from bihuan.engine.office.word import Block, Column, Picture, Table, Text
from bihuan.engine.values import Month

Json = dict[str, Any]
MAIN = "overall"
"""The section whose table is long and goes behind the text."""


def to_content(report: Analysis) -> Json:
    """A report as the database keeps it: words, tables, and each number with the versions that it rests on."""
    return {
        "title": report.title,
        "sections": [_section(each) for each in report.sections],
        "sources": [_source(each) for each in report.sources],
    }


def from_content(kept: Mapping[str, Any]) -> Analysis:
    """The report out of what was kept; its figures are those of the day on which it was made."""
    return Analysis(
        kept["title"],
        tuple(_to_section(each) for each in kept["sections"]),
        tuple(_to_source(each) for each in kept["sources"]),
    )


def edited(report: Analysis, edits: Mapping[str, str]) -> Analysis:
    """The report with the officer's words where paragraphs were edited (改写后)."""
    sections = [
        replace(
            section,
            paragraphs=tuple(replace(each, words=edits.get(each.place, each.words)) for each in section.paragraphs),
        )
        for section in report.sections
    ]
    return replace(report, sections=tuple(sections))


def to_paper(report: Analysis, *, framing: papers.Framing, year: int, issue: int = 0) -> papers.EconomicAnalysis:
    """A report as the paper that is laid out."""
    main = next(each.table for each in report.sections if each.place == MAIN)
    return papers.EconomicAnalysis(
        framing,
        title=report.title,
        year=year,
        issue=issue,
        parts=tuple(papers.AnalysisPart(each.head, tuple(_blocks(each))) for each in report.sections),
        table=main or Table((Column("指标"),), (), caption=report.title),
        sources=tuple(papers.SourceRow(each.number, each.what, each.shown, each.whence) for each in report.sources),
    )


def _blocks(section: Section) -> list[Block]:
    blocks: list[Block] = [Text(each.words) for each in section.paragraphs]
    if section.table and section.place != MAIN:
        blocks.append(section.table)
    return [*blocks, *map(Picture, section.drawings)]


def _section(section: Section) -> Json:
    table = section.table
    return {
        "place": section.place,
        "head": section.head,
        "paragraphs": [{"place": each.place, "words": each.words, "cites": each.cites} for each in section.paragraphs],
        "table": asdict(table) if table else None,
        "cites": section.cites,
        "drawings": list(map(drawings.to_json, section.drawings)),
    }


def _to_section(kept: Mapping[str, Any]) -> Section:
    table = kept["table"]
    return Section(
        kept["place"],
        kept["head"],
        tuple(Paragraph(each["place"], each["words"], tuple(each["cites"])) for each in kept["paragraphs"]),
        _to_table(table) if table else None,
        tuple(map(tuple, kept["cites"])),
        tuple(map(drawings.from_json, kept["drawings"])),
    )


def _to_table(kept: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**each) for each in kept["columns"])
    return Table(columns, tuple(map(tuple, kept["rows"])), caption=kept["caption"], unit=kept["unit"])


def _source(source: Source) -> Json:
    return {
        "number": source.number,
        "what": source.what,
        "value": f"{source.value:f}",
        "unit": source.unit,
        "whence": source.whence,
        "signed": source.is_signed,
        "cells": [
            [each.unit, each.indicator, each.month.year, each.month.month, each.version] for each in source.cells
        ],
    }


def _to_source(kept: Mapping[str, Any]) -> Source:
    cells = tuple(Cell(unit, code, Month(year, month), version) for unit, code, year, month, version in kept["cells"])
    return Source(
        kept["number"], kept["what"], Decimal(kept["value"]), kept["unit"], kept["whence"], kept["signed"], cells
    )
