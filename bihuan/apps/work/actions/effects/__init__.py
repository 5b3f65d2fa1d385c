"""What a move does besides changing the state: one small function an effect of the loop's table (办理后果)."""

from __future__ import annotations

from collections.abc import Callable

from bihuan.apps.work.actions.doing import Doing
from bihuan.apps.work.actions.effects import children, clock, parties, records


def _nothing(doing: Doing) -> None:
    """The act itself carries it: names are kept in the event and in every row."""


EFFECTS: dict[str, Callable[[Doing], None]] = {
    "give_number": records.give_number,
    "set_lead": parties.set_lead,
    "add_units": parties.add_units,
    "as_responsible": _nothing,
    "as_support": _nothing,
    "set_due": clock.set_due,
    "set_review": clock.set_review,
    "start_clock": clock.start_clock,
    "stop_clock": clock.stop_clock,
    "resume_clock": clock.resume_clock,
    "count_extension": clock.count_extension,
    "count_return": clock.count_return,
    "count_urge": records.count_urge,
    "notify": records.notify,
    "bar_objection": records.bar_objection,
    "new_round": records.new_round,
    "keep_signature": records.keep_signature,
    "keep_nodes": records.keep_nodes,
    "keep_text": records.keep_text,
    "keep_evidence": records.keep_evidence,
    "first_answer": records.first_answer,
    "make_children": children.make_children,
    "mark_closed": records.mark_closed,
    "mark_written_off": records.mark_written_off,
    "freeze": records.freeze,
    "unfreeze": records.unfreeze,
    "archive": records.archive,
    "on_behalf": records.keep_paper,
    "by_proxy": _nothing,
}
"""One for every code of `engine.loop.EFFECTS`; a test holds the two together."""

ORDER = tuple(EFFECTS)


def apply(doing: Doing) -> None:
    """Do what the table says follows from the move, in a set order, then what the form says besides."""
    for code in sorted(doing.effects, key=ORDER.index):
        EFFECTS[code](doing)
    records.keep_own_columns(doing)
    if "extension" in doing.move.code:
        clock.keep_extension(doing)
    if doing.answers.get("nodes_done"):
        records.finish_nodes(doing)
    if doing.move.code == "submit_feedback":
        doing.change(submitted_by_id=doing.by.viewer.person_id)
