"""Who sees what: a query that does not say for whom raises (数据权限)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models


class NoScope(RuntimeError):
    """A query was built without saying for whom; it would have returned everything."""


@dataclass(frozen=True)
class PostHeld:
    """One post of a person: the unit and what the person is there (岗位)."""

    unit_id: int
    role: str


@dataclass(frozen=True)
class Viewer:
    """One who looks, with all that decides what may be seen (当前用户).

    unit_ids: the units reached: own and below, a leader's portfolio, a business line.
    district: reaches all business rows.
    business: False for the system, security and audit administrators, who open no business page (三员分立).
    for_person_id, for_name: the leader for whom a proxy acts (代办), else None and "".
    """

    person_id: int | None
    name: str
    unit_id: int | None
    unit_name: str
    on: date
    unit_ids: frozenset[int] = frozenset()
    posts: tuple[PostHeld, ...] = ()
    district: bool = False
    business: bool = True
    for_person_id: int | None = None
    for_name: str = ""
    roles: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles", frozenset(post.role for post in self.posts))

    @property
    def sees_all(self) -> bool:
        """Whether every business row of the district is in reach."""
        return self.district and self.business

    def roles_in(self, unit_ids: Iterable[int]) -> frozenset[str]:
        """Roles held in any of these units."""
        wanted = set(unit_ids)
        return frozenset(post.role for post in self.posts if post.unit_id in wanted)

    @classmethod
    def worker(cls, *, on: date) -> Viewer:
        """The system's own eyes, for daily work that no person started (系统)."""
        return cls(person_id=None, name="系统", unit_id=None, unit_name="", on=on, district=True)


class ScopedQuerySet(models.QuerySet[Any]):
    """Rows of a model that knows its own scope: the model defines `scope(viewer) -> Q`."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Cut to the rows that this viewer may see."""
        if not viewer.business and not getattr(self.model, "administrative", False):
            return self.none()
        return self.filter(self.model.scope(viewer))


class ConditionQuerySet(ScopedQuerySet):
    """Rows that are only asked of inside another query, which says for whom; read by itself it raises `NoScope`."""

    def _alone(self, *_: Any, **__: Any) -> Any:
        raise NoScope(
            f"{self.model.__name__}.objects.inside() is a part of another query; it answers nothing by itself"
        )

    _fetch_all = iterator = count = exists = aggregate = explain = update = delete = _raw_delete = _alone


class ScopedManager(models.Manager[Any]):
    """Offers `.visible_to(viewer)` and `.unscoped(reason)`; all other reads raise `NoScope`.

    What was scoped already needs no second scope: rows of an owner (`item.nodes.all()`), of many owners (`.of(items)`),
    and conditions of a scoped query (`.inside()`). New rows are written with `create` and `bulk_create`, changed rows
    that are in hand with `bulk_update` and, where someone else may have been quicker, `write_if`.
    """

    queryset_class: ClassVar[type[ScopedQuerySet]] = ScopedQuerySet

    def get_queryset(self) -> ScopedQuerySet:
        """Rows of one owner; without an owner it raises."""
        if hasattr(self, "instance"):
            return self._rows()
        raise NoScope(f"{self.model.__name__}.objects: say for whom, with visible_to(viewer)")

    def _rows(self) -> ScopedQuerySet:
        return self.queryset_class(self.model, using=self._db, hints=self._hints)  # type: ignore[attr-defined]

    def visible_to(self, viewer: Viewer) -> ScopedQuerySet:
        """Rows that this viewer may see."""
        return (self.get_queryset() if hasattr(self, "instance") else self._rows()).visible_to(viewer)

    def unscoped(self, reason: str) -> ScopedQuerySet:
        """All rows, for the few places that need them; the reason is read by the test that counts those places."""
        if not reason:
            raise NoScope("unscoped() needs a reason")
        return self._rows()

    def of(self, owners: Iterable[models.Model]) -> ScopedQuerySet:
        """Rows of owners that are in hand, which were scoped when they were read; the model names its `owner`."""
        return self._rows().filter(**{f"{self.model.owner}_id__in": [owner.pk for owner in owners]})

    def inside(self) -> ConditionQuerySet:
        """Rows for a condition or a column of another query, which says for whom; alone they cannot be read."""
        return ConditionQuerySet(self.model, using=self._db, hints=self._hints)  # type: ignore[attr-defined]

    def write_if(self, row: models.Model, *, stands: Mapping[str, object], values: Mapping[str, object]) -> bool:
        """Write columns of a row in hand if the kept row still stands as it was read; whether it did."""
        return self._rows().filter(pk=row.pk, **stands).update(**values) == 1

    def create(self, **values: Any) -> Any:
        """Write one new row."""
        return super().create(**values) if hasattr(self, "instance") else self._rows().create(**values)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Write many new rows."""
        return self._rows().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        """Write columns of many rows that were read already."""
        return self._rows().bulk_update(objs, fields, batch_size)
