"""The demonstration's money of projects: plans of the year, half a year of months, the last one as it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bihuan.apps.projects import actions, queries
from bihuan.apps.units import queries as units
from bihuan.base.actors import Actor
from bihuan.base.demonstration import Demonstration
from bihuan.base.scope import Viewer
from bihuan.engine.values import Month

GROUND = "关于下达年度投资计划的通知（演示）"
MONTHS = 6
OFFICE = "ducha"
SLOW = Decimal("0.5")
FATES = ("approved", "approved", "submitted", "returned", "draft", "none")
"""What becomes of the last month, unit by unit."""
IMAGES = (
    (20, "桩基施工，总体完成{}%"),
    (45, "基础完成，厂房钢构吊装，总体完成{}%"),
    (75, "主体完成，设备陆续进场，总体完成{}%"),
    (101, "设备安装调试，总体完成{}%"),
)
PROBLEMS = ("", "", "", "高压线迁改慢于计划", "设备到货推迟约一个月", "融资批复还在走程序", "")
STEPS = ("抓紧桩基和基础施工", "组织设备进场安装", "对接银行，落实贷款", "倒排工期，增加班组")


@dataclass(frozen=True)
class Course:
    """How one project's year goes: its plan, how fast it goes, how much money comes (演示进展)."""

    project: Any
    plan: Decimal
    pace: Decimal
    funded: Decimal
    paid: Decimal
    start_on: date | None

    def ytd(self, month: Month) -> Decimal:
        """Investment from January to a month, whole 万元."""
        first = self.start_on.month if self.start_on and self.start_on.year == month.year else 1
        share = Decimal(max(month.month - first + 1, 0)) / Decimal(13 - first)
        return (self.plan * self.pace * share).quantize(Decimal(1))


def make(demonstration: Demonstration) -> None:
    """Plans of the year by the office, then the months of each unit through the acts that people use."""
    making = _Making(demonstration)
    planned = making.plans()
    sent = making.months()
    entered = making.entering()
    demonstration.say(f"项目年度计划{planned}项，项目月报{sent}份，纳统{entered}个。")


