"""Where a series is heading (预测); what comes out is labelled and never stands in the place of a figure."""

from bihuan.engine.indicators.forecast.growths import (
    GrowthForecast,
    GrowthHistory,
    forecast_growth,
    growth_history,
)
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
    "GrowthForecast",
    "GrowthHistory",
    "History",
    "Trajectory",
    "YearForecast",
    "chance_of",
    "forecast",
    "forecast_growth",
    "forecast_year",
    "growth_history",
    "history",
    "season_factors",
    "trajectory",
]
