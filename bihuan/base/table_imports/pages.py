"""Pages of tables that come in, the same for every app: upload, questions, preview, progress (导入页面)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django_htmx.http import HttpResponseClientRedirect

from bihuan.base import progress
from bihuan.base.refusals import Refusal
from bihuan.base.scope import Viewer
from bihuan.base.table_imports.forms import AnswersForm, TableFileForm
from bihuan.base.table_imports.model import TableImport

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE_SIZE = 20
LONG_ROWS = 2000
"""From so many rows on it takes minutes until all is in."""
SORTS = (("wrong", "错误"), ("new", "新增"), ("changed", "变更"), ("same", "不变"))


@dataclass(frozen=True)
class ImportPages:
    """The pages of one app's imports (导入页面).

    importer: what is done to a file. space: of the app's addresses, which are called imports, import_page,
    import_state, import_answer, import_write, import_cancel and import_marked. known_url: of the page of an entry.
    word: what a row is, as 企业. units: choices for names that no unit goes by. says: words of its pages.
    """

    importer: Any
    space: str
    known_url: str
    word: str
    units: Callable[[Viewer], list[Any]]
    says: dict[str, str]

    def url(self, name: str, *args: object) -> str:
        """An address of these pages."""
        return reverse(f"{self.space}:{name}", args=args)

    def listed(self, request: Any) -> HttpResponse:
        """Upload a file; below, those that came in."""
        form = TableFileForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._received(request, form)
            except Refusal as refusal:
                form.add_error("file", refusal.sentence)
        page = Paginator(self.importer.rows(request.viewer), PAGE_SIZE).get_page(request.GET.get("page"))
        lines = [(row, self.url("import_page", row.pk)) for row in page.object_list]
        facts = {"form": form, "page": page, "lines": lines, **self._said()}
        return render(request, "parts/imports.html", facts, status=422 if form.errors else 200)

    def _said(self) -> dict[str, Any]:
        return {"says": self.says, "word": self.word, "list_url": self.url("imports")}

    def _received(self, request: Any, form: TableFileForm) -> HttpResponse:
        file, key = form.cleaned_data["file"], form.cleaned_data["form_key"]
        row = self.importer.receive(file.read(), name=file.name, by=request.actor, now=timezone.now(), key=key)
        return redirect(self.url("import_page", row.pk))

    def page(self, request: Any, import_id: int) -> HttpResponse:
        """One file: where it stands, what has to be asked, what each row would do."""
        row = self.importer.row(import_id, request.viewer)
        return render(request, "parts/import.html", self._facts(request, row))

    def _facts(self, request: Any, row: TableImport, form: AnswersForm | None = None) -> dict[str, Any]:
        counts, rows = row.found.get("counts", {}), row.found.get("rows", {})
        does = counts.get("new", 0) + counts.get("changed", 0)
        acts = ("state", "answer", "write", "cancel", "marked")
        return {
            "row": row,
            "form": form or AnswersForm(found=row.found, units=self.units(request.viewer)),
            "sorts": [(code, word, counts.get(code, 0), self._lines(rows.get(code, []))) for code, word in SORTS],
            "counts": counts,
            "does": does,
            "is_long": does > LONG_ROWS,
            "progress": progress.told(row.code) if row.is_running else None,
            "urls": {act: self.url(f"import_{act}", row.pk) for act in acts},
            **self._said(),
        }

    def _lines(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of the preview with the ways to the entries that they are."""
        return [{**row, "url": self.url(self.known_url, row["known"]) if row["known"] else ""} for row in rows]

    def state(self, request: Any, import_id: int) -> HttpResponse:
        """How far the worker is; once it is done the page is brought anew."""
        row = self.importer.row(import_id, request.viewer)
        if not row.is_running and request.htmx:
            return HttpResponseClientRedirect(self.url("import_page", row.pk))
        return render(request, "parts/import_state.html", {"row": row, "progress": progress.told(row.code)})

    def answer(self, request: Any, import_id: int) -> HttpResponse:
        """Keep the answers and read the file anew."""
        row = self.importer.row(import_id, request.viewer)
        form = AnswersForm(request.POST, found=row.found, units=self.units(request.viewer))
        if not form.is_valid():
            return render(request, "parts/import.html", self._facts(request, row, form), status=422)
        self.importer.answer(import_id, form.answers(), by=request.actor, now=timezone.now())
        messages.success(request, "已记下答复并重新读取，下次导入不再问同样的事。")
        return redirect(self.url("import_page", import_id))

    def write(self, request: Any, import_id: int) -> HttpResponse:
        """Write what was looked at."""
        said, sides = request.POST, {"by": request.actor, "now": timezone.now()}
        row = self.importer.put(
            import_id, token=said.get("token", ""), skip_wrong=said.get("skip_wrong") == "on", **sides
        )
        if row.state == TableImport.State.WRITTEN:
            messages.success(request, f"已导入：新增{row.written['made']}，更正{row.written['amended']}。")
        return redirect(self.url("import_page", import_id))

    def cancel(self, request: Any, import_id: int) -> HttpResponse:
        """Drop what was not written yet; stop what the worker has in hand."""
        row = self.importer.cancel(import_id, by=request.actor, now=timezone.now())
        messages.success(request, "正在停止，未写入的内容都不会写入。" if row.is_running else "已取消，没有改动。")
        return redirect(self.url("import_page", import_id))

    def marked(self, request: Any, import_id: int) -> HttpResponse:
        """The person's own file with its wrong cells marked."""
        row = self.importer.row(import_id, request.viewer)
        content = self.importer.marked(import_id, by=request.actor, now=timezone.now())
        answer = HttpResponse(content, content_type=XLSX)
        name = f"{row.name.removesuffix('.xlsx')}_标出错误.xlsx"
        answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return answer
