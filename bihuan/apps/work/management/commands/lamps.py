"""`manage.py lamps --on DAY`: the lamps of all items as they were known on a day (历史亮灯)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bihuan.apps.work import queries
from bihuan.base.scope import Viewer
from bihuan.engine.lamps import COLOURS

WORDS = {"red": "红灯", "yellow": "黄灯", "blue": "蓝灯", "green": "绿灯", "grey": "不亮灯"}


class Command(BaseCommand):
    """Uses due days, extensions, nodes, states and definitions as known by the end of that day."""

    help = "某日各事项的状态灯：时限、延期、节点、状态和规则都按当日所知。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--on, --kind, --all, --json."""
        parser.add_argument("--on", type=_day, default=None, metavar="DAY", help="日期，如 2026-03-15；默认今天")
        parser.add_argument("--kind", default="", help="台账编码，如 key_task；默认全部")
        parser.add_argument("--all", action="store_true", help="绿灯和不亮灯的也逐条列出")
        parser.add_argument("--json", action="store_true", help="以JSON输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print counts and rows, or JSON of all."""
        day = options["on"] or timezone.localdate()
        book, viewer = queries.rulebook(day, known_on=day), Viewer.worker(on=day)
        if options["kind"] and options["kind"] not in book.kinds:
            raise CommandError(f"{day}没有“{options['kind']}”这类台账，可选：{'、'.join(book.kinds)}。")
        known = queries.known_on(day, viewer=viewer, book=book, kind=options["kind"])
        codes = queries.colours_of(known, book=book)
        everything = options["all"] or options["json"]
        shown = np.ones(len(codes), bool) if everything else codes > COLOURS.index("green")
        rows = queries.lamps_on(known, viewer=viewer, book=book, shown=shown)
        self.stdout.write(_json(day, rows) if options["json"] else _table(day, codes.tolist(), rows))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"“{text}”不是日期，请写成 2026-03-15 这样。") from error


def _table(day: date, codes: list[int], rows: list[queries.LampRow]) -> str:
    counts = Counter[str](COLOURS[code] for code in codes)
    total = "，".join(f"{word}{counts[colour]}" for colour, word in WORDS.items())
    lines = [f"{day} 共{len(codes)}项：{total}。"]
    for row in sorted(rows, key=lambda row: (-COLOURS.index(row.lamp.colour), row.due_on or date.max)):
        lines.append(f"{row.lamp.mark} {row.number}《{row.title}》 {row.unit or '暂无'}：{row.lamp.because}")
    return "\n".join(lines)


def _json(day: date, rows: list[queries.LampRow]) -> str:
    facts = [
        {
            "item": row.item_id,
            "number": row.number,
            "title": row.title,
            "kind": row.kind,
            "unit": row.unit,
            "due_on": row.due_on.isoformat() if row.due_on else None,
            "colour": row.lamp.colour,
            "word": row.lamp.word,
            "because": row.lamp.because,
        }
        for row in rows
    ]
    return json.dumps({"on": day.isoformat(), "lamps": facts}, ensure_ascii=False, indent=1)
