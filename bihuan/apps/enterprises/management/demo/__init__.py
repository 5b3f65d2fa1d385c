"""The demonstration's enterprises: invented names, codes that pass their check and that no body has (演示企业)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime, time, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import yaml
from django.utils import timezone

from bihuan.apps.enterprises import actions
from bihuan.apps.enterprises.models import Enterprise
from bihuan.base.demonstration import Demonstration
from bihuan.engine.values import credit_check

OFFICE, CLERK = "ducha", "zonghe"
SMALL, STANDARD = 60, 3000
NOWHERE = "990199"
"""A division that does not exist, so that no body has such a code."""
SIZES = ("large", "medium", "medium", "small", "small", "small", "micro", "")
DOUBLE = "安澜启明城投公司"


def make(demonstration: Demonstration) -> None:
    """The district's enterprises, put in months ago; a few have changed since."""
    wanted = STANDARD if demonstration.is_standard else SMALL
    said = list(_enterprises(demonstration, wanted))
    rows = actions.add_enterprises(said, **_sides(demonstration, CLERK, days_ago=160))
    demonstration.made["enterprises"] = {row.name: row for row in rows}
    _change(demonstration, rows)
    demonstration.say(f"企业：{len(rows)}家。")


def _enterprises(demonstration: Demonstration, wanted: int) -> Iterator[actions.NewEnterprise]:
    book = yaml.safe_load((Path(__file__).parent / "enterprises.yaml").read_text("utf-8"))
    chance, numbers = Random(demonstration.seed + 50), iter(range(1, wanted + 1))  # noqa: S311 - no secret
    places = _places(demonstration)
    for one, number in zip(book["own"], numbers, strict=False):
        said = actions.NewEnterprise(one["name"], _code(number), one["short"], places["street"][0].pk)
        yield replace(said, industry=one["code"], size="medium", source=book["sources"][0])
    for (turn, trade, head), number in zip(_names(book), numbers, strict=False):
        unit = chance.choice(places[trade["at"]])
        which = f"{'二三四五六七八九十'[turn - 1]}号" if turn else ""
        yield actions.NewEnterprise(
            name=f"{book['city']}{head}{which}{trade['word']}{trade['form']}",
            code=_code(number) if chance.random() < 0.93 else "",
            short_name=f"{head}{trade['word']}"[:6] if chance.random() < 0.4 else "",
            unit_id=unit.pk if chance.random() < 0.95 else None,
            place=f"{unit.short_name}{chance.choice(book['roads'])}路{chance.randint(1, 399)}号",
            industry=trade["code"] if chance.random() < 0.95 else "",
            size=chance.choice(SIZES),
            registered_on=demonstration.on - timedelta(days=chance.randint(300, 9000)),
            source=chance.choice(book["sources"]),
        )


def _names(book: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], str]]:
    """Every trade in turn with ever new heads."""
    heads, trades = book["heads"], book["trades"]
    for turn, (step, place) in product(range(10), product(range(len(heads)), range(len(trades)))):
        yield turn, trades[place], heads[(place * 7 + step) % len(heads)]


def _code(number: int) -> str:
    body = f"91{NOWHERE}MA{number:07}"
    return body + credit_check(body)


def _places(demonstration: Demonstration) -> dict[str, list[Any]]:
    units = demonstration.made["units"].values()
    towns = [unit for unit in units if unit.kind == "town"]
    streets = [unit for unit in towns if "街道" in unit.name]
    return {"zone": [unit for unit in units if unit.kind == "zone"], "town": towns, "street": streets or towns}


def _change(demonstration: Demonstration, rows: list[Enterprise]) -> None:
    """One renamed, one gone, one moved away; one put in twice and said to be the same."""
    sides = _sides(demonstration, OFFICE, days_ago=40)
    renamed, gone, moved = rows[9], rows[17], rows[23]
    _put(renamed, {"name": renamed.name.replace("有限公司", "集团有限公司")}, "企业更名，已换发营业执照", sides)
    _put(gone, {"status": "deregistered"}, "已办理注销登记", sides)
    _put(moved, {"status": "moved_out", "unit_id": None}, "住所迁往区外", sides)
    double = actions.add_enterprise(actions.NewEnterprise(DOUBLE, source="部门报送"), **sides)
    actions.merge_enterprise(double.pk, rows[0].pk, version=double.version, why="与启明城投核对过，是同一家", **sides)


def _put(row: Enterprise, changed: dict[str, Any], why: str, sides: dict[str, Any]) -> None:
    said = {name: getattr(row, name) for name in asdict(actions.NewEnterprise(""))} | {"code": row.code or ""}
    actions.change_enterprise(row.pk, actions.NewEnterprise(**said | changed), version=row.version, why=why, **sides)


def _sides(demonstration: Demonstration, login: str, *, days_ago: int) -> dict[str, Any]:
    now = timezone.make_aware(datetime.combine(demonstration.on - timedelta(days=days_ago), time(10)))
    return {"by": demonstration.actor_of(login, now), "now": now}
