"""The demonstration's items: months of work, made through the same door as people use (演示事项)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from bihuan.apps.units import queries as units_queries
from bihuan.apps.work import actions, queries
from bihuan.apps.work.management.demo import collections, inspections, meetings
from bihuan.apps.work.management.demo.accepted import accept
from bihuan.apps.work.management.demo.fates import FATES, LED, OFFICE, SECOND, Cast, Step, Story
from bihuan.apps.work.management.demo.scripts import Script
from bihuan.apps.work.mapping import NewItem
from bihuan.apps.work.models import Campaign, Item
from bihuan.base import files
from bihuan.base.actors import Actor
from bihuan.base.demonstration import Demonstration
from bihuan.definitions import calendar

STANDARD_ITEMS_A_YEAR = 2400
STANDARD_YEARS = 5
CAST_CLERKS = {"FGJ": "zonghe"}
CAST_LIAISONS = {"GXJ": "lianluo"}
CAST_HEADS = {"FGJ": "fagaijuzhang"}
MOST_COPIES = 4
CAMPAIGNS_BEFORE = 299
"""How many days before the day of the demonstration the campaigns were worded."""
JUST_BEGUN = {"accepted": 4, "dispatched": 1, "reassigning": 2, "registered": 3, "draft": 1, "not_filed": 30}
"""How many working days before the day of the demonstration an item of such a fate began."""


@cache
def stories() -> dict[str, Story]:
    """What happens to each item, by its title (stories.yaml)."""
    told = yaml.safe_load((Path(__file__).parent / "stories.yaml").read_text(encoding="utf-8"))
    return {
        title: Story(**{**one, "told": tuple(one["told"]), "proof": tuple(one["proof"])}) for title, one in told.items()
    }


@cache
def book() -> dict[str, Any]:
    """The contents of texts.yaml."""
    return dict(yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text(encoding="utf-8")))


def make(demonstration: Demonstration) -> None:
    """Write every item's script, then play all scripts in the order of time."""
    campaigns = _make_campaigns(demonstration)
    plots = _plots(demonstration)
    stories_ = [_Story(_script(plot, demonstration, campaigns), plot.fate) for plot in plots]
    steps = [(step, story) for story in stories_ for step in story.steps]
    steps.sort(key=lambda pair: pair[0].at)
    actors: dict[tuple[str, date], Actor] = {}
    with actions.batch() as together:
        for step, story in steps:
            key = (step.login, timezone.localtime(step.at).date())
            if key not in actors:
                actors[key] = demonstration.actor_of(step.login, step.at)
            story.play(step, actors[key], together)
    files.settle()
    _copy_instructions([story.item for story in stories_ if story.item], demonstration)
    accepted = accept(demonstration)
    demonstration.made["items"] = [*(story.item for story in stories_ if story.item), *accepted]
    meetings.make([story.item for story in stories_ if story.item], demonstration)
    inspections.make(demonstration)
    collections.make(demonstration)
    states = Counter(item.state for item in demonstration.made["items"])
    demonstration.say(f"事项{sum(states.values())}项，办理{len(steps)}次，状态{len(states)}种。")


class _Story:
    """One item on its way through its script."""

    def __init__(self, script: Script, fate: str) -> None:
        self.script = script
        self.item: Item | None = None
        script.evidence_of, script.paper_of, script.slip_of = self._evidence, self._paper, self._slip
        self.steps = script.play(fate, book())

    def play(self, step: Step, by: Actor, together: actions.Batch) -> None:
        """One move through the door."""
        if step.code == "draft":
            self.item = together.draft(self.script.new, by=by, now=step.at)
            return
        assert self.item is not None, "a script begins with its draft"
        item = self.item if step.part is None else together.parts(self.item.pk)[step.part]
        self.script.nodes = together.nodes(item.pk)
        answers = step.answers(item)
        together.move(item.pk, step.code, version=item.version, answers=answers, by=by, now=step.at)

    def _evidence(self, item: Item) -> list[files.Kept]:
        """A short paper for each proof that the story names."""
        story = self.script.story
        return [self._file(item, proof, f"{story.done}\n") for proof in story.proof]

    def _paper(self, item: Item) -> list[files.Kept]:
        """The unit's paper behind an act on its behalf."""
        return [self._file(item, f"{item.lead_name}回执", "同意。（盖章件扫描，演示材料）\n")]

    def _file(self, item: Item, name: str, text: str) -> files.Kept:
        content = f"{item.numbered}《{item.title}》{name}（演示材料）\n{text}"
        return files.keep(content.encode(), name=f"{name}.txt", wait=False)

    def _slip(self, item: Item, day: date) -> Any:
        """The slip that the item draws on a day."""
        return queries.slip_of(item, book=rules_on(day))


