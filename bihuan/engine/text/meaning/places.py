"""Which place a document is of (文件地区): the lowest that its head names, with the city to which it belongs."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bihuan.engine.text.scan import occurrences

_OPENING = 500
_PARTS = re.compile("[省市区县旗]$")
_CITY = re.compile("(?:^|[^一-龥]|[在由向从到])([一-龥]{2,4}(?:市|自治州|盟))$")
_CITY_LONGEST = 8
_LEVEL = re.compile("(?:壮族|回族|维吾尔)?(?:自治区|特别行政区|省|市)$")


@dataclass(frozen=True)
class PlaceWords:
    """How texts name places, and which county lies in which city (地名用语).

    counties: by city, or by province where no city lies between; the names joined by 、. general: what only ends so.
    """

    cities: Mapping[str, str]
    counties: Mapping[str, str]
    place_in_title: re.Pattern[str]
    place_in_text: re.Pattern[str]
    party: re.Pattern[str]
    zone: re.Pattern[str]
    general: re.Pattern[str]
    national: re.Pattern[str]
    below: re.Pattern[str]
    toured: re.Pattern[str]
    provinces: tuple[str, ...]

    @cached_property
    def cities_of(self) -> dict[str, tuple[str, ...]]:
        """The cities in which there is a county of a name (所属的市)."""
        found: dict[str, tuple[str, ...]] = {}
        for city, counties in self.counties.items():
            for county in counties.split("、"):
                found[county] = (*found.get(county, ()), city)
        return found

    @cached_property
    def provinces_by_name(self) -> dict[str, str]:
        """Provinces by their full names and by those without their level (省级地名)."""
        below = {city for cities in self.cities.values() for city in cities.split("、")}
        whole = {name: name for name in {**self.cities, **self.counties} if name not in below}
        return whole | {_LEVEL.sub("", name): name for name in whole}

    @cached_property
    def city_names(self) -> frozenset[str]:
        """All cities and their like."""
        return frozenset(city for cities in self.cities.values() for city in cities.split("、")) | set(self.counties)

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Cities and counties with their last character, cities of more than two characters also without it."""
        short = {name[:-1] for name in self.city_names if name.endswith("市") and len(name) > 2}
        return self.city_names | short | frozenset(self.cities_of)


def place(title: str, *, body: str, words: PlaceWords) -> str | None:
    """The place of a document (文件地区): named in the title, else in the first sentences, else most often."""
    low = next(_named(title, words.place_in_title, words), None) or next(_named(title, words.party, words), None)
    if low is None and words.national.search(title):
        return None
    if low is None and (toured := words.toured.search(title)):
        return toured["name"]
    low = low or _short_in_title(title, body, words) or _only_province(title, words)
    low = low or next(_named(body[:_OPENING], words.place_in_text, words), None) or _most_often(body, words)
    low = low or _only_province(body, words)
    low = _city_in_title(low, title, words) or low
    return None if low is None else _with_city(low, title + "\n" + body, words)


def _named(text: str, form: re.Pattern[str], words: PlaceWords) -> Iterator[str]:
    for match in form.finditer(text):
        name = match["name"].removeprefix("中共")
        unknown = name.endswith(words.provinces) and name not in words.provinces_by_name
        if len(name) > 1 and not unknown and not words.general.search(name):
            yield _down(name, text[match.end("name") :], words)


def _down(name: str, after: str, words: PlaceWords) -> str:
    """The place with the lower one that follows it directly; a province above a city is left out."""
    below = words.below.match(after)
    if below is None or words.general.search(below["name"]):
        return name
    return below["name"] if name.endswith(words.provinces) else name + below["name"]


def _most_often(body: str, words: PlaceWords) -> str | None:
    counted = Counter(_named(body, words.place_in_text, words))
    return max(counted, key=lambda name: counted[name], default=None)


def _city_in_title(low: str | None, title: str, words: PlaceWords) -> str | None:
    """The one city of its province that a title names in short: 某省…印发关于…某省某市…方案的通知."""
    cities = words.cities.get(low or "", "").split("、")
    own = _LEVEL.sub("", low or "")
    shorts = {city: _PARTS.sub("", city) for city in cities if len(city) > len("某市")}
    named = [city for city, short in shorts.items() if short != own and short in title]
    return named[0] if len(named) == 1 else None


def _only_province(text: str, words: PlaceWords) -> str | None:
    """The one province that a text names, in full or in short (河北银保监局)."""
    known = words.provinces_by_name
    found = {known[name] for name in re.findall("|".join(sorted(known, key=len, reverse=True)), text)}
    return found.pop() if len(found) == 1 else None


def _short_in_title(title: str, body: str, words: PlaceWords) -> str | None:
    """A county that the title names without its last character and the text whole, where it stands first."""
    for length in (2, 3):
        short = title[:length]
        for level in "区县市旗":
            if short + level in words.cities_of and short + level in body:
                return short + level
    return None


def _with_city(low: str, text: str, words: PlaceWords) -> str:
    """The place with its city: the one that lies above it, of several of a name the one that the text names."""
    if low in words.city_names:
        return low
    city = _city_named_within(low, words) or _city_before(low, text)
    if city is None:
        cities = [city for city in words.cities_of.get(low, ()) if city in words.city_names]
        named = [city for city in cities if city in text or _PARTS.sub("", city) in text]
        city = named[0] if len(named) == 1 else cities[0] if len(cities) == 1 else _city_of_zone(low, words)
    return low if city is None or low.startswith(city) else city + low


def _city_named_within(low: str, words: PlaceWords) -> str | None:
    """The city of a name that holds it already: nothing to add."""
    return next((low[:end] for end in range(3, len(low)) if low[:end] in words.city_names), None)


def _city_before(low: str, text: str) -> str | None:
    """The city that stands directly before the place somewhere in the text."""
    before = (_CITY.search(text, max(0, place - _CITY_LONGEST), place) for place in occurrences(low, text))
    found = Counter(match[1] for match in before if match)
    return max(found, key=lambda name: found[name], default=None)


def _city_of_zone(low: str, words: PlaceWords) -> str | None:
    """The city by which a development zone is named."""
    found = words.zone.match(low)
    return found["name"] + "市" if found and found["name"] + "市" in words.city_names else None
