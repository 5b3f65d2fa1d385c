"""The demonstration's register of forms: some in use, one announced too late, one not sent (演示报表台账)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from bihuan.apps.work import actions
from bihuan.base.demonstration import Demonstration

FORMS: tuple[tuple[str, int, dict[str, Any]], ...] = (
    (
        "lianluo",
        60,
        {
            "title": "重点企业用工情况",
            "owner": "企业科",
            "purpose": "组织招聘会，不作考核",
            "every": "month",
            "ground": "区政府专题会议纪要第9号",
            "columns": ["企业名称", "在岗人数", "缺工人数", "工种"],
            "due": 10,
            "expires": 90,
            "units": ["Z01", "Z02", "Z08", "KFQ"],
        },
    ),
    (
        "fagaijuzhang",
        40,
        {
            "title": "续建项目形象进度",
            "owner": "投资科",
            "purpose": "倒排开工和竣工时间",
            "every": "month",
            "ground": "区委经济工作会议部署",
            "columns": ["项目名称", "形象进度", "本月完成投资", "存在问题"],
            "due": 8,
            "expires": 120,
            "units": ["KFQ", "ZJJ", "JTJ", "Z07"],
        },
    ),
    (
        "lianluo",
        9,
        {
            "title": "技改项目摸底",
            "owner": "技改科",
            "purpose": "申报省级技改贴息",
            "every": "once",
            "ground": "省工信部门通知（文号见附件）",
            "columns": ["企业名称", "项目名称", "总投资", "设备投资"],
            "due": 1,
            "expires": 20,
            "units": ["KFQ", "Z07", "Z08"],
        },
    ),
    (
        "fagaijuzhang",
        2,
        {"title": "楼宇空置情况", "owner": "", "purpose": "", "every": "week", "ground": "", "columns": []},
    ),
)
"""Who asks, how many days before the day of the demonstration, and what."""


def make(demonstration: Demonstration) -> None:
    """Forms of the register; those that say all that is needed are sent."""
    for login, before, told in FORMS:
        _make(login, before, dict(told), demonstration)


def _make(login: str, before: int, said: dict[str, Any], demonstration: Demonstration) -> None:
    day = demonstration.on - timedelta(days=before)
    now = timezone.make_aware(datetime.combine(day, time(10)))
    by = demonstration.actor_of(login, now)
    due, expires = said.pop("due", None), said.pop("expires", None)
    said["first_due_on"] = day + timedelta(days=due) if due else None
    said["expires_on"] = day + timedelta(days=expires) if expires else None
    units = [demonstration.made["units"][code].pk for code in said.pop("units", ())]
    row = actions.draft_collection(said, unit_ids=units, by=by, now=now)
    if units:
        actions.send_collection(row.pk, by=by, now=now + timedelta(minutes=5))