@cache
def rules_on(day: date) -> queries.Rulebook:
    """The rules of a day; the demonstration changes none."""
    return queries.rulebook(day)


def _copy_instructions(items: list[Item], demonstration: Demonstration) -> None:
    """What leaders instructed this year is copied to the government office and to the leader, unread (抄送)."""
    at = timezone.make_aware(datetime.combine(demonstration.on - timedelta(days=3), time(16)))
    by, units = demonstration.actor_of(OFFICE, at), demonstration.made["units"]
    told = [item for item in items if item.ledger_kind == "instruction"][:MOST_COPIES]
    for item in told:
        leader = demonstration.made["people"]["quzhang"].pk
        actions.copy_to(item.pk, unit_ids=[units["ZFB"].pk], person_ids=[leader], by=by, now=at)


def _make_campaigns(demonstration: Demonstration) -> dict[str, int]:
    """Campaigns with their parts; part name -> id."""
    at = timezone.make_aware(datetime.combine(demonstration.on - timedelta(days=CAMPAIGNS_BEFORE), time(10)))
    by, parts = demonstration.actor_of(OFFICE, at), {}
    for said in book()["campaigns"]:
        sides = {"parts": said["parts"], "year": demonstration.on.year, "by": by, "now": at}
        campaign = actions.make_campaign(said["name"], **sides)
        parts.update({part.name: part.pk for part in Campaign.objects.get_children(campaign)})
    return parts


@dataclass(frozen=True)
class _Plot:
    """What one item is about and how it ends. until: the last day of its story."""

    kind: str
    fate: str
    values: dict[str, Any]
    number: int
    until: date


def _plots(demonstration: Demonstration) -> Iterator[_Plot]:
    """This year's items in every state; in the standard set four earlier years, all written off."""
    for kind, fates in FATES.items():
        repeated = _repeated(book()[kind], _count(kind, demonstration))
        for number, (fate, values) in enumerate(zip(cycle(fates), repeated, strict=False)):
            yield _Plot(kind, fate, values, number, demonstration.on)
    for years in range(1, STANDARD_YEARS if demonstration.is_standard else 1):
        for number, values in enumerate(_repeated(book()["key_task"], STANDARD_ITEMS_A_YEAR)):
            yield _Plot("key_task", "written_off", values, number, demonstration.on - timedelta(days=365 * years))


def _count(kind: str, demonstration: Demonstration) -> int:
    """How many items of a kind this year."""
    if not demonstration.is_standard:
        return len(book()[kind])
    return round(STANDARD_ITEMS_A_YEAR * SHARES[kind])


SHARES = {
    "key_task": 0.76,
    "rectification": 0.1,
    "instruction": 0.06,
    "joint_matter": 0.04,
    "enterprise_demand": 0.02,
    "chain_task": 0.01,
    "livelihood": 0.005,
    "meeting_decision": 0.005,
}
"""Which part of a year's items each kind has in the standard set."""


