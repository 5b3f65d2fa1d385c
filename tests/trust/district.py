"""A district in which something of everything is going on, and a unit whose secrets nobody else may see (样例区)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from bihuan.apps.desk import actions as desk
from bihuan.apps.desk.models import Notice
from bihuan.apps.documents import actions as documents
from bihuan.apps.work.models import Item
from bihuan.base import files
from tests.support.builders import NOW, actor
from tests.support.cast import Cast
from tests.support.documents import make_document
from tests.support.enterprises import put_enterprise
from tests.support.items import as_drafted, kept, make_item, move

STATES = ("registered", "dispatched", "in_progress", "feedback_submitted", "closed", "written_off")
MOVES = ("sign", "transfer", "report_progress", "request_extension", "submit_feedback", "look_back", "urge", "split")
SECRETS = ("987654321", "密文哨兵")
SECRET = f"{SECRETS[1]}{SECRETS[0]}万元"


@dataclass(frozen=True)
class District:
    """The addresses of what belongs to the leading unit, and of what belongs to the stranger."""

    own: tuple[str, ...]
    others: tuple[str, ...]


def fill(cast: Cast) -> District:
    """Documents, candidates, items in many states, notices and suggestions of two units."""
    put_evidence()
    own = [*_papers(make_document(cast.units.lead)), *_notice(cast.lead_clerk), *_notice(cast.supervisor)]
    for state in STATES:
        own += _item(make_item(cast, state))
    own.append(reverse("enterprises:enterprise", args=[put_enterprise(cast.lead_clerk).pk]))
    desk.send_suggestion("希望列表能导出。", page="/", by=actor(cast.lead_clerk), now=NOW)
    return District(tuple(own), tuple(_secret_things(cast)))


def put_evidence() -> None:
    """The bytes that `tests.support.items.kept` only names."""
    place = Path(settings.MEDIA_ROOT) / kept().path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"evidence")


def _secret_things(cast: Cast) -> list[str]:
    stranger = cast.stranger_clerk
    text = f"会议强调，要加快建设{SECRET}的产业园，确保6月底前投产。\n由{cast.units.stranger.name}牵头完成{SECRET}。\n"
    paper = documents.upload(text.encode(), name=f"{SECRET}.txt", kind="report", by=actor(stranger), now=NOW).document
    item = _secret_item(cast)
    desk.send_suggestion(SECRET, page=f"/{SECRET}", by=actor(stranger), now=NOW)
    return [*_papers(paper), *_item(item), *_notice(stranger, title=SECRET)]


def _secret_item(cast: Cast) -> Item:
    """An item of the stranger, with its secret in every field that takes text."""
    said = {"lead_unit_id": cast.units.stranger.pk, "support_unit_ids": (), "note": SECRET, "liaison": SECRET[:60]}
    item = make_item(cast, title=SECRET, requirement=SECRET, source_text=SECRET, category=SECRET, **said)
    item = move(item, "dispatch", cast, **as_drafted(item))
    item = move(item, "sign", cast, who="stranger_clerk")
    item = move(item, "plan", cast, who="stranger_clerk")
    item = move(item, "report_progress", cast, who="stranger_clerk", text=SECRET, problems=SECRET, next_steps=SECRET)
    file = files.keep(SECRET.encode(), name=f"{SECRET}.txt")
    by = {"by_name": SECRET[:40], "unit_name": SECRET}
    item.attachments.create(at=NOW, name=file.name, path=file.path, digest=file.sha256, size=file.size, **by)
    return item


def _papers(document: Any) -> list[str]:
    pages = ("page", "file", "original", "encoding", "bulk")
    found = [reverse(f"documents:{name}", args=[document.pk]) for name in pages]
    rows = document.candidates.all()[:2]
    return [*found, *(reverse("documents:candidate", args=[row.pk]) for row in rows)]


def _item(item: Item) -> list[str]:
    found = [reverse("work:item", args=[item.pk]), reverse("work:copy", args=[item.pk])]
    found += [reverse("work:move", args=[item.pk, code]) for code in MOVES]
    return [*found, *(reverse("work:file", args=[item.pk, row.pk]) for row in item.attachments.all())]


def _notice(person: Any, *, title: str = "提醒") -> list[str]:
    facts = {"rule": "test", "object_kind": "test", "object_id": person.pk, "on": timezone.localdate(), "made_at": NOW}
    lines = [{"word": title, "count": 1, "lines": [{"title": title, "url": "/", "note": title}]}]
    made = Notice.objects.create(person=person, title=title, lines=lines, **facts)
    return [reverse("desk:notice", args=[made.pk])]
