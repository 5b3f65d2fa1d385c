"""Values that all engines speak in (基本值): quantities, periods, findings, quotes."""

from bihuan.engine.values.credit_codes import credit_check, read_credit_code
from bihuan.engine.values.enterprise_names import enterprise_key
from bihuan.engine.values.findings import Finding
from bihuan.engine.values.indicators import BadIndicator, Indicator, indicator
from bihuan.engine.values.industries import read_industry, section_of
from bihuan.engine.values.periods import Month, Period, Quarter, YearToDate
from bihuan.engine.values.project_codes import read_project_code
from bihuan.engine.values.project_names import is_near_name, project_key
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
    "credit_check",
    "enterprise_key",
    "indicator",
    "is_near_name",
    "project_key",
    "read_credit_code",
    "read_industry",
    "read_project_code",
    "section_of",
    "unit_of",
]
