"""Reading documents (读文件): from bytes to sections, tasks, figures and names, each with the place where it stands.

>>> from bihuan.definitions import language
>>> reading = read("会议强调,要加快建设镇东产业园,确保年底前投产。".encode(), language=language())
>>> [task.quote.text for task in reading.tasks]
['会议强调,要加快建设镇东产业园,确保年底前投产']
"""

from bihuan.engine.text.cleaning.body import Doubt, Run
from bihuan.engine.text.cleaning.clean import Removed
from bihuan.engine.text.cleaning.simplified import simplify
from bihuan.engine.text.deadlines import last_day
from bihuan.engine.text.json_form import to_json
from bihuan.engine.text.language import Language, language
from bihuan.engine.text.meaning.unit_names import Resolution, UnitMatch, resolve_unit
from bihuan.engine.text.opening.encoding import Candidate
from bihuan.engine.text.opening.ways import Spot, Stretch, Ways
from bihuan.engine.text.reader import origin, origin_of, read, reread, way_back
from bihuan.engine.text.reading import (
    Commitment,
    Figure,
    Framework,
    Headings,
    Name,
    Origin,
    Part,
    PersonName,
    Reading,
    Relative,
    Task,
)
from bihuan.engine.text.resolving import Resolved, UnitNames
from bihuan.engine.text.second.asking import messages, parts
from bihuan.engine.text.second.checking import Checked, Entry, checked
from bihuan.engine.text.second.differing import Differences, Said, differences
from bihuan.engine.text.spoken import Spoken, spoken
from bihuan.engine.text.twins.comparison import Compared, Comparison, changed_words, compared, own_words
from bihuan.engine.text.twins.index import FEWEST, Twin, TwinIndex, judged, most_holders
from bihuan.engine.text.twins.prints import Prints, of_values, prints
from bihuan.engine.text.why import Reason, explained
from bihuan.engine.text.words import BadWords, Words
from bihuan.engine.text.years.changes import Change, two_years
from bihuan.engine.text.years.nearest import year_before

__all__ = [
    "FEWEST",
    "BadWords",
    "Candidate",
    "Change",
    "Checked",
    "Commitment",
    "Compared",
    "Comparison",
    "Differences",
    "Doubt",
    "Entry",
    "Figure",
    "Framework",
    "Headings",
    "Language",
    "Name",
    "Origin",
    "Part",
    "PersonName",
    "Prints",
    "Reading",
    "Reason",
    "Relative",
    "Removed",
    "Resolution",
    "Resolved",
    "Run",
    "Said",
    "Spoken",
    "Spot",
    "Stretch",
    "Task",
    "Twin",
    "TwinIndex",
    "UnitMatch",
    "UnitNames",
    "Ways",
    "Words",
    "changed_words",
    "checked",
    "compared",
    "differences",
    "explained",
    "judged",
    "language",
    "last_day",
    "messages",
    "most_holders",
    "of_values",
    "origin",
    "origin_of",
    "own_words",
    "parts",
    "prints",
    "read",
    "reread",
    "resolve_unit",
    "simplify",
    "spoken",
    "to_json",
    "two_years",
    "way_back",
    "year_before",
]
