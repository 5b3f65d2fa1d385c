"""Documents for tests that need one without reading it anew."""

from __future__ import annotations

from itertools import count

from bihuan.apps.documents import models
from bihuan.apps.documents.mapping.places import quote_digest
from bihuan.apps.units.models import Unit
from bihuan.base import files
from tests.support.builders import NOW

BODY = "今年将加快建设镇东产业园，确保6月底前投产。\n各部门要开展企业走访服务。"
ORIGINAL = f"全区经济工作会议\n{BODY}\n（记者 甲乙）"
_numbers = count(1)


def make_document(unit: Unit) -> models.Document:
    """A document of this unit: one reading, two candidates, two removed pieces, one doubt."""
    content = f"{ORIGINAL}\n{unit.name}{next(_numbers)}".encode()
    kept = files.keep(content, name="报告.txt")
    document = models.Document.objects.create(
        sha256=kept.sha256,
        path=kept.path,
        name=kept.name,
        size=kept.size,
        title=f"{unit.name}工作报告",
        unit=unit,
        unit_name=unit.name,
        uploader_name="某某",
        uploaded_at=NOW,
    )
    reading = document.readings.create(
        version=1,
        encoding="utf-8",
        original=ORIGINAL,
        body=BODY,
        removed=[_removed("全区经济工作会议", "标题，已记入文件信息"), _removed("（记者 甲乙）", "记者、编辑署名")],
        doubts=[{"span": [6, 8], "text": BODY[6:8], "reason": "可能有误"}],
        runs=[[0, len(BODY), ORIGINAL.find(BODY), ORIGINAL.find(BODY) + len(BODY), True]],
        found={"document": {}},
        reader="1",
        made_at=NOW,
        made_by_name="某某",
    )
    for number, quote in enumerate(("今年将加快建设镇东产业园，确保6月底前投产", "各部门要开展企业走访服务"), start=1):
        _candidate(document, reading, number, quote)
    return document


def _removed(text: str, reason: str) -> dict[str, object]:
    start = ORIGINAL.find(text)
    return {"span": [start, start + len(text)], "text": text, "kind": "title", "reason": reason}


def _candidate(document: models.Document, reading: models.Reading, number: int, quote: str) -> None:
    start = BODY.find(quote)
    document.candidates.create(
        reading=reading,
        number=number,
        kind="task",
        quote=quote,
        quote_digest=quote_digest(quote),
        start=start,
        end=start + len(quote),
        text=quote,
    )
