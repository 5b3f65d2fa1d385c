"""Rights by role, read from the one matrix docs/roles.csv, and the gate that views stand behind (权限)."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any, Literal

from bihuan.base.refusals import Forbidden
from bihuan.base.scope import Viewer

Reach = Literal["no", "own", "portfolio", "all"]
ORDER: tuple[Reach, ...] = ("no", "own", "portfolio", "all")
MATRIX = Path(__file__).resolve().parents[2] / "docs" / "roles.csv"


class UnknownAction(LookupError):
    """A right was asked for that docs/roles.csv does not list; add its line there."""


@cache
def matrix() -> dict[str, dict[str, str]]:
    """Action -> its line: the Chinese name and a reach for every role."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {line["action"]: line for line in csv.DictReader(file)}


@cache
def role_codes() -> tuple[str, ...]:
    """Codes of all roles, in the order of the matrix."""
    return tuple(name for name in next(iter(matrix().values())) if name not in ("action", "name"))


def right(viewer: Viewer | None, action: str) -> Reach:
    """How far this viewer's right to an action reaches: no, own, portfolio or all; the widest of the roles held."""
    if action not in matrix():
        raise UnknownAction(f"docs/roles.csv has no line {action!r}")
    if viewer is None:
        return "no"
    if viewer.person_id is None:
        return "all"
    held = {matrix()[action].get(role, "no") for role in viewer.roles}
    return max((reach for reach in ORDER if reach in held), key=ORDER.index, default="no")


def may(viewer: Viewer | None, action: str) -> bool:
    """Whether this viewer has the right at all; which rows it reaches is the scope's affair."""
    return right(viewer, action) != "no"


def require(viewer: Viewer | None, action: str) -> None:
    """Refuse unless the viewer has the right."""
    if not may(viewer, action):
        raise Forbidden(
            f"您的岗位没有“{matrix()[action]['name']}”的权限。确需办理的，请与本单位负责人或安全管理员联系。"
        )


def needs(action: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Gate of a view: opens only to those with the right; refused openings are kept in the log."""
    if action not in matrix():
        raise UnknownAction(f"docs/roles.csv has no line {action!r}")

    def gate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            require(request.viewer, action)
            return view(request, *args, **kwargs)

        return guarded

    return gate
