"""Where a series is heading (预测); what comes out is labelled and never stands in the place of a figure."""

from bihuan.engine.indicators.forecast.theta import Forecast, forecast, season_factors
from bihuan.engine.indicators.forecast.years import (
    History,
    Trajectory,
    YearForecast,
    chance_of,
    forecast_year,
    history,
    trajectory,
)

__all__ = [
    "Forecast",
    "History",
    "Trajectory",
    "YearForecast",
    "chance_of",
    "forecast",
    "forecast_year",
    "history",
    "season_factors",
    "trajectory",
]
