"""The language of official papers (公文语言): the words of all parts of the reader, built once from the definitions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, get_type_hints

from bihuan.engine.text.cleaning.adverts import AdvertWords
from bihuan.engine.text.cleaning.clean import CleaningWords
from bihuan.engine.text.cleaning.furniture import FurnitureWords
from bihuan.engine.text.cleaning.inline import InlineWords
from bihuan.engine.text.cleaning.zones import LineWords, ZoneWords
from bihuan.engine.text.meaning.body_words import BodyWords
from bihuan.engine.text.meaning.commitments import CommitmentWords
from bihuan.engine.text.meaning.cutting import Cutter, CuttingWords
from bihuan.engine.text.meaning.deadlines import DeadlineWords
from bihuan.engine.text.meaning.figure_words import FigureWords
from bihuan.engine.text.meaning.frameworks import FrameworkWords
from bihuan.engine.text.meaning.head import HeadWords
from bihuan.engine.text.meaning.indicators import IndicatorNames
from bihuan.engine.text.meaning.industries import IndustryWords
from bihuan.engine.text.meaning.instruments import InstrumentWords
from bihuan.engine.text.meaning.numbers import NumberWords
from bihuan.engine.text.meaning.outline import OutlineWords
from bihuan.engine.text.meaning.owners import OwnerWords
from bihuan.engine.text.meaning.people import PeopleWords
from bihuan.engine.text.meaning.periods import PeriodWords
from bihuan.engine.text.meaning.places import PlaceWords
from bihuan.engine.text.meaning.relatives import RelativeWords
from bihuan.engine.text.meaning.statements import StatementWords
from bihuan.engine.text.meaning.subjects import SubjectWords
from bihuan.engine.text.meaning.tasks import TaskWords
from bihuan.engine.text.meaning.unit_names import UnitNameWords
from bihuan.engine.text.opening.page import PageWords
from bihuan.engine.text.opening.pairs import PairWords
from bihuan.engine.text.scan import Scanner
from bihuan.engine.text.spoken_words import SpokenWords
from bihuan.engine.text.words import BadWords, Words, part
from bihuan.engine.text.years.words import YearsWords
from bihuan.engine.values import Indicator


@dataclass(frozen=True)
class Language:
    """What the reader knows of the language (公文语言), part by part; each field is the code of its definition."""

    outline: OutlineWords
    tasks: TaskWords
    owners: OwnerWords
    page: PageWords
    furniture: FurnitureWords
    adverts: AdvertWords
    inline: InlineWords
    zones: ZoneWords
    pairs: PairWords
    head: HeadWords
    places: PlaceWords
    years: YearsWords
    cutting: CuttingWords
    bodies: BodyWords
    people: PeopleWords
    unit_names: UnitNameWords
    commitments: CommitmentWords
    frameworks: FrameworkWords
    numbers: NumberWords
    figures: FigureWords
    periods: PeriodWords
    subjects: SubjectWords
    deadlines: DeadlineWords
    relatives: RelativeWords
    industries: IndustryWords
    instruments: InstrumentWords
    spoken: SpokenWords
    indicators: IndicatorNames = field(default_factory=IndicatorNames)

    @cached_property
    def cutter(self) -> Cutter:
        """The dictionary with the words of papers and the places of the country (分词器)."""
        return Cutter(self.cutting, places=self.places.all_names)

    @cached_property
    def scanner(self) -> Scanner:
        """The cues of all that is looked for in a body (线索词)."""
        names = (self.bodies, self.people, self.industries, self.instruments, self.frameworks, self.commitments)
        parts = (*names, self.outline, self.tasks, self.owners, self.deadlines, self.periods, self.relatives)
        return Scanner([form for each in parts for form in each.sought])

    @property
    def cleaning(self) -> CleaningWords:
        """What the cleaning asks for (清洗用语)."""
        return CleaningWords(LineWords(self.furniture, self.adverts, self.inline, self.zones), self.pairs)

    @property
    def statements(self) -> StatementWords:
        """What the reading of figures asks for (数据用语)."""
        return StatementWords(
            self.numbers,
            self.figures,
            self.periods,
            self.deadlines,
            self.subjects,
            self.relatives,
            self.indicators,
        )


def language(bodies: Mapping[str, Mapping[str, Any]], *, indicators: Iterable[Indicator] = ()) -> Language:
    """The language from the bodies of its definitions by code (建立公文语言), with the names of indicators.

    Raises: BadWords: names each part that is wrong or missing.
    """
    built, findings = {}, []
    hints = get_type_hints(Language)
    for name in (each.name for each in fields(Language) if each.name != "indicators"):
        try:
            built[name] = part(hints[name], Words(bodies.get(name, {})))
        except BadWords as error:
            findings += [type(each)(each.code, f"{name}.{each.at}", each.sentence) for each in error.findings]
    if findings:
        raise BadWords(findings)
    return Language(**built, indicators=IndicatorNames(tuple(indicators)))
