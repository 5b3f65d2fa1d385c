"""Removed pieces go back and out again; decisions stay where the words still stand."""

import pytest

from bihuan.apps.documents import actions, models, queries
from bihuan.apps.units import queries as units
from bihuan.base.refusals import Forbidden, Stale
from tests.apps.documents.conftest import REPORT
from tests.support.builders import NOW, actor


def removed(reading, words):
    return next(tuple(piece["span"]) for piece in reading.removed if words in piece["text"])


@pytest.fixture
def credit(report):
    """The place of the closing credit, which the reader removed."""
    return removed(queries.newest_reading(report), "甲乙")


def test_what_was_removed_stands_with_its_reason(report):
    reading = queries.newest_reading(report)

    assert "甲乙" not in reading.body
    assert all(piece["reason"] for piece in reading.removed)
    assert all(reading.original[slice(*piece["span"])] == piece["text"] for piece in reading.removed)


def test_a_piece_put_back_makes_a_new_reading(report, credit, by):
    reading = actions.put_back(report.pk, credit, version=1, by=by, now=NOW)

    assert (reading.version, reading.kept) == (2, [list(credit)])
    assert "甲乙" in reading.body
    assert units.timeline("document", [report.pk]).last().kind == "document.put_back"


def test_a_piece_put_back_is_taken_out_again(report, credit, by):
    actions.put_back(report.pk, credit, version=1, by=by, now=NOW)

    reading = actions.take_out(report.pk, credit, version=2, by=by, now=NOW)

    assert (reading.version, reading.kept) == (3, [])
    assert reading.body == report.readings.get(version=1).body


def test_decisions_stay_on_their_sentences(report, rows, by):
    actions.decide({rows[0].pk: 1}, "reject", by=by, now=NOW)
    title = removed(queries.newest_reading(report), "全区经济工作会议召开")

    reading = actions.put_back(report.pk, title, version=1, by=by, now=NOW)

    again = queries.candidates_of(report)
    assert [row.pk for row in again if row.state == "rejected"] == [rows[0].pk]
    assert all(reading.body[row.start : row.end] == row.quote for row in again)
    assert {row.reading_id for row in again} == {reading.pk}


def test_a_quote_that_no_longer_stands_is_said_loudly(report, rows, by, cast, client_of):
    actions.choose_encoding(report.pk, "gb18030", by=by, now=NOW)

    page = client_of(cast.supervisor).get(f"/documents/{report.pk}/").content.decode()

    assert all(row.is_broken for row in queries.candidates_of(report) if row.pk in {each.pk for each in rows})
    assert "原句已不在正文中" in page


def test_an_older_reading_is_not_changed_any_more(report, credit, by):
    actions.put_back(report.pk, credit, version=1, by=by, now=NOW)

    with pytest.raises(actions.NotRemoved):
        actions.put_back(report.pk, credit, version=1, by=by, now=NOW)


def test_a_place_that_was_not_removed_is_not_put_back(report, by):
    with pytest.raises(actions.NotRemoved):
        actions.put_back(report.pk, (1, 3), version=1, by=by, now=NOW)


def test_who_only_reads_puts_nothing_back(report, credit, cast):
    models.Audience.objects.create(document=report, unit=cast.units.support, since_at=NOW)

    with pytest.raises(Forbidden):
        actions.put_back(report.pk, credit, version=1, by=actor(cast.support_clerk), now=NOW)


def test_who_brought_the_document_puts_back(cast):
    clerk = actor(cast.lead_clerk)
    document = actions.upload(REPORT.encode(), name="a.txt", kind="report", by=clerk, now=NOW).document
    place = removed(queries.newest_reading(document), "甲乙")

    assert actions.put_back(document.pk, place, version=1, by=clerk, now=NOW).version == 2


def test_a_stale_correction_shows_both_values(report, by):
    wanted = {"kind": "policy", "title": "改后", "published_on": None, "held_on": None}
    actions.correct(report.pk, version=1, by=by, now=NOW, **wanted)

    with pytest.raises(Stale) as stale:
        actions.correct(report.pk, version=1, by=by, now=NOW, **{**wanted, "title": "我的"})

    assert (stale.value.theirs["标题"], stale.value.mine["标题"]) == ("改后", "我的")
