"""A page with one of every part, served beside the product's own addresses in tests only."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import Context, RequestContext, engines
from django.urls import path
from django.utils import timezone

from bihuan.base.refusals import Stale
from bihuan.config import urls

CHOICES = [("", "全部"), ("key", "重点任务"), ("fix", "问题整改")]
LAMPS = [
    ("red", "逾期", "节点“二季度出台措施”应于2026-05-30完成，至今未完成。", False),
    ("yellow", "预警", "距时限不足3个工作日。", True),
    ("green", "正常", "离时限还有41天。", False),
    ("blue", "提示", "时序进度50%，完成进度46%。", False),
    ("grey", "不计", "挂账中，停止计时。", False),
]


class Sample(forms.Form):
    """Every kind of field."""

    amount = forms.DecimalField(label="累计完成", error_messages={"invalid": "“三十”不是数字。请填写数字，单位亿元。"})
    kind = forms.ChoiceField(label="台账", choices=CHOICES)
    words = forms.CharField(label="进展", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    ways = forms.ChoiceField(label="办理方式", choices=[("a", "独立办理"), ("b", "联合办理")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="已与原件核对")


class Filter(forms.Form):
    """A filter bar."""

    kind = forms.ChoiceField(label="台账", choices=CHOICES, required=False)
    words = forms.CharField(label="标题含", required=False)


def _rows() -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            number=f"{n + 1}号",
            title="出台支持高端装备产业链补链强链若干措施并组织兑付首批资金",
            lamp=SimpleNamespace(colour=colour, word=word, because=because, proposal=proposal),
            status=["办理中", "待签收", "已销号", "已逾期", "未开始"][n % 5],
            tone=["open", "wait", "done", "late", "plain"][n % 5],
            unit="区工业和信息化局",
            amount=Decimal("12345.6") * n,
            text="新增规上工业企业12家，高端装备产业产值增长8%以上，开工亿元以上项目6个，年底前首批资金兑付到位。",
            due_on=date(2026, 6, 30) if n % 4 else None,
        )
        for n in range(40)
        for colour, word, because, proposal in [LAMPS[n % 5]]
    ]


def _entries() -> list[dict[str, Any]]:
    at = datetime(2026, 5, 8, 9, 30, tzinfo=timezone.get_default_timezone())
    who = {"person_name": "陈知远", "unit_name": "区工信局", "at": at}
    return [
        {**who, "word": "立项", "person_name": "沈砚秋", "unit_name": "督查室"},
        {**who, "word": "改时限", "changes": [("完成时限", "2026-05-30", "2026-06-30")], "why": "土地报批需补正材料。"},
        {**who, "word": "反馈", "acted_for": "顾明远", "files": [{"name": "验收单.docx", "url": "#f"}]},
        {**who, "word": "申请销号", "result": "refused", "why": "缺少佐证。"},
    ]


@login_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part once."""
    batch = [
        SimpleNamespace(title="第一件", url="#1", is_done=True, sentence=""),
        SimpleNamespace(title="第二件", url="#2", is_done=False, sentence="该事项已被他人更新，请刷新后再办。"),
    ]
    facts = {
        "rows": _rows(),
        "entries": _entries(),
        "batch": batch,
        "form": Filter(request.GET),
        "wrong": Sample({"amount": "三十", "kind": "key"}),
        "page": Paginator(range(900), 50).get_page(3),
    }
    source = (Path(__file__).parent / "gallery.html").read_text(encoding="utf-8")
    template = engines["django"].engine.from_string(source)
    return HttpResponse(template.render(_context(request, facts)))


def _context(request: HttpRequest, facts: dict[str, Any]) -> Context:
    return RequestContext(request, facts)


def stale(_request: HttpRequest) -> HttpResponse:
    """Two people changed the same thing."""
    raise Stale(theirs={"进展": "已完成初稿。"}, mine={"进展": "已报区政府审定。"})


def broken(_request: HttpRequest) -> HttpResponse:
    """A mistake of ours."""
    raise RuntimeError("a secret of the program")


urlpatterns = [path("gallery/", gallery), path("stale/", stale), path("broken/", broken), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