def _repeated(texts: list[dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """The texts again and again, each round told apart by its number."""
    for number in range(count):
        values = texts[number % len(texts)]
        turn = number // len(texts)
        yield {**values, "title": f"{values['title']}（第{turn + 1}批）" if turn else values["title"]}


def _script(plot: _Plot, demonstration: Demonstration, campaigns: dict[str, int]) -> Script:
    start, due_on = _days(plot, demonstration)
    campaign_id = campaigns.get(plot.values.get("part", "")) if plot.until == demonstration.on else None
    new = replace(_new_item(plot, demonstration, start), due_on=due_on, campaign_id=campaign_id)
    return Script(
        new,
        story=stories()[_title(plot)],
        cast=_cast(plot),
        start=start,
        due_on=due_on,
        until=plot.until,
        chance=demonstration.chance,
        calendar=calendar(),
    )


def _title(plot: _Plot) -> str:
    """The title under which the story stands; further rounds carry their number behind it."""
    return str(plot.values["title"]).partition("（第")[0]


def _days(plot: _Plot, demonstration: Demonstration) -> tuple[date, date]:
    """First day and due day that let the fate come true by the last day of the story."""
    chance, fate, until = demonstration.chance, plot.fate, plot.until
    if fate in JUST_BEGUN:
        start = _working_days_before(until, JUST_BEGUN[fate] + chance.randrange(2))
        return start, until + timedelta(days=chance.randint(20, 90))
    if plot.kind in SHORT:
        length = SHORT[plot.kind][plot.values.get("urgency", "normal")]
        start = until - timedelta(days=round(length * BEGAN.get(fate, 0.4)) + (6 if fate == "late" else 0))
        return start, start + timedelta(days=length)
    start = until - timedelta(days=chance.randint(*((25, 45) if plot.kind == "rectification" else (150, 290))))
    length = (until - start).days
    if fate in LATE:
        return start, start + timedelta(days=round(length * LATE[fate]))
    if fate in ("written_off", "look_back", "reopened", "held"):
        return start, start + timedelta(days=round(length * chance.uniform(0.6, 0.9)))
    soon = (
        [] if fate in ("extension_requested", "extended", "refused", "suspended") else [1, 2, 3]
    )  # who asks for time asks before the day
    return start, until + timedelta(days=chance.choice([*soon, 12, 20, 35, 60]))


def _working_days_before(day: date, count: int) -> date:
    """The working day that lies so many working days before the last one up to a day."""
    for step in range(count + 1):
        day -= timedelta(days=1 if step else 0)
        while not calendar().is_working(day):
            day -= timedelta(days=1)
    return day


SHORT = {
    "instruction": {"urgent": 5, "normal": 15, "hard": 30},
    "joint_matter": {"urgent": 3, "normal": 7},
    "enterprise_demand": {"normal": 9},
    "meeting_decision": {"normal": 20},
}
"""Days given for what is not a task of the year, by its grade."""
BEGAN = {
    "written_off": 3,
    "late": 1,
    "remarked": 4,
    "closed": 1.5,
    "closed_pending_leader": 0.8,
    "under_review": 0.8,
    "calling_back": 0.9,
    "unsatisfied": 0.9,
}
"""How many times those days ago such an item began."""
LATE = {"late": 0.8, "written_off_late": 0.4}
"""At which share of the time until now what was late had been due."""
SOURCES = {
    "key_task": "report",
    "rectification": "inspection",
    "instruction": "instruction",
    "joint_matter": "town",
    "enterprise_demand": "other",
    "chain_task": "report",
    "livelihood": "report",
    "meeting_decision": "meeting",
}
GRADED = ("instruction", "joint_matter")


def _new_item(plot: _Plot, demonstration: Demonstration, start: date) -> NewItem:
    units, people = demonstration.made["units"], demonstration.made["people"]
    values, kind = plot.values, plot.kind
    leaders = units_queries.leaders_of(units[values["lead"]], on=start)
    return NewItem(
        kind=kind,
        title=values["title"],
        requirement=stories()[_title(plot)].ask,
        target=values.get("target", ""),
        category=values.get("part", values.get("class", "")),
        grade=values.get("urgency", "normal") if kind in GRADED else values.get("grade", ""),
        year=start.year,
        source_kind=SOURCES[kind],
        source_text={"key_task": "区委经济工作会议部署"}.get(kind, ""),
        sponsor_leader_id=people["quzhang"].pk if kind in LED else (leaders[0] if leaders else None),
        lead_unit_id=units[values["lead"]].pk,
        support_unit_ids=tuple(units[code].pk for code in values.get("support", ())),
        finder_unit_id=units[values["finder"]].pk if "finder" in values else None,
        asker_unit_id=units[values["asker"]].pk if "asker" in values else None,
        extra=_extra(plot, start),
    )


def _extra(plot: _Plot, start: date) -> dict[str, Any]:
    """The kind's own columns."""
    values = plot.values
    if plot.kind == "rectification":
        return {
            "inspection_batch": values["batch"],
            "problem_class": values["class"],
            "problem": values["problem"],
            "found_on": start.isoformat(),
        }
    if plot.kind == "instruction":
        said = f"请{values['title']}，抓紧提出办法。"
        paper = f"批示件{plot.number + 1:03}"
        return {"instruction_text": said, "instructed_on": start.isoformat(), "paper_number": paper}
    if plot.kind == "meeting_decision":
        return {**values["own"], "met_on": start.isoformat()}
    return dict(values.get("own", {}))


def _cast(plot: _Plot) -> Cast:
    code = plot.values["lead"]
    finder = plot.values.get("finder", "DCS")
    return Cast(
        clerk=CAST_CLERKS.get(code, f"{code.lower()}-jb"),
        liaison=CAST_LIAISONS.get(code, f"{code.lower()}-lx"),
        head=CAST_HEADS.get(code, f"{code.lower()}-head"),
        reviewer=SECOND if finder == "DCS" else f"{finder.lower()}-head",
        asker=f"{plot.values['asker'].lower()}-lx" if "asker" in plot.values else "",
        others=tuple(plot.values.get("support", ())),
    )
