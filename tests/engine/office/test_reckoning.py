"""How matters stand, reckoned from items: every item counted once, nothing ranked, what moved told apart."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.office import papers

DAY = date(2026, 3, 31)
STATUSES = ("overdue", "near", "in_progress", "not_started", "done", "written_off", "suspended", "an office's own")


def entry(key="1", lead="甲局", status="in_progress", stage="办理中", campaign="", **said):
    return papers.Entry(key, f"〔2026〕{key}号", f"事项{key}", lead, status, stage, campaign, **said)


entries = st.lists(
    st.builds(
        entry,
        key=st.uuids().map(str),
        lead=st.sampled_from(["甲局", "乙局", "丙镇"]),
        status=st.sampled_from(STATUSES),
        campaign=st.sampled_from(["", "攻坚"]),
    )
)


def parts(counts):
    return counts.done + counts.going + counts.near + counts.late + counts.suspended


@given(entries)
def test_the_parts_add_up_to_the_whole_and_the_units_too(found):
    standing = papers.standing_of(found, as_of=DAY, units=["丙镇", "甲局"])

    assert parts(standing.all) == standing.all.total == len(found)
    assert sum(each.total for each in standing.by_unit) == len(found)
    assert len(standing.late) == standing.all.late


def test_units_stand_in_the_offices_own_order_and_never_by_their_numbers():
    found = [entry("1", "甲局", "overdue"), entry("2", "甲局", "overdue"), entry("3", "丙镇")]

    standing = papers.standing_of(found, as_of=DAY, units=["丙镇", "乙局", "甲局"])

    assert [each.name for each in standing.by_unit] == ["丙镇", "甲局"]


def test_what_moved_since_the_last_number_is_told_apart():
    found = [entry("1", stage="已反馈", report="完成。"), entry("2"), entry("3", stage="交办")]

    standing = papers.standing_of(
        found, as_of=DAY, units=[], previous="2026年第1期", before={"1": "办理中", "2": "办理中"}
    )

    assert [(each.before, each.after, each.what) for each in standing.moved] == [
        ("办理中", "已反馈", "完成。"),
        ("（新立）", "交办", ""),
    ]
    assert standing.unmoved == 1


def test_a_first_number_tells_of_no_change():
    standing = papers.standing_of([entry()], as_of=DAY, units=[])

    assert (standing.moved, standing.unmoved, standing.previous) == ((), 0, "")


def test_a_late_item_keeps_the_reason_and_its_days():
    late = entry(status="overdue", due_on=date(2026, 3, 1), reason="用地未落实。")

    (found,) = papers.standing_of([late], as_of=DAY, units=[]).late

    assert (found.days_late, found.reason) == (30, "用地未落实。")
