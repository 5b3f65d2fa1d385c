"""Charts (图表): each a drawing of plain marks, one specification for page and paper."""

from bihuan.engine.charts.bullet import BulletRow, bullet
from bihuan.engine.charts.contribution_bars import PartBar, contribution_bars
from bihuan.engine.charts.drawing import (
    COLOURS,
    WIDTH,
    Bar,
    Dot,
    Drawing,
    Line,
    Mark,
    Tone,
    Words,
    drawing,
    room,
    short,
)
from bihuan.engine.charts.growth_line import growth_line, spark
from bihuan.engine.charts.rank_slope import Slope, rank_slope
from bihuan.engine.charts.svg import svg

__all__ = [
    "COLOURS",
    "WIDTH",
    "Bar",
    "BulletRow",
    "Dot",
    "Drawing",
    "Line",
    "Mark",
    "PartBar",
    "Slope",
    "Tone",
    "Words",
    "bullet",
    "contribution_bars",
    "drawing",
    "growth_line",
    "rank_slope",
    "room",
    "short",
    "spark",
    "svg",
]
