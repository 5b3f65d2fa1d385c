"""A notice as the message that leaves (外发的文字)."""

from __future__ import annotations

from django.utils import timezone

from bihuan.apps.desk.models import Delivery, Gateway, Notice
from bihuan.base import registries
from bihuan.base.messaging import Letter
from bihuan.engine.messages import fit

WORDS = {
    "digest": "待办汇总",
    "urge": "催办",
    "instruction": "领导批示",
    "hours": "限时办理",
    "slip.blue": "蓝色督办单",
    "slip.yellow": "黄色督办单",
    "slip.red": "红色督办单",
    "suggestion.answered": "意见答复",
}
"""What the desk's own messages are called, by their rule."""
LINES = 5


def word_of(rule: str) -> str:
    """What a message is called."""
    return WORDS.get(rule) or registries.notice_words.get(rule) or "提醒"


def to_letter(delivery: Delivery, *, to: str, gateway: Gateway, text_bytes: int | None) -> Letter:
    """The message of a delivery, within the bytes that its gateway takes; it names itself, so that no two are alike."""
    notice = delivery.notice
    made = timezone.localtime(notice.made_at)
    tail = f"\n（闭环提醒第{notice.pk}号，{made:%Y-%m-%d %H:%M}）"
    if gateway.site:
        tail = f"\n{gateway.site.rstrip('/')}{_url(notice)}{tail}"
    said = _whole(notice) if gateway.with_titles else _bare(notice)
    return Letter(to, _bare(notice), fit(said, text_bytes, tail=tail), f"bihuan-{notice.pk}-{delivery.channel}")


def _url(notice: Notice) -> str:
    """Where the message leads: to the very item, or to the digest."""
    return notice.url or f"/inbox/{notice.pk}/"


def _bare(notice: Notice) -> str:
    """How much and what kind, without any name of an item."""
    return notice.title if notice.rule == "digest" else f"您有1件{word_of(notice.rule)}，请登录办理。"


def _whole(notice: Notice) -> str:
    if notice.rule != "digest":
        return "\n".join(part for part in (notice.title, notice.text) if part)
    lines = [notice.title]
    for group in notice.lines:
        lines += [
            f"【{group['word']}】",
            *(f"{each['title']} {each['note']}".strip() for each in group["lines"][:LINES]),
        ]
    return "\n".join(lines)
