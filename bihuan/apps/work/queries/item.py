"""All that the page of one item shows (事项页)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from bihuan.apps.units import queries as units
from bihuan.apps.work import mapping
from bihuan.apps.work.models import Attachment, Item, Milestone, Party, Progress
from bihuan.apps.work.queries.amending import amendable
from bihuan.apps.work.queries.desk import copies_to
from bihuan.apps.work.queries.lamps import Signs, signs
from bihuan.apps.work.queries.limits import FirstAnswer, StageLimit, first_answer, settled, stage_limits
from bihuan.apps.work.queries.rulebook import Rulebook, rulebook
from bihuan.apps.work.queries.standing import ENDED, Acting, acting, parties_now, visible_item
from bihuan.apps.work.queries.story import Entry, story
from bihuan.base import prepared
from bihuan.base.scope import Viewer
from bihuan.engine.calendar import end_of
from bihuan.engine.lamps import NodeMark
from bihuan.engine.loop import PARTIES, Kind, Move, Offer, State, offers
from bihuan.engine.rules import Truth

OBJECT = "work.item"
REPORTED = (Progress.Kind.PROGRESS, Progress.Kind.FEEDBACK, Progress.Kind.PLAN)


@dataclass(frozen=True)
class OpenMove:
    """A move that this person may make now: its button, and for which unit on its paper (可办动作)."""

    code: str
    word: str
    because: str
    on_paper: bool


@dataclass(frozen=True)
class ItemPage:
    """The page of one item for one viewer at one moment."""

    item: Item
    kind: Kind
    book: Rulebook
    state: State
    standings: frozenset[str]
    signs: Signs
    parties: Sequence[Party]
    nodes: Sequence[Milestone]
    children: Sequence[tuple[Item, str]]
    files: Sequence[Attachment]
    moves: Sequence[OpenMove]
    paper_moves: Sequence[OpenMove]
    refused: Sequence[Offer]
    columns: Sequence[tuple[str, object]]
    limits: Sequence[StageLimit]
    first_answer: FirstAnswer | None
    entries: Sequence[Entry]
    reports: Sequence[Progress]
    is_copy_unread: bool

    def units(self, role: str) -> list[str]:
        """Names of the units that stand to the item in a role, as of the day they joined."""
        return [party.unit_name for party in self.parties if party.role == role]

    @property
    def may_amend(self) -> tuple[str, ...]:
        """Columns that this person may put right (可更正项)."""
        return amendable(self.item, self.standings, self.kind)

    @property
    def is_due_at_moment(self) -> bool:
        """Whether the item is due at an hour, not at the end of a day (按小时计的时限)."""
        item = self.item
        return bool(item.due_at and item.due_on and item.due_at != end_of(item.due_on))

    @property
    def slips(self) -> list[Entry]:
        """Slips that went out, oldest first (已发督办单)."""
        return [entry for entry in self.entries if entry.slip]

    @property
    def is_my_turn(self) -> bool:
        """Whether the next step is asked of a party in whose name this person may act."""
        return any(standing.split(":")[0] == self.state.waits_on for standing in self.standings)

    @property
    def waits_for(self) -> str:
        """Whose turn it is, named where the item names them; empty where nobody is waited for (该谁办)."""
        party = self.state.waits_on
        if not party:
            return ""
        named = {"lead": [self.item.lead_name], "registrar": [self.item.registrar_unit.name]}
        names = [name for name in named.get(party, self.units(party)) if name]
        return "、".join(names) or PARTIES.get(party, party)

    @property
    def latest(self) -> Progress | None:
        """The last text that the lead unit reported and did not take back (最近进展)."""
        said = [row for row in self.reports if row.kind in REPORTED and row.withdrawn_at is None]
        return said[-1] if said else None

    @property
    def unfilled(self) -> list[str]:
        """Usual facts of an item that nobody has filled in (未填)."""
        usual = (
            ("牵头领导", self.item.sponsor_name),
            ("责任人", self.item.responsible_leader),
            ("联络员", self.item.liaison),
            ("年度目标/量化指标", self.item.target),
        )
        return [label for label, value in usual if not value]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Unit facts of the head: label and names."""
        labels = dict(Party.Role.choices)
        found = [(labels[role], self.units(role)) for role in Party.Role.values]
        return [(label, "、".join(names)) for label, names in found if names]


def item_page(item_id: int, viewer: Viewer, *, now: datetime) -> ItemPage:
    """Everything of one item that its page shows; Http404 where this viewer may not see it."""
    return page_of(visible_item(item_id, viewer), viewer, now=now)


