"""Sites checked against planning lines (选址核对): ok, not ok, to be told or not known, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from bihuan.engine.sites.groups import Group, LineIndex, line_index
from bihuan.engine.sites.lines import Line, LineKind
from bihuan.engine.sites.overlaps import Overlaps, overlaps
from bihuan.engine.sites.shapes import Shape, mu
from bihuan.engine.values import Quantity

Outcome = Literal["ok", "told", "breach", "unknown"]
Lack = Literal["", "line", "shape", "code", "part"]
"""What is missing where the answer is not known: the line or where it is, the site's shape, its code, parts of both."""

OUTCOMES: dict[Outcome, str] = {"ok": "符合", "told": "须说明", "breach": "不符合", "unknown": "无法核对"}
"""Words of the outcomes."""


@dataclass(frozen=True, slots=True)
class Site:
    """A parcel, or the drawn site of a project (地块): its code in lists, its shape; either may be unknown."""

    code: str | None = None
    shape: Shape | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a line says of a site (核对结果): the area that counts and its share of the site, None where not known."""

    kind: LineKind
    lines: tuple[Line, ...]
    outcome: Outcome
    sentence: str
    area: Quantity | None = None
    percent: Decimal | None = None
    lacks: Lack = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """Documents that the lines come from (依据文件)."""
        return Group(self.kind, self.lines).documents

    @property
    def word(self) -> str:
        """The outcome in words (结论)."""
        return OUTCOMES[self.outcome]


@dataclass(frozen=True, slots=True)
class Checked:
    """Sites by groups of lines (核对表): outcomes at once, sentences when asked for."""

    sites: tuple[Site, ...]
    index: LineIndex
    overlaps: Overlaps

    def outcome(self, site: int, group: int) -> Outcome:
        """Outcome of a site for a group (结论)."""
        rule = self.index.groups[group].kind.rule
        met = self._evidence(site, group)
        if met is None:
            return "unknown"
        if rule == "inside":
            return "ok" if met else "breach"
        return "ok" if not met else ("told" if rule == "told" else "breach")

    def answers(self, site: int) -> tuple[Answer, ...]:
        """What all lines say of a site (逐线结果)."""
        return tuple(self._answer(site, group) for group in range(len(self.index.groups)))

    def _answer(self, site: int, number: int) -> Answer:
        group, outcome = self.index.groups[number], self.outcome(site, number)
        area, percent = self._amounts(site, number)
        if outcome == "unknown":
            lacks, sentence = _unknown(self.sites[site], group)
            return Answer(group.kind, group.lines, outcome, sentence, lacks=lacks)
        counts = bool(self.overlaps.counts[site, number])
        return Answer(group.kind, group.lines, outcome, _sentence(group, outcome, area, percent, counts), area, percent)

    def _evidence(self, site: int, number: int) -> bool | None:
        """Whether the site is in the lines (是否在线内): by shape, and by list."""
        group = self.index.groups[number]
        drawn, listed = self._by_shape(site, number), self._by_list(site, group)
        if group.kind.rule == "inside":
            return listed if drawn is None else drawn
        if drawn or listed:
            return True
        return listed if drawn is None else drawn

    def _by_shape(self, site: int, number: int) -> bool | None:
        group = self.index.groups[number]
        if self.sites[site].shape is None or not group.has_shape:
            return None
        counts = bool(self.overlaps.counts[site, number])
        if group.kind.rule == "inside":
            return True if not counts else (False if group.is_drawn else None)
        return counts

    def _by_list(self, site: int, group: Group) -> bool | None:
        code = self.sites[site].code
        if not code:
            return None
        return True if code in group.listed else (False if group.is_listed else None)

    def _amounts(self, site: int, number: int) -> tuple[Quantity | None, Decimal | None]:
        if self._by_shape(site, number) is None:
            return None, None
        area, whole = self.overlaps.areas[site, number], self.overlaps.whole[site]
        return mu(area), Decimal(repr(float(area / whole) * 100)).quantize(Decimal("0.1"))


def check_all(sites: Iterable[Site], index: LineIndex) -> Checked:
    """Many sites against the lines of an index (批量核对)."""
    given = tuple(sites)
    return Checked(given, index, overlaps([site.shape for site in given], index))


def check(site: Site, lines: Iterable[Line], *, on: date, kinds: Sequence[LineKind] = ()) -> tuple[Answer, ...]:
    """One site against the lines in force on a day (核对一个地块)."""
    return check_all([site], line_index(lines, on=on, kinds=kinds)).answers(0)


def _sentence(group: Group, outcome: Outcome, area: Quantity | None, percent: Decimal | None, counts: bool) -> str:
    if area is None or (outcome in ("breach", "told") and not counts):
        return _list_words(group, outcome)
    if outcome == "ok" and not area.amount:
        return _ok_words(group, "")
    share = f"占地块{percent}%" if percent else "不足地块0.1%"
    much = f"{area}（{share}）"
    return _ok_words(group, much) if outcome == "ok" else _not_ok_words(group, much)


def _unknown(site: Site, group: Group) -> tuple[Lack, str]:
    name = group.name
    if not group.lines:
        return "line", f"没有登记当日有效的{name}，无法核对。请先登记管控线，或向{group.kind.asks}查询。"
    if not group.has_shape and all(line.parcels is None for line in group.lines):
        return "line", f"{name}既没有图形也没有名单，无法核对。请补图形或名单，或向{group.kind.asks}查询。"
    if site.shape is None and group.has_shape:
        return "shape", f"地块没有图形，无法与{name}套合。请补地块图形。"
    if site.shape is None or not site.code:
        return "code", f"{name}只有名单，地块没有编号，无法核对。请补地块编号或管控线图形。"
    return "part", f"{name}的图形或名单不全，无法判定。请补全后再核对。"


def _list_words(group: Group, outcome: Outcome) -> str:
    if outcome == "ok":
        return f"在{group.name}名单之内。" if group.kind.rule == "inside" else f"不在{group.name}名单之内。"
    if group.kind.rule == "inside":
        return f"不在{group.name}名单之内。{group.kind.do}"
    return f"列在{group.name}名单之内。{group.kind.do}"


def _ok_words(group: Group, much: str) -> str:
    slip = f"仅{much}，在图形误差以内" if much else ""
    if group.kind.rule == "inside":
        return f"在{group.name}以内；线外{slip}。" if slip else f"全部在{group.name}以内。"
    return f"与{group.name}重叠{slip}，不计。" if slip else f"不涉及{group.name}。"


def _not_ok_words(group: Group, much: str) -> str:
    if group.kind.rule == "inside":
        return f"有{much}在{group.name}以外。{group.kind.do}"
    verb = "占用" if group.kind.rule == "apart" else "涉及"
    return f"{verb}{group.name}{much}。{group.kind.do}"
