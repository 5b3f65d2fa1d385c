"""The words by which papers name, measure and bound their numbers (指标数据用语)."""

import re
from dataclasses import dataclass

from bihuan.engine.text.words import Forms


@dataclass(frozen=True)
class FigureWords:
    """What tells the name, the measure and the bound of a number (指标数据用语).

    Names on the left lose their `predicate`, then all that is `leading`; names on the right run to a head or a stop.
    class_, limit: numbers that only define a class of things. announced: counts that only announce a list.
    """

    predicate: re.Pattern[str]
    leading: re.Pattern[str]
    only_when: re.Pattern[str]
    not_names: re.Pattern[str]
    heads: re.Pattern[str]
    stops: re.Pattern[str]
    qualified: re.Pattern[str]
    not_right: re.Pattern[str]
    levels: re.Pattern[str]
    tails: re.Pattern[str]
    of_class: re.Pattern[str]
    limit: re.Pattern[str]
    invested: re.Pattern[str]
    announced: re.Pattern[str]
    chain: re.Pattern[str]
    compared: re.Pattern[str]
    places: re.Pattern[str]
    grows: re.Pattern[str]
    falls: re.Pattern[str]
    cuts: re.Pattern[str]
    lands: re.Pattern[str]
    rate_of_growth: re.Pattern[str]
    counted_people: re.Pattern[str]
    condition: re.Pattern[str]
    condition_ends: re.Pattern[str]
    class_amount: re.Pattern[str]
    quoted: re.Pattern[str]
    tail_before: re.Pattern[str]
    lasting: re.Pattern[str]
    remaining: re.Pattern[str]
    again: re.Pattern[str]
    class_rate: re.Pattern[str]
    class_rate_before: re.Pattern[str]
    moved_places: re.Pattern[str]
    dependent: re.Pattern[str]
    beside: re.Pattern[str]
    verbs_only: re.Pattern[str]
    money_right: re.Pattern[str]
    giving: re.Pattern[str]
    for_what: re.Pattern[str]
    spending: re.Pattern[str]
    capacity: re.Pattern[str]
    below: re.Pattern[str]
    joins: re.Pattern[str]
    compared_by: re.Pattern[str]
    compared_with: re.Pattern[str]
    each: re.Pattern[str]
    relative: re.Pattern[str]
    bound_before: Forms
    bound_after: Forms
    will: Forms
    base: Forms
