"""What the upload child does with a document's bytes: check, read, plain values out. Needs no Django (读取)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bihuan.base.filetypes import DOCUMENTS, check_file
from bihuan.definitions import language
from bihuan.engine.text import Reading, prints, read, reread, to_json

READER = "1"
OFFERED = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
SPECIMEN = "区政府要求，各街道于2026年6月底前完成投资1.2亿元，同比增长8%。责任单位：区发展改革局。"
"""What is read once before the first file, for what is built at first use."""
FOUND = ("document", "figures", "people", "bodies", "industries", "frameworks", "instruments", "commitments")
PREVIEW = 240
TABLED = 2000
"""Rows of tables that are kept to be shown as tables; the text holds them all."""
PRINTED = 200_000
"""Signs of a text that give prints: what comes after them is not needed to know a paper again."""


def warm_up() -> None:
    """Build the language and all that is built at first use, once for all children of a template."""
    read(SPECIMEN.encode(), language=language(), filename="specimen.txt")


def read_upload(
    content: bytes, *, name: str, encoding: str | None = None, keep: Sequence[Sequence[int]] = ()
) -> dict[str, Any]:
    """Check and read a document; `keep` are places of removed pieces that people put back.

    Returns: name, and either `asks` (the encoding is in doubt) or all that a reading's row holds.
    """
    checked = check_file(content, name=name, allowed=DOCUMENTS)
    reading = read(content, language=language(), filename=checked.name, encoding=encoding)
    if keep and not reading.is_refused:
        places = frozenset((int(start), int(end)) for start, end in keep)
        reading = reread(replace(reading, kept=places), language=language(), keep=())
    return {"name": checked.name, "asks": bool(reading.candidates), **_row(reading)}


def preview_encodings(content: bytes, *, name: str) -> list[dict[str, Any]]:
    """How a document begins in each encoding that may be meant, those without lost characters first."""
    shown = [_preview(content, name, encoding) for encoding in OFFERED]
    return sorted((each for each in shown if each["preview"]), key=lambda each: each["lost"])


def _preview(content: bytes, name: str, encoding: str) -> dict[str, Any]:
    reading = read(content, language=language(), filename=name, encoding=encoding)
    text = (reading.body or reading.original)[:PREVIEW]
    return {"encoding": encoding, "preview": text, "lost": sum(map(_is_lost, reading.original))}


def _is_lost(character: str) -> bool:
    """Whether a character tells of a wrong encoding: replaced, private or not assigned."""
    return character == "\ufffd" or unicodedata.category(character) in ("Co", "Cn")


def _row(reading: Reading) -> dict[str, Any]:
    plain = to_json(reading)
    return {
        "source": reading.source,
        "encoding": reading.encoding,
        "original": reading.original,
        "body": reading.body,
        "removed": plain["removed"],
        "kept": sorted(list(place) for place in reading.kept),
        "doubts": plain["doubts"],
        "runs": [[run.at, run.length, run.start, run.end, run.exact] for run in reading.runs],
        "ways": ways_of(reading),
        "findings": plain["findings"],
        "found": {**{name: plain[name] for name in FOUND}, "tables": tables_of(reading)},
        "candidates": candidates_of(plain),
        "prints": list(prints(reading.body[:PRINTED]).values),
        "refused": _is_nothing(reading) or (reading.is_refused and (_is_mixed(reading) or not reading.candidates)),
    }


def _is_nothing(reading: Reading) -> bool:
    """Whether the file was read and holds no sign at all."""
    return not reading.candidates and not reading.original.strip()


def _is_mixed(reading: Reading) -> bool:
    """Whether two encodings stand in one file: neither of them would be right, so there is nothing to choose."""
    return any(finding.code == "mixed_encodings" for finding in reading.findings)


def tables_of(reading: Reading) -> list[list[list[list[int]]]]:
    """Tables of a Word or Excel file as a row keeps them: rows of cells, each the place of its words (表格)."""
    kept, left = [], TABLED
    for rows in reading.tables:
        if left > 0:
            kept.append([[list(cell) for cell in row] for row in rows[:left]])
            left -= len(rows)
    return kept


def ways_of(reading: Reading) -> dict[str, Any]:
    """The way from the original back into the file, as a row keeps it (原件位置)."""
    ways = reading.opened.ways
    return {
        "encoding": ways.encoding,
        "stretches": [[each.at, each.length, each.start, each.end, each.exact] for each in ways.stretches],
        "spots": [[each.at, each.length, each.name] for each in ways.spots],
    }


def candidates_of(plain: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sentences that may become work, in order: tasks, pledges of units, and targets that stand in no task."""
    figures = plain["figures"]
    tasks = [task for task in plain["tasks"] if task["span"]]
    found = [_candidate("pledge" if task.get("pledge") else "task", task, figures) for task in tasks]
    taken = [(each["start"], each["end"]) for each in found]
    for sentence in _target_sentences(figures, body=plain["body"]):
        if not _within(sentence["span"], taken):
            found.append(_candidate("target", sentence, figures))
            taken.append((found[-1]["start"], found[-1]["end"]))
    return sorted(found, key=lambda each: each["start"])


def _target_sentences(figures: Iterable[Mapping[str, Any]], *, body: str) -> list[dict[str, Any]]:
    """Each sentence that states a target figure, once, with its place."""
    sentences: dict[int, dict[str, Any]] = {}
    for figure in figures:
        if figure["status"] != "target" or not figure["span"]:
            continue
        start = body.rfind(figure["quote"], 0, figure["span"][1] + len(figure["quote"]))
        if start >= 0:
            end = start + len(figure["quote"])
            sentences.setdefault(start, {"quote": figure["quote"], "span": [start, end]})
    return list(sentences.values())


def _within(span: Sequence[int], taken: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _candidate(kind: str, entry: Mapping[str, Any], figures: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    start, end = entry["span"]
    inside = [each for each in figures if each["span"] and start <= each["span"][0] < end]
    shown = [{name: each[name] for name in ("name", "value", "unit", "status", "period")} for each in inside]
    return {
        "kind": kind,
        "quote": entry["quote"],
        "start": start,
        "end": end,
        "owners": "、".join(entry.get("owners") or ()),
        "deadline": entry.get("deadline") or "",
        "section": [each for each in entry.get("section") or () if each],
        "figures": shown,
    }
