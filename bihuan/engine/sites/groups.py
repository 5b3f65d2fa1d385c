"""Lines in force on a day, as they are judged (核对组): lines that a site must lie in count together, others alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from bihuan.engine.sites.lines import Line, LineKind
from bihuan.engine.sites.planes import Plane
from bihuan.engine.sites.shapes import flat, plane_of


@dataclass(frozen=True)
class Group:
    """Lines that are judged as one (核对组); none where a kind has no line in force."""

    kind: LineKind
    lines: tuple[Line, ...]

    @cached_property
    def name(self) -> str:
        """Name of the line, or of the kind where several count together (名称)."""
        return self.lines[0].name if len(self.lines) == 1 else self.kind.name

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """Documents that the lines come from (依据文件)."""
        return tuple(dict.fromkeys(line.document for line in self.lines if line.document))

    @cached_property
    def has_shape(self) -> bool:
        """Whether any of it is drawn (是否有图形)."""
        return any(line.shape is not None for line in self.lines)

    @cached_property
    def is_drawn(self) -> bool:
        """Whether all of it is drawn (是否都有图形)."""
        return bool(self.lines) and all(line.shape is not None for line in self.lines)

    @cached_property
    def is_listed(self) -> bool:
        """Whether all of it is given as lists (是否都有名单)."""
        return bool(self.lines) and all(line.parcels is not None for line in self.lines)

    @cached_property
    def listed(self) -> frozenset[str]:
        """Codes on its lists (名单)."""
        return frozenset().union(*(line.parcels or () for line in self.lines))


@dataclass(frozen=True)
class LineIndex:
    """Lines in force on a day, ready for many sites (管控线索引): their pieces on one plane, and a tree of them."""

    groups: tuple[Group, ...]

    @cached_property
    def plane(self) -> Plane | None:
        """The plane all is cut on (等积平面); None where no line is drawn."""
        return plane_of([line.shape for group in self.groups for line in group.lines if line.shape is not None])

    @cached_property
    def pieces(self) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Pieces of all shapes, none over another of its group (各片图形), and the group each is of."""
        found = [np.array(_pieces(group, self.plane), dtype=object) for group in self.groups]
        owners = np.repeat(np.arange(len(found)), [len(each) for each in found])
        pieces = np.concatenate(found) if found else np.array([], dtype=object)
        shapely.prepare(pieces)
        return pieces, owners

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Tree of the pieces (空间索引)."""
        return shapely.STRtree(self.pieces[0])


def line_index(lines: Iterable[Line], *, on: date, kinds: Sequence[LineKind] = ()) -> LineIndex:
    """Index of the lines in force on a day (某日有效的管控线).

    Args: kinds: what must be asked of every site; a kind without a line in force is a group that nobody knows.
    """
    held = [line for line in lines if line.holds_on(on)]
    ordered = list(dict.fromkeys((*kinds, *(line.kind for line in held))))
    return LineIndex(tuple(group for kind in ordered for group in _groups(kind, held)))


def _groups(kind: LineKind, held: Sequence[Line]) -> list[Group]:
    own = tuple(line for line in held if line.kind == kind)
    if kind.rule == "inside" or not own:
        return [Group(kind, own)]
    return [Group(kind, (line,)) for line in own]


def _pieces(group: Group, plane: Plane | None) -> list[Any]:
    shapes = [line.shape for line in group.lines if line.shape is not None]
    if not shapes or plane is None:
        return []
    whole = shapely.union_all(flat(shapes, plane))
    return [each for each in shapely.get_parts(whole) if each.geom_type == "Polygon"]
