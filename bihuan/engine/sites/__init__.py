"""Sites of projects (选址): shapes of land in, areas in mu out, checks against planning lines."""

from bihuan.engine.sites.checks import OUTCOMES, Answer, Checked, Outcome, Site, check, check_all
from bihuan.engine.sites.fitting import VERDICTS, Candidate, Fit, Reason, SiteNeed, fits
from bihuan.engine.sites.geojson import Feature, ShapesRead, read_geojson
from bihuan.engine.sites.groups import Group, LineIndex, line_index
from bihuan.engine.sites.lines import RULES, Line, LineKind, Rule, Tolerance, build
from bihuan.engine.sites.maps import Drawn, Look, map_svg
from bihuan.engine.sites.planes import Plane
from bihuan.engine.sites.shapes import Shape, box_around, frame_of, gap_words, joined, mu, shape_from, shape_of
from bihuan.engine.sites.systems import CHINA
from bihuan.engine.sites.zones import Zone, zone_of_code, zone_of_easting

__all__ = [
    "CHINA",
    "OUTCOMES",
    "RULES",
    "VERDICTS",
    "Answer",
    "Candidate",
    "Checked",
    "Drawn",
    "Feature",
    "Fit",
    "Group",
    "Line",
    "LineIndex",
    "LineKind",
    "Look",
    "Outcome",
    "Plane",
    "Reason",
    "Rule",
    "Shape",
    "ShapesRead",
    "Site",
    "SiteNeed",
    "Tolerance",
    "Zone",
    "box_around",
    "build",
    "check",
    "check_all",
    "fits",
    "frame_of",
    "gap_words",
    "joined",
    "line_index",
    "map_svg",
    "mu",
    "read_geojson",
    "shape_from",
    "shape_of",
    "zone_of_code",
    "zone_of_easting",
]
