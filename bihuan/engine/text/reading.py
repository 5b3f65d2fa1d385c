"""What a reader finds in a document (读取结果): each entry with the place where it stands in the body."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bihuan.engine.text.cleaning.body import Doubt, Run
from bihuan.engine.text.cleaning.clean import Removed
from bihuan.engine.text.opening.encoding import Candidate
from bihuan.engine.text.opening.original import Original, Rows
from bihuan.engine.values import Finding, Quote

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of the body stands in its file (原件位置).

    start, end: characters of the original. in_bytes: of a text or page. parts: 第3页, 第12段, 表1第2行第3格, Sheet1!B4.
    """

    start: int
    end: int
    in_bytes: Span | None
    parts: tuple[str, ...]


class _Quoted:
    """An entry that stands in the body at its quote (带出处的条目)."""

    quote: Quote | None

    @property
    def span(self) -> Span | None:
        """Start and end in the body; None for what stands only in a removed head line."""
        return None if self.quote is None else (self.quote.start, self.quote.end)


@dataclass(frozen=True)
class Headings:
    """What the head of a document says of it (文件信息)."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    held: str | None = None
    place: str | None = None


@dataclass(frozen=True)
class Figure(_Quoted):
    """A number with its name, unit and period (指标数据); `quote` is its sentence, `span` the number itself."""

    name: str
    indicator: str | None
    subject: str | None
    period: str | None
    value: Decimal
    unit: str
    measure: str
    status: str
    bound: str | None
    base: str | None
    quote: Quote
    at: Span

    @property
    def span(self) -> Span:
        """Start and end of the number with its unit in the body."""
        return self.at


@dataclass(frozen=True)
class Relative(_Quoted):
    """An aim or fact measured by another place (相对目标): `name` is `relation` (高于) `than` (全市平均水平)."""

    name: str
    indicator: str | None
    relation: str
    than: str
    subject: str | None
    period: str | None
    status: str
    quote: Quote
    at: Span

    @property
    def span(self) -> Span:
        """Start and end of the words in the body."""
        return self.at


@dataclass(frozen=True)
class Task(_Quoted):
    """A sentence that directs that something be done (任务).

    is_pledge: promised by a unit, by the mouth of its head (表态承诺); its owner is that unit.
    """

    quote: Quote
    deadline: str | None
    owners: tuple[str, ...]
    section: tuple[str, ...]
    is_pledge: bool = False


@dataclass(frozen=True)
class PersonName(_Quoted):
    """A person with the role that the text gives (人员)."""

    name: str
    role: str | None
    quote: Quote | None


@dataclass(frozen=True)
class Name(_Quoted):
    """A body, industry or instrument that the text names (名称): `kind` is its sort, for an industry its tier."""

    name: str
    kind: str | None
    quote: Quote


@dataclass(frozen=True)
class Part:
    """One part of a framework (框架的组成部分)."""

    count: int
    label: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Framework(_Quoted):
    """A numbered scheme (数字框架), such as 六大生态, with its parts where the text gives them."""

    name: str
    parts: tuple[Part, ...]
    quote: Quote


@dataclass(frozen=True)
class Commitment(_Quoted):
    """Who signed a responsibility letter with whom (责任书签订)."""

    signer: str
    signed_with: tuple[str, ...]
    instrument: str
    signed_on: str | None
    quote: Quote


@dataclass(frozen=True)
class Reading:
    """One document read (读取结果)."""

    source: str
    encoding: str
    original: str = ""
    body: str = ""
    runs: tuple[Run, ...] = ()
    removed: tuple[Removed, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    findings: tuple[Finding, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    opened: Original = field(default_factory=lambda: Original("", ""))
    kept: frozenset[Span] = frozenset()
    document: Headings = field(default_factory=Headings)
    figures: tuple[Figure, ...] = ()
    relatives: tuple[Relative, ...] = ()
    tasks: tuple[Task, ...] = ()
    people: tuple[PersonName, ...] = ()
    bodies: tuple[Name, ...] = ()
    industries: tuple[Name, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    instruments: tuple[Name, ...] = ()
    commitments: tuple[Commitment, ...] = ()

    @property
    def tables(self) -> tuple[Rows, ...]:
        """The tables of a Word or Excel file (表格): rows of cells, each the place of its words in `original`."""
        return self.opened.tables

    @property
    def is_refused(self) -> bool:
        """Whether nothing could be read; `findings` says why and what to do."""
        return not self.original and bool(self.findings)


Entries = Mapping[str, tuple[object, ...]]
