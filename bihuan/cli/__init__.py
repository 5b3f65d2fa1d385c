"""The engine from the command line (命令行), without Django: `bihuan --help`."""

import typer

from bihuan.cli import calendar
from bihuan.cli.read import read

app = typer.Typer(help="闭环：从命令行使用引擎，不需要网站和数据库。", no_args_is_help=True, add_completion=False)
app.command("read")(read)
app.add_typer(calendar.app, name="calendar")


def main() -> None:
    """Entry point of `bihuan`."""
    app()