class _Making:
    """The money of one demonstration."""

    def __init__(self, demonstration: Demonstration) -> None:
        self.demonstration = demonstration
        self.book = queries.month_book(demonstration.on)
        self.last = self.book.month_due()
        self.courses = [self._course(row) for row in self._projects()]

    def _projects(self) -> Iterator[Any]:
        worker = Viewer.worker(on=self.demonstration.on)
        first = self.book.table.order(self.book.form.signed)
        rows = queries.projects_with_plan(worker, self.last.year, self.book.form).order_by("pk")
        for row in rows.filter(suspended_on=None, terminated_on=None):
            if row.total and self.book.table.order(row.stage) >= first:
                yield row

    def _course(self, row: Any) -> Course:
        chance = self.demonstration.chance
        years = Decimal(1 + chance.randrange(3))
        return Course(
            project=row,
            plan=(row.total / years * Decimal("0.9")).quantize(Decimal(10)),
            pace=Decimal(30 + chance.randrange(85)) / 100,
            funded=Decimal(chance.choice((10, 70, 85, 95, 100, 105, 115, 120))) / 100,
            paid=Decimal(chance.choice((70, 76, 80, 82, 85, 88, 90, 95))) / 100,
            start_on=row.begun_on if row.stage in self.book.form.begun else None,
        )

    def plans(self) -> int:
        """One plan a project, of January; the year's start month where works are to begin in it."""
        now = self._at(date(self.last.year, 1, 20))
        by = self.demonstration.actor_of(OFFICE, now)
        for course in self.courses:
            new = actions.NewPlan(
                year=self.last.year, amount=course.plan, source=GROUND, start_month=self._start(course)
            )
            actions.set_plan(course.project.pk, new, version=0, by=by, now=now)
        return len(self.courses)

    def _start(self, course: Course) -> Month | None:
        if course.start_on is not None:
            begun = Month(course.start_on.year, course.start_on.month)
            return begun if begun.year == self.last.year else None
        return Month(self.last.year, 1 + self.demonstration.chance.randrange(12))

    def months(self) -> int:
        """The last half year: the months before the last are checked, the last one stands as it came in."""
        by_unit: dict[int, list[Course]] = {}
        for course in self.courses:
            by_unit.setdefault(course.project.lead_unit_id, []).append(course)
        sent = 0
        for back in reversed(range(MONTHS)):
            month = self.last.shifted(-back)
            for number, (unit_id, courses) in enumerate(by_unit.items()):
                fate = FATES[number % len(FATES)] if back == 0 else "approved"
                sent += self._month(unit_id, courses, month, fate) if month.year == self.last.year else 0
        return sent

    def entering(self) -> int:
        """Begun projects whose papers are there are in the statistics, all but the slow ones."""
        entered = 0
        for course in self.courses:
            on = None if course.start_on is None else course.start_on + timedelta(days=24)
            if on is None or on >= self.demonstration.on or course.pace < SLOW:
                continue
            now = self._at(self.demonstration.on - timedelta(days=1))
            by = self.demonstration.actor_of(OFFICE, now)
            version = queries.project(course.project.pk, by.viewer).version
            try:
                actions.enter_statistics(course.project.pk, on=on, version=version, by=by, now=now)
            except actions.NotReady:
                continue
            entered += 1
        return entered

    def _month(self, unit_id: int, courses: list[Course], month: Month, fate: str) -> int:
        now = self._at(min(self.book.form.due_on(month), self.demonstration.on) - timedelta(days=1))
        by = self._reporter(unit_id, now)
        typed = {course.project.pk: self._typed(course, month) for course in courses if self._reports(course, month)}
        if by is None or not typed or fate == "none":
            return 0
        if fate == "draft":
            return actions.save_months(unit_id, typed, month=month, by=by, now=now)
        done = actions.submit_months(unit_id, typed, month=month, by=by, now=now)
        self._decide(unit_id, month, fate, now)
        return len(done.sent)

    def _decide(self, unit_id: int, month: Month, fate: str, now: datetime) -> None:
        by = self.demonstration.actor_of(OFFICE, now)
        lines = queries.unit_month(by.viewer, unit_id, month, self.book)
        waiting = [line.report for line in lines if line.report.state == "submitted"]
        if fate == "returned":
            words = "到位资金与上月一样，请核实是否漏填了新到的贷款。"
            actions.return_month(waiting[0].pk, words, version=waiting[0].version, by=by, now=now)
        elif fate == "approved":
            actions.approve_months([(row.pk, row.version) for row in waiting], by=by, now=now)

    def _reports(self, course: Course, month: Month) -> bool:
        return course.start_on is None or course.start_on <= month.end_on

    def _typed(self, course: Course, month: Month) -> dict[str, str]:
        chance = self.demonstration.chance
        words = {"problems": chance.choice(PROBLEMS), "next_steps": chance.choice(STEPS)}
        if course.start_on is None:
            return {**words, "in_place": "0"}
        ytd = course.ytd(month)
        carried = course.project.spent_before or Decimal(0)
        in_place = ((ytd + carried) * course.funded).quantize(Decimal(1))
        done = min(int((ytd + carried) * 100 / course.project.total), 98)
        image = next(text for bound, text in IMAGES if done < bound)
        return {
            **words,
            "ytd": f"{ytd:f}",
            "in_place": f"{in_place:f}",
            "paid": f"{(ytd * course.paid).quantize(Decimal(1)):f}",
            "image": image.format(done),
        }

    def _reporter(self, unit_id: int, now: datetime) -> Actor | None:
        """One of the unit's own people who report; none where it has none."""
        people = units.people_who_may("project.report", on=now.date(), unit_ids=[unit_id])
        logins = {person.pk: login for login, person in self.demonstration.made["people"].items()}
        for pk in people:
            if pk in logins:
                actor = self.demonstration.actor_of(logins[pk], now)
                if actor.viewer.roles_in([unit_id]) & actions.REPORTERS:
                    return actor
        return None

    def _at(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(16, 30)))
