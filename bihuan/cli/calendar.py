"""`bihuan calendar`: working days and limits from the command line （工作日历)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from bihuan import definitions
from bihuan.engine.calendar import SHANGHAI, BeyondCalendar, due, limit_of

app = typer.Typer(help="工作日和时限。", no_args_is_help=True)


@app.command("due")
def show_due(
    start: Annotated[str, typer.Argument(help="起算的日期或时间，如 2026-02-13 或 2026-02-13T16:30。")],
    limit: Annotated[str, typer.Argument(help="时限，如 3个工作日、30日、48小时。")],
) -> None:
    """时限到哪一天，依据哪个放假通知。"""
    begun, span = _moment(start), limit_of(limit)
    if span is None:
        raise typer.BadParameter(f"“{limit}”不是时限。请写成 3个工作日、30日 或 48小时。")
    try:
        answer = due(span, start=begun, calendar=definitions.calendar())
    except (BeyondCalendar, OverflowError) as beyond:
        raise typer.BadParameter(str(BeyondCalendar())) from beyond
    typer.echo(answer.because)


@app.command("day")
def show_day(day: Annotated[str, typer.Argument(help="日期，如 2026-10-10。")]) -> None:
    """某天是否工作日。"""
    calendar, asked = definitions.calendar(), _moment(day).date()
    try:
        word = "工作日" if calendar.is_working(asked) else "休息日"
    except BeyondCalendar as beyond:
        raise typer.BadParameter(str(beyond)) from beyond
    typer.echo(f"{asked}是{word}" + ("（预测，放假通知尚未公布）。" if calendar.is_forecast(asked) else "。"))


def _moment(words: str) -> datetime:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise typer.BadParameter(f"“{words}”不是日期。请写成 2026-01-31 或 2026-01-31T16:30。") from None
    return moment if moment.tzinfo else datetime.combine(moment.date(), moment.time(), tzinfo=SHANGHAI)
