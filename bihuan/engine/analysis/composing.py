"""The report of a month composed from its figures (经济运行分析): no number without its entry among the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bihuan.engine.analysis.clauses import Clauses, period_word
from bihuan.engine.analysis.drawings import Drawings
from bihuan.engine.analysis.lines import Figure, Line, Movement
from bihuan.engine.analysis.plan import Plan
from bihuan.engine.analysis.sources import Source, Sources
from bihuan.engine.analysis.splits import Brought, brought
from bihuan.engine.analysis.tracing import unsourced
from bihuan.engine.charts import Drawing, Slope
from bihuan.engine.office.papers import Wording
from bihuan.engine.office.word import Table
from bihuan.engine.values import Finding, Month


@dataclass(frozen=True, slots=True)
class Taken:
    """A measure that was taken for an indicator that lags (已定措施): what, for which cause, who, when, how far."""

    indicator: str
    cause: str
    words: str
    unit: str
    due_on: date | None
    state: str
    whence: str


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """A unit's figure of an indicator (单位数据), with its place among its peers now and the month before."""

    name: str
    figure: Figure
    place: int | None = None
    place_before: int | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made from (素材): the unit, the month, a line an indicator, the measures taken.

    history: figures of the months of the year, for the lines that are drawn. units: figures of the units below, for
    the indicators of which the outline tells them apart.
    """

    unit_name: str
    month: Month
    lines: Mapping[str, Line]
    taken: Sequence[Taken] = ()
    history: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    units: Mapping[str, Sequence[UnitFigure]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (段落). place: its name in the report, which an edit keeps to. cites: numbers of its sources."""

    place: str
    words: str
    cites: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section (部分): heading, paragraphs, a table, drawings. cites: of the table, row by row."""

    place: str
    head: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: Table | None = None
    cites: tuple[tuple[int, ...], ...] = ()
    drawings: tuple[Drawing, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A report of a month (经济运行分析) with the list of all its numbers."""

    title: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    def findings(self) -> list[Finding]:
        """Numbers that no entry holds (无来源的数); an office's own wording may bring one in."""
        words = [each.words for section in self.sections for each in section.paragraphs]
        return [finding for each in words for finding in unsourced(each, self.sources)]


def compose(material: Material, *, plan: Plan, wording: Wording) -> Analysis:
    """The report of a month (撰写分析)."""
    writing = _Writing(material, plan, wording)
    sections = tuple(each for each in writing.sections() if each.paragraphs or each.table)
    title = wording.say("title", 单位=material.unit_name, 期间=material.month.year_to_date.label)
    return Analysis(title, sections, writing.sources.entries())


