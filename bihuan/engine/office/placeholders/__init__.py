"""An office's own Word templates (自有模板): placeholders only, checked with their place; nothing is evaluated."""

from bihuan.engine.office.placeholders.check import Names
from bihuan.engine.office.placeholders.fill import Entry, Value, WrongTemplate, check_template, fill_template

__all__ = ["Entry", "Names", "Value", "WrongTemplate", "check_template", "fill_template"]
