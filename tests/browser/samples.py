"""What stands behind the addresses that name an object, and which addresses give no page (样例)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from bihuan.apps.documents.actions import upload
from tests.spec.objects import makers
from tests.support.builders import NOW, actor
from tests.support.cast import Cast
from tests.support.items import make_item
from tests.support.long_report import long_report

MATRIX = Path(__file__).parents[1] / "spec" / "routes.csv"
# Addresses that answer a GET with a part of a page or a file.
PARTS = {
    "desk:home_tabs",
    "desk:quick_search",
    "documents:file",
    "documents:candidate",
    "documents:candidate_done",
    "enterprises:import_marked",
    "enterprises:import_state",
    "figures:correction_file",
    "figures:letter_file",
    "figures:template",
    "projects:owners",
    "projects:parcels_template",
    "projects:evidence_file",
    "projects:from_item",
    "projects:import_marked",
    "projects:import_state",
    "reports:analysis_file",
    "reports:preview",
    "work:file",
    "work:inspection_proof",
    "work:picture",
    "work:paper_file",
    "work:import_state",
    "work:import_marked",
    "work:paper_template_file",
    "work:paper_template_preview",
    "work:paper_template_starter",
    "work:sheet_state",
    "work:sheet_marked",
    "units:office_template",
    "work:filters",
    "work:suggest",
    "work:lamps",
    "work:drop_view",
}


def lines() -> dict[str, dict[str, str]]:
    """The matrix of addresses: route -> its line."""
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {line["route"]: line for line in csv.DictReader(file)}


def is_page(route: str) -> bool:
    """Whether a GET of this address gives a whole page."""
    line = lines().get(route)
    return route not in PARTS and (line is None or "GET" in line["methods"].split())


def make_samples(cast: Cast) -> dict[str, dict[str, Any]]:
    """Route -> what stands in its address, made so that the supervision office may open it."""
    objects = {kind: maker(cast, cast.supervisor)[0] for kind, maker in makers.items()}
    found = {route: objects[line["object"].rstrip("*")] for route, line in lines().items() if line["object"]}
    return {**_items(cast), **found, "documents:groups": _sure_tasks(cast)}


def _sure_tasks(cast: Cast) -> dict[str, Any]:
    """A report with several tasks of one unit, which are shown as a group."""
    by = actor(cast.supervisor)
    return {"document_id": upload(long_report().encode(), name="报告.txt", kind="report", by=by, now=NOW).document.pk}


def _items(cast: Cast) -> dict[str, dict[str, Any]]:
    item = make_item(cast, "in_progress")
    return {
        "work:item": {"item_id": item.pk},
        "work:move": {"item_id": item.pk, "code": "urge"},
        "work:take": {"candidate_id": 1},
        "work:take_all": {"document_id": 1},
    }
