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
    Look,
    Mark,
    Shape,
    Tone,
    Words,
    drawing,
    room,
    short,
)
from bihuan.engine.charts.gantt import Column, Frame, gantt, gantt_pages, row_strip, scale_strip, time_scale
from bihuan.engine.charts.gantt_legend import legend_strip
from bihuan.engine.charts.gantt_rows import GanttRow, Milestone, Span
from bihuan.engine.charts.growth_line import growth_line, spark
from bihuan.engine.charts.pipeline_map import MapNode, NodeState, pipeline_map
from bihuan.engine.charts.rank_slope import Slope, rank_slope
from bihuan.engine.charts.svg import svg
from bihuan.engine.charts.time_scale import TimeScale, Zoom, moved, window

__all__ = [
    "COLOURS",
    "WIDTH",
    "Bar",
    "BulletRow",
    "Column",
    "Dot",
    "Drawing",
    "Frame",
    "GanttRow",
    "Line",
    "Look",
    "MapNode",
    "Mark",
    "Milestone",
    "NodeState",
    "PartBar",
    "Shape",
    "Slope",
    "Span",
    "TimeScale",
    "Tone",
    "Words",
    "Zoom",
    "bullet",
    "contribution_bars",
    "drawing",
    "gantt",
    "gantt_pages",
    "growth_line",
    "legend_strip",
    "moved",
    "pipeline_map",
    "rank_slope",
    "room",
    "row_strip",
    "scale_strip",
    "short",
    "spark",
    "svg",
    "time_scale",
    "window",
]
