"""Values that all engines speak in (基本值): quantities, periods, findings, quotes."""

from bihuan.engine.values.findings import Finding
from bihuan.engine.values.indicators import BadIndicator, Indicator, indicator
from bihuan.engine.values.periods import Month, Period, Quarter, YearToDate
from bihuan.engine.values.quantities import InexactConversion, MixedDimensions, Quantity
from bihuan.engine.values.quotes import Quote
from bihuan.engine.values.units import Unit, unit_of

__all__ = [
    "BadIndicator",
    "Finding",
    "Indicator",
    "InexactConversion",
    "MixedDimensions",
    "Month",
    "Period",
    "Quantity",
    "Quarter",
    "Quote",
    "Unit",
    "YearToDate",
    "indicator",
    "unit_of",
]
