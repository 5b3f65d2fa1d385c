"""The form of a unit's month: the fields that are asked, no others (月报填报)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from bihuan.apps.figures.queries import SheetLine
from bihuan.engine.values import Finding

WORDS = {"level": "累计", "growth": "增速"}


@dataclass(frozen=True)
class LineFields:
    """One figure with its fields, as the page shows them."""

    line: SheetLine
    level: forms.BoundField | None
    growth: forms.BoundField | None

    @property
    def fields(self) -> tuple[forms.BoundField | None, forms.BoundField | None]:
        """Both, in the order of the columns."""
        return self.level, self.growth


class SheetForm(forms.Form):
    """Fields of the asked figures; what is written in them is read by the action, so that nothing typed is lost."""

    with_gaps = forms.BooleanField(label="其余暂无数据", required=False)

    def __init__(self, *args: Any, lines: Sequence[SheetLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = [line for line in lines if line.asked]
        for line in self.lines:
            for name in line.asked:
                self.fields[f"{name}_{line.key}"] = self._field(line, name)

    def _field(self, line: SheetLine, name: str) -> forms.CharField:
        about = f"{line.indicator.label}{WORDS[name] if line.indicator.accumulates or name == 'growth' else '期末数'}"
        box = {"aria-label": f"{line.unit_name}{about}", "inputmode": "decimal", "autocomplete": "off", "class": "cell"}
        widget, initial = forms.TextInput(attrs=box), line.typed.get(name, "")
        return forms.CharField(label=about, required=False, max_length=60, initial=initial, widget=widget)

    def rows(self) -> list[LineFields]:
        """Figures with their fields."""
        return [LineFields(line, self._bound("level", line), self._bound("growth", line)) for line in self.lines]

    def _bound(self, name: str, line: SheetLine) -> forms.BoundField | None:
        return self[f"{name}_{line.key}"] if name in line.asked else None

    def typed(self) -> dict[str, dict[str, str]]:
        """What is in the fields, by key of the line."""
        return {
            line.key: {name: self.cleaned_data.get(f"{name}_{line.key}", "") for name in line.asked}
            for line in self.lines
        }

    def mark(self, findings: Mapping[str, Sequence[Finding]]) -> None:
        """Put what is wrong beside its field."""
        for key, wrong in findings.items():
            for finding in wrong:
                name = "growth" if finding.at.endswith("增速") else "level"
                self.add_error(f"{name}_{key}", f"{finding}")
