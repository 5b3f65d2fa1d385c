"""The language of official papers (公文语言): the words of all parts of the reader, built once from the definitions."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, get_type_hints

from bihuan.engine.text.cleaning.adverts import AdvertWords
from bihuan.engine.text.cleaning.clean import CleaningWords
from bihuan.engine.text.cleaning.furniture import FurnitureWords
from bihuan.engine.text.cleaning.inline import InlineWords
from bihuan.engine.text.cleaning.zones import LineWords, ZoneWords
from bihuan.engine.text.meaning.bodies import BodyWords
from bihuan.engine.text.meaning.cutting import Cutter, CuttingWords
from bihuan.engine.text.meaning.head import HeadWords
from bihuan.engine.text.meaning.outline import OutlineWords
from bihuan.engine.text.meaning.people import PeopleWords
from bihuan.engine.text.meaning.places import PlaceWords
from bihuan.engine.text.meaning.tasks import TaskWords
from bihuan.engine.text.opening.page import PageWords
from bihuan.engine.text.opening.pairs import PairWords
from bihuan.engine.text.words import BadWords, Words, part


@dataclass(frozen=True)
class Language:
    """What the reader knows of the language (公文语言), part by part; each field is the code of its definition."""

    outline: OutlineWords
    tasks: TaskWords
    page: PageWords
    furniture: FurnitureWords
    adverts: AdvertWords
    inline: InlineWords
    zones: ZoneWords
    pairs: PairWords
    head: HeadWords
    places: PlaceWords
    cutting: CuttingWords
    bodies: BodyWords
    people: PeopleWords

    @cached_property
    def cutter(self) -> Cutter:
        """The dictionary with the words of papers and the places of the country (分词器)."""
        return Cutter(self.cutting, places=self.places.all_names)

    @property
    def cleaning(self) -> CleaningWords:
        """What the cleaning asks for (清洗用语)."""
        return CleaningWords(LineWords(self.furniture, self.adverts, self.inline, self.zones), self.pairs)


def language(bodies: Mapping[str, Mapping[str, Any]]) -> Language:
    """The language from the bodies of its definitions by code (建立公文语言).

    Raises: BadWords: names each part that is wrong or missing.
    """
    built, findings = {}, []
    for field in fields(Language):
        try:
            built[field.name] = part(get_type_hints(Language)[field.name], Words(bodies.get(field.name, {})))
        except BadWords as error:
            findings += [type(each)(each.code, f"{field.name}.{each.at}", each.sentence) for each in error.findings]
    if findings:
        raise BadWords(findings)
    return Language(**built)