def page_of(item: Item, viewer: Viewer, *, now: datetime) -> ItemPage:
    """The page of an item that this viewer was allowed to fetch."""
    book = rulebook(viewer.on)
    kind = book.kind_of(item)
    parties, files, reports = parties_now(item), _of(item, Attachment), _of(item, Progress)
    all_children = prepared.instances(_children, fill=(item.pk,))
    standing = mapping.to_standing(
        item,
        parties=parties,
        counts=_counts(item, files, all_children),
        viewer=viewer,
        kind=kind,
        calendar=book.calendar,
        now=now,
    )
    offered = offers(kind, standing)
    events = prepared.instances(_events, fill=(item.pk,))
    nodes = [node for node in _of(item, Milestone) if node.dropped_at is None]
    moves, paper_moves = _open_moves(offered, standing.parties)
    return ItemPage(
        item=item,
        kind=kind,
        book=book,
        state=kind.state_by_code[item.state],
        parties=parties,
        nodes=nodes,
        children=_worded(_seen(all_children, item, viewer), kind),
        files=files,
        moves=moves,
        paper_moves=paper_moves,
        refused=[offer for offer in offered if offer.verdict.truth is Truth.NO],
        columns=own_columns(item, kind),
        standings=standing.parties,
        signs=_signs(item, nodes, book),
        limits=stage_limits(item, kind, now=now, calendar=book.calendar, settled=settled(item, parties, reports)),
        first_answer=first_answer(item, kind, calendar=book.calendar),
        entries=story(events, reports, files, kind=kind),
        is_copy_unread=_is_copy_unread(item, events, viewer),
        reports=reports,
    )


def _is_copy_unread(item: Item, events: Sequence[Any], viewer: Viewer) -> bool:
    """Whether a copy to this person waits to be taken note of; asked only where the item was copied at all."""
    if not any(event.kind == "work.copied" for event in events):
        return False
    return bool(copies_to(viewer).filter(item_id=item.pk, read_at=None).exists())


def _of(item: Item, model: type[Attachment | Progress | Milestone]) -> list[Any]:
    """Rows that hang on the item, in their order."""
    return prepared.instances(_hanging_on, model, fill=(item.pk,))


def _hanging_on(model: type[Attachment | Progress | Milestone], item_id: int) -> QuerySet[Any]:
    return model.objects.of([Item(pk=item_id)])


def _children(item_id: int) -> QuerySet[Item]:
    return Item(pk=item_id).children.order_by("number", "pk")


def _events(item_id: int) -> QuerySet[Any]:
    return units.timeline(OBJECT, [item_id])


def _counts(item: Item, files: Sequence[Attachment], children: Sequence[Item]) -> mapping.Counts:
    evidence = [file for file in files if file.kind == Attachment.Kind.EVIDENCE and file.round == item.round]
    still_open = [child for child in children if child.state not in ENDED]
    return mapping.Counts(evidence=len(evidence), open_children=len(still_open))


def _seen(children: Sequence[Item], item: Item, viewer: Viewer) -> list[Item]:
    """Sub-items that this viewer may see; the others are counted, not shown."""
    if viewer.sees_all or not children:
        return list(children)
    return list(item.children.visible_to(viewer).order_by("number", "pk"))


def _worded(children: Sequence[Item], kind: Kind) -> list[tuple[Item, str]]:
    words = {code: state.word for code, state in kind.state_by_code.items()}
    return [(child, words.get(child.state, "办理中")) for child in children]


def _signs(item: Item, nodes: Sequence[Milestone], book: Rulebook) -> Signs:
    marks = [NodeMark(node.name, node.due_on, node.done_on) for node in nodes]
    return signs(item, marks, book=book)


def _open_moves(offered: Sequence[Offer], parties: frozenset[str]) -> tuple[list[OpenMove], list[OpenMove]]:
    """Moves to offer as buttons: in one's own right, and for a unit on its paper."""
    own: list[OpenMove] = []
    paper: list[OpenMove] = []
    for offer in offered:
        right = acting(offer.move, parties)
        if offer.verdict.truth is Truth.NO or right is None:
            continue
        (paper if right.on_paper else own).append(_open_move(offer, right))
    return own, paper


def _open_move(offer: Offer, right: Acting) -> OpenMove:
    return OpenMove(offer.move.code, offer.move.word, offer.verdict.because, right.on_paper)


def own_columns(item: Item, kind: Kind) -> list[tuple[str, object]]:
    """A kind's own columns with what the item says in them."""
    return [(column.word, shown(item.extra.get(column.code))) for column in kind.columns]


def shown(value: object) -> object:
    """A value of an own column as a page shows it."""
    return {True: "是", False: "否"}.get(value, value) if isinstance(value, bool) else value


def effect_sentence(move: Move, kind: Kind, words: Mapping[str, str]) -> str:
    """What happens when a form is sent, in one sentence (提交后果)."""
    to = f"事项转为“{kind.state_by_code[move.to].word}”" if move.to else "事项状态不变"
    entered = kind.state_by_code[move.to].on_entry if move.to else ()
    told = [words[code] for code in dict.fromkeys((*move.effects, *entered)) if code in words]
    return f"提交后{to}{''.join(f'，{each}' for each in told)}。"