@dataclass
class _Writing:
    """One report as it is written."""

    material: Material
    plan: Plan
    wording: Wording
    sources: Sources = field(default_factory=Sources)

    def __post_init__(self) -> None:
        self.clauses = Clauses(self.wording, self.sources)
        self.drawings = Drawings(self.clauses)
        found = self.material.lines
        self.lines = [found[code] for code in self.plan.indicators if code in found]
        self.behind = [line for line in self.lines if line.is_behind]

    def sections(self) -> Iterator[Section]:
        yield self._overall()
        yield self._features()
        yield self._problems()
        yield self._outlook()
        yield self._measures()

    def _overall(self) -> Section:
        table, cites = self._table()
        paragraphs = (self._counts(), self._targets(), self._unmoved())
        drawings = _drawn([self.drawings.done(self.lines)])
        return Section("overall", self.wording.say("head_overall"), _said(paragraphs), table, cites, drawings)

    def _counts(self) -> Paragraph:
        """How many have figures, and how many grew."""
        rates = [line.now.growth for line in self.lines if line.now.growth is not None]
        count = self.clauses.count
        words = self.wording.say(
            "counts",
            期间=self.material.month.year_to_date.label,
            单位=self.material.unit_name,
            指标数=count("纳入分析的指标", len(self.lines)),
            有数=count("有数的指标", sum(line.now.is_known for line in self.lines)),
            有增速=count("有增速的指标", len(rates)),
            增长=count("增速为正的指标", sum(rate > 0 for rate in rates)),
            下降=count("增速为负的指标", sum(rate < 0 for rate in rates)),
            持平=count("增速为零的指标", sum(rate == 0 for rate in rates)),
        )
        return self._paragraph("overall.counts", words)

    def _targets(self) -> Paragraph:
        """How many targets are lit how; those of which nothing can be said are counted apart."""
        aimed = [line for line in self.lines if line.aim is not None]
        if not aimed:
            return self._paragraph("overall.targets", self.wording.say("no_targets"))
        lit = {colour: sum(each.lamp is not None and each.lamp.colour == colour for each in aimed) for colour in _LIT}
        count = self.clauses.count
        words = self.wording.say(
            "targets",
            目标数=count("定有年度目标的指标", len(aimed)),
            绿=count("绿灯指标", lit["green"]),
            黄=count("黄灯指标", lit["yellow"]),
            红=count("红灯指标", lit["red"]),
            未判=count("暂不能判定的指标", len(aimed) - sum(lit.values())),
        )
        return self._paragraph("overall.targets", words)

    def _unmoved(self) -> Paragraph:
        """What brings nothing new in one paragraph: the same as before, no figure of this month, not sent."""
        parts = []
        for movement, phrase in _UNMOVED.items():
            found = [line.indicator.label for line in self.lines if line.movement is movement]
            if found:
                parts.append(self.wording.say(phrase, 指标们=self._names(found)))
        return self._paragraph("overall.unmoved", "".join(parts))

    def _names(self, names: Iterable[str]) -> str:
        """Names in a row; a digit in a name is no number."""
        return self.sources.quote("、".join(names), what="指标名称", whence="指标定义")

    def _table(self) -> tuple[Table, tuple[tuple[int, ...], ...]]:
        """A line an indicator that has a figure or a target; what has neither stands in the line above."""
        rows, cites = [], []
        for line in self.lines:
            if line.now.is_known or line.aim is not None:
                rows.append(self._row(line))
                cites.append(self.sources.taken())
        return self.wording.table("main", rows, caption=self.wording.say("main_caption")), tuple(cites)

    def _row(self, line: Line) -> dict[str, object]:
        """A line of the table: amounts without their unit, which has a column of its own."""
        clauses, now, judged = self.clauses, line.now, line.judged
        row: dict[str, object] = {"indicator": line.indicator.label, "unit": line.indicator.unit.label}
        if now.level is not None:
            row["level"] = clauses.level(line, now).removesuffix(now.level.unit.label)
        if now.growth is not None:
            clauses.growth(line, now)
            row["growth"] = f"{now.growth:f}"
        if line.change is not None:
            clauses.change(line, line.change)
            row["change"] = f"{line.change:+f}" if line.change else "0"
        if line.aim is not None:
            row["target"] = clauses.goal(line, line.aim)
        if judged is not None and judged.completion is not None:
            row["completion"] = clauses.completion(line, judged).removesuffix("%")
        if judged is not None and judged.gap is not None:
            told = clauses.gap(line, judged)
            row["gap"] = f"{'-' if judged.gap < 0 else '+'}{told.removesuffix('个百分点').removesuffix('位')}"
        row["lamp"] = line.lamp.word if line.lamp is not None else ""
        row["note"] = "" if now.is_known else now.why_lacking
        return row

    def _features(self) -> Section:
        """A paragraph a sector, of what is new in it."""
        paragraphs: list[Paragraph] = []
        drawings = list(self._grown())
        for number, sector in enumerate(self.plan.sectors, start=1):
            moved = [line for line in self._of(sector.indicators) if line.movement is Movement.NEW]
            if moved:
                said = "".join(self.clauses.sentence(line) for line in moved)
                words = self.wording.say("sector", 领域=sector.word, 期间=self._period(moved)) + said
                paragraphs.append(self._paragraph(f"features.{number}", words))
                paragraphs += self._splits(sector.indicators, drawings)
        return Section("features", self.wording.say("head_features"), tuple(paragraphs), drawings=_drawn(drawings))

    def _grown(self) -> Iterator[Drawing | None]:
        """Lines of growth over the year, for the indicators that the outline names."""
        for code in self.plan.lines:
            line = self.material.lines.get(code)
            if line is not None and line.movement is Movement.NEW:
                yield self.drawings.grown(line, self.material.history.get(code, ()))

    def _splits(self, codes: Sequence[str], drawings: list[Drawing | None]) -> Iterator[Paragraph]:
        """What parts and, where the outline asks for it, units brought to the growth of a whole; who moved up."""
        for split in self.plan.splits:
            line = self.material.lines.get(split.whole)
            if split.whole in codes and line is not None:
                parts = [(each.indicator.label, each.now) for each in self._of(split.parts)]
                yield from self._split(line, parts, f"split.{split.whole}", drawings)
        for code in self.plan.by_units:
            line = self.material.lines.get(code)
            if code in codes and line is not None:
                parts = [(each.name, each.figure) for each in self.material.units.get(code, ())]
                yield from self._split(line, parts, f"units.{code}", drawings)
        for code in self.plan.ranked:
            if code in codes:
                yield from self._places(code, drawings)

    def _split(
        self, line: Line, parts: Sequence[tuple[str, Figure]], place: str, drawings: list[Drawing | None]
    ) -> Iterator[Paragraph]:
        rest = self.wording.say("rest")
        found = brought(line.now, parts, unit=line.indicator.unit, rest=rest)
        if line.movement is Movement.NEW and found:
            said = "；".join(self._brought(line, each) for each in found)
            words = self.wording.say("split", 整体=line.indicator.label, 部分们=said)
            yield self._paragraph(f"features.{place}", words)
            drawings.append(self.drawings.brought(line, found))

    def _brought(self, line: Line, part: Brought) -> str:
        points = self.clauses.pull(line, part.label, part.points, part.figure)
        phrase = "pulled" if part.points >= 0 else "dragged"
        said = self.wording.say(phrase, 部分=part.label, 拉动=points)
        if part.share is None:
            return said
        share = self.clauses.share(line, part.label, part.share, part.figure)
        return said + self.wording.say("share", 贡献=share)

    def _places(self, code: str, drawings: list[Drawing | None]) -> Iterator[Paragraph]:
        """Which units moved up and down; those that kept their place are not named."""
        line, units = self.material.lines[code], self.material.units.get(code, ())
        said = []
        for each in (unit for unit in units if unit.place is not None and unit.place_before is not None):
            told = [self.clauses.rank(line, each.name, *pair, each.figure) for pair in _both(each)]
            if each.place != each.place_before:
                said.append(self.wording.say("moved", 部分=each.name, 上期位=told[0], 本期位=told[1]))
        if said:
            words = self.wording.say("places", 指标=line.indicator.label, 变动="；".join(said))
            yield self._paragraph(f"features.places.{code}", words)
            slopes = [Slope(each.name, each.place_before, each.place) for each in units]
            drawings.append(self.drawings.places(line, slopes))

    def _period(self, lines: Sequence[Line]) -> str:
        """January to the month, or the end of the month where all are states."""
        accumulates = any(line.indicator.accumulates for line in lines)
        return period_word(self.material.month, accumulates=accumulates)

    def _problems(self) -> Section:
        """Each lagging indicator with its gap; the cause as an officer gave it, or that it is wanted."""
        paragraphs = []
        for line in self.behind:
            said = "，".join([*self.clauses.facts(line), *self.clauses.against_target(line)])
            causes = [each.cause for each in self._taken(line) if each.cause]
            if causes:
                cause = self.wording.say("cause", 原因=self._quoted("；".join(dict.fromkeys(causes)), "原因"))
            else:
                cause = self.wording.say("no_cause", 部门=line.indicator.bureau)
            words = self.wording.say("problem", 事实=said) + cause
            paragraphs.append(self._paragraph(f"problems.{line.indicator.code}", words))
        if not paragraphs and any(line.aim for line in self.lines):
            paragraphs.append(self._paragraph("problems", self.wording.say("no_problem")))
        return Section("problems", self.wording.say("head_problems"), tuple(paragraphs))

    def _outlook(self) -> Section:
        """What the rest of the year must bring, and where it is heading."""
        paragraphs = []
        for line in self.lines:
            said = [*(self.clauses.pace(line, line.pace) if line.pace else ()), *self.clauses.forecast(line)]
            if said:
                paragraphs.append(self._paragraph(f"outlook.{line.indicator.code}", "，".join(said) + "。"))
        without = [
            line.indicator.label for line in self.lines if line.aim and not (line.outlook and line.outlook.forecast)
        ]
        if without:
            words = self.wording.say("no_forecast", 指标们=self._names(without))
            paragraphs.append(self._paragraph("outlook", words))
        return Section("outlook", self.wording.say("head_outlook"), tuple(paragraphs))

    def _measures(self) -> Section:
        """Who does what by when; lagging indicators for which nothing is settled are named."""
        rows, cites = [], []
        for each in self.material.taken:
            line = self.material.lines.get(each.indicator)
            told: dict[str, object] = {
                "indicator": line.indicator.label if line else each.indicator,
                "measure": each.words,
            }
            rows.append(told | {"unit": each.unit, "due_on": each.due_on, "state": each.state})
            self._quoted(each.words, "措施", each.whence)
            cites.append(self.sources.taken())
        without = [line for line in self.behind if not self._taken(line)]
        paragraphs = [
            self._paragraph(
                f"measures.{line.indicator.code}",
                self.wording.say("no_measure", 指标=line.indicator.label, 部门=line.indicator.bureau),
            )
            for line in without
        ]
        table = self.wording.table("measures", rows) if rows else None
        return Section("measures", self.wording.say("head_measures"), tuple(paragraphs), table, tuple(cites))

    def _of(self, codes: Iterable[str]) -> list[Line]:
        return [self.material.lines[code] for code in codes if code in self.material.lines]

    def _taken(self, line: Line) -> list[Taken]:
        return [each for each in self.material.taken if each.indicator == line.indicator.code]

    def _quoted(self, words: str, what: str, whence: str = "填写人") -> str:
        return self.sources.quote(words, what=what, whence=whence)

    def _paragraph(self, place: str, words: str) -> Paragraph:
        return Paragraph(place, words, self.sources.taken())


_LIT = ("green", "yellow", "red")
_UNMOVED = {Movement.SAME: "same", Movement.NO_MONTH: "no_month", Movement.LACKING: "lacking"}


def _both(unit: UnitFigure) -> list[tuple[str, int]]:
    """A unit's two places with the word for when it had them."""
    return [("上期", unit.place_before or 0), ("本期", unit.place or 0)]


def _drawn(drawings: Iterable[Drawing | None]) -> tuple[Drawing, ...]:
    return tuple(each for each in drawings if each is not None)


def _said(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(each for each in paragraphs if each.words)
