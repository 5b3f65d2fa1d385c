"""What a few words, sounds, first letters or a number lead to, as far as the viewer may see (搜索)."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length

from bihuan.apps.desk import models
from bihuan.apps.desk.mapping.findable import plain, typed
from bihuan.base import registries
from bihuan.base.registries import Hit
from bihuan.base.scope import Viewer

MOST = 200
LAST = 9


@dataclass
class Found:
    """What one source has; rank: how well its best one fits, 0 is the very name."""

    word: str
    order: int
    rank: int = LAST
    hits: list[Hit] = field(default_factory=list)


def search(viewer: Viewer, words: str, *, shown: int = 20, in_text: bool = True) -> list[Found]:
    """What is called so, sounds so or is numbered so; the best group first, in it the best first.

    Args: shown: of each group. in_text: look into the texts too, after the names.
    """
    terms = typed(words)
    if not terms:
        return []
    named = _named(viewer, terms)
    groups = [_group(source, named.get(source.code, []), viewer, shown) for source in registries.searches]
    if in_text:
        for source, group in zip(registries.searches, groups, strict=True):
            known = {hit.url for hit in group.hits}
            more = (hit for hit in source.find(viewer, " ".join(plain(words).split())) if hit.url not in known)
            group.hits = [*group.hits, *more][:shown]
    return sorted((group for group in groups if group.hits), key=lambda group: (group.rank, group.order))


def _named(viewer: Viewer, terms: list[str]) -> dict[str, list[tuple[int, int]]]:
    """Ids with their rank, by source; one query."""
    rows: QuerySet = models.Findable.objects.visible_to(viewer)
    for term in terms:
        rows = rows.filter(_fits(term))
    ranked = rows.annotate(rank=_rank(terms[0]), size=Length("text")).order_by("rank", "size", "-object_id")
    found: dict[str, list[tuple[int, int]]] = {}
    for source, object_id, rank in ranked.values_list("source", "object_id", "rank")[:MOST]:
        found.setdefault(source, []).append((object_id, rank))
    return found


def _group(source: registries.Search, named: list[tuple[int, int]], viewer: Viewer, shown: int) -> Found:
    group = Found(source.word, source.order)
    if named and source.hits is not None:
        group.rank = named[0][1]
        group.hits = list(source.hits(viewer, [object_id for object_id, _ in named[:shown]]))
    return group


def _fits(term: str) -> Q:
    found = Q(text__contains=term)
    if _may_sound(term):
        found |= Q(sounds__contains=term) | Q(others__contains=term)
    return found


def _may_sound(term: str) -> bool:
    """Letters and digits as one types them for a name."""
    return term.isascii() and term.isalnum()


def _rank(term: str) -> Case:
    """The whole name, then its beginning, then anywhere in it; of each the likely reading before others."""
    whole = [Q(text__contains=f"\n{term}\n")]
    begins = [Q(text__contains=f"\n{term}")]
    inside = [Q(text__contains=term)]
    if _may_sound(term):
        whole += [Q(sounds__contains=f" {term} "), Q(others__contains=f" {term} ")]
        begins += [Q(sounds__contains=f" {term}"), Q(others__contains=f" {term}")]
        inside += [Q(sounds__contains=term)]
    steps = [*whole, *begins, *inside]
    return Case(
        *(When(step, then=Value(rank)) for rank, step in enumerate(steps)),
        default=Value(LAST - 1),
        output_field=IntegerField(),
    )
