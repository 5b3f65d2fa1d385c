"""What a move does to due days and to the clock (时限与计时)."""

from __future__ import annotations

from datetime import datetime

from bihuan.apps.work import mapping
from bihuan.apps.work.actions.doing import Doing
from bihuan.apps.work.models import DueFact, Extension, Item, PauseFact
from bihuan.engine.calendar import Pause, end_of
from bihuan.engine.loop import due_limit


def set_due(doing: Doing) -> None:
    """The day that the form set, else what the kind's limit gives, else it stays (定办理时限)."""
    day = doing.answers.get("new_due_on") or doing.answers.get("due_on")
    limit = due_limit(doing.kind, mapping.WHOLE, grade=doing.item.grade or None)
    proposed = mapping.by_limit(limit, start=doing.now, calendar=doing.calendar) if limit else None
    if proposed and day in (None, proposed.on) and (day or doing.item.due_on is None):
        place_due(doing, proposed)
    elif day is not None:
        place_due(doing, mapping.set_by_hand(day, because=f"“{doing.move.word}”时确定。"))


def place_due(doing: Doing, due: mapping.DueDay) -> None:
    """Write the due day and the fact that it is known from now on."""
    doing.change(due_on=due.on, due_at=due.at, due_is_forecast=due.is_forecast, due_because=due.because)
    doing.keep(due_fact(doing.item, known_at=doing.now))


def due_fact(item: Item, *, known_at: datetime) -> DueFact:
    """That this due day was known from this moment on."""
    return DueFact(
        item=item,
        due_on=item.due_on,
        due_at=item.due_at,
        is_forecast=item.due_is_forecast,
        known_at=known_at,
        because=item.due_because,
    )


def set_review(doing: Doing) -> None:
    """The day on which a suspended item is looked at again (定复核日期)."""
    review_on = doing.answers.get("review_on")
    doing.change(review_on=review_on)
    if doing.dossier.pause:
        doing.touch(doing.dossier.pause, review_on=review_on)


def start_clock(doing: Doing) -> None:
    """Time counts anew from now (重新起算)."""
    end_pause(doing)
    doing.change(clock_started_at=doing.now)
    if doing.item.state == "dispatched":
        doing.change(dispatched_at=doing.now, signed_at=None, signed_by="")


def stop_clock(doing: Doing) -> None:
    """The clock stands still from now on, for a reason (停止计时)."""
    if doing.dossier.pause is None:
        reason, review_on = (doing.why or doing.move.word)[:300], doing.answers.get("review_on")
        doing.dossier.pause = PauseFact(item=doing.item, began_at=doing.now, reason=reason, review_on=review_on)
        doing.keep(doing.dossier.pause)


def end_pause(doing: Doing) -> Pause | None:
    """End the pause that stands open, not before it began; None where the clock runs."""
    row = doing.dossier.pause
    if row is None:
        return None
    doing.touch(row, ended_at=max(doing.now, row.began_at))
    doing.dossier.pause = None
    return Pause(row.began_at, row.ended_at, row.reason)


def resume_clock(doing: Doing) -> None:
    """The clock runs again; the due day moves on by the time it stood still (恢复计时)."""
    pause = end_pause(doing)
    if pause is None:
        return
    doing.change(review_on=None)
    item = doing.item
    if item.due_on is None or item.due_at is None or doing.answers.get("new_due_on"):
        return
    present = mapping.DueDay(item.due_on, item.due_at, item.due_is_forecast, item.due_because)
    moved = mapping.moved_on(
        present,
        pause=pause,
        in_hours=item.due_at != end_of(item.due_on),
        calendar=doing.calendar,
    )
    if moved != present:
        place_due(doing, moved)


def count_extension(doing: Doing) -> None:
    """One more extension was granted (延期次数)."""
    doing.change(extension_count=doing.item.extension_count + 1)


def count_return(doing: Doing) -> None:
    """One more return (退回次数)."""
    doing.change(return_count=doing.item.return_count + 1)


def keep_extension(doing: Doing) -> None:
    """An extension asked for, granted, refused or withdrawn, as a row of its own (延期申请)."""
    if doing.move.code == "request_extension":
        doing.dossier.extension = Extension(
            item=doing.item,
            reason=doing.answers.get("reason", ""),
            so_far=doing.answers.get("text", ""),
            consent="单位负责人同意",
            old_due_on=doing.item.due_on,
            new_due_on=doing.answers["new_due_on"],
            **doing.signature(),
        )
        doing.keep(doing.dossier.extension)
    elif doing.dossier.extension is not None:
        decide_extension(doing, doing.dossier.extension)


def decide_extension(doing: Doing, asked: Extension) -> None:
    """The extension that was asked for is granted, refused or withdrawn (延期审批)."""
    decision = {"grant_extension": Extension.Decision.GRANTED, "refuse_extension": Extension.Decision.REFUSED}
    doing.touch(
        asked,
        decision=decision.get(doing.move.code, Extension.Decision.WITHDRAWN),
        decided_at=doing.now,
        decided_by_name=doing.by.viewer.name,
    )
    doing.dossier.extension = None
