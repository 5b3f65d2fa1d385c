"""Pages of documents: they do it, by the right method, for the right people, in few queries (A01, A08, A24, A57)."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bihuan.apps.documents import actions, models, queries
from tests.apps.documents.conftest import REPORT
from tests.support.builders import NOW, actor

MOST_QUERIES = 15


@pytest.fixture
def office(cast, client_of):
    """The browser of the supervision office."""
    return client_of(cast.supervisor)


@pytest.fixture
def stranger(cast, client_of):
    """The browser of a unit that has nothing to do with the document."""
    return client_of(cast.stranger_clerk)


def of_document(report):
    return [f"/documents/{report.pk}/{rest}" for rest in ("", "file/", "original/", "encoding/", "bulk/")]


def addresses(report, row):
    candidate = f"/documents/candidates/{row.pk}/"
    acts = [f"/documents/{report.pk}/{rest}" for rest in ("heading/", "put-back/", "take-out/")]
    acts += [candidate + rest for rest in ("reject/", "reopen/", "edit/", "split/", "merge/")]
    return [*of_document(report), candidate, candidate + "done/"], acts


def test_the_page_shows_text_candidates_and_what_was_removed(office, report, rows):
    page = office.get(f"/documents/{report.pk}/").content.decode()
    removed = office.get(f"/documents/{report.pk}/?tab=removed").content.decode()

    assert all(f'id="s{row.pk}"' in page and f'id="row{row.pk}"' in page for row in rows)
    assert "记者 甲乙" in removed
    assert "放回" in removed


def test_a_link_leads_to_the_words(office, report, rows):
    row = rows[1]

    page = office.get(f"/documents/{report.pk}/?start={row.start}&end={row.end}").content.decode()

    assert "here" in page.split(f'id="s{row.pk}"')[0].rsplit("<a", 1)[1]


def test_every_address_answers_a_stranger_as_if_nothing_were_there(stranger, report, rows):
    reads, acts = addresses(report, rows[0])
    for url in reads:
        missing = stranger.get(url.replace(f"/{report.pk}/", "/999999/").replace(f"/{rows[0].pk}/", "/999999/"))
        answer = stranger.get(url)
        assert (answer.status_code, plain(answer)) == (missing.status_code, plain(missing))
        assert answer.status_code in (403, 404)
    for url in acts:
        assert stranger.post(url, sent(rows[0])).status_code in (403, 404)


def plain(answer):
    """The page without what differs each time: its token and the request's number."""
    page = re.sub(r'"X-CSRFToken": "\w+"|value="\w{64}"', "", answer.content.decode())
    page = re.sub(r"/(documents|candidates)/\d+/", "", page)
    return page.replace(answer["X-Request-Id"], "").replace(answer["X-Request-Id"][:8], "")


def sent(row):
    return {
        "version": row.version,
        "form_key": "k",
        "text": "x",
        "parts": "a\nb",
        "other": row.pk,
        "other_version": 1,
        "start": 0,
        "end": 1,
        "title": "x",
        "kind": "report",
    }


def test_every_act_refuses_to_be_got(office, report, rows):
    _, acts = addresses(report, rows[0])

    assert {office.get(url).status_code for url in acts} == {405}


def test_signed_out_leads_to_signing_in(client, report, rows):
    reads, acts = addresses(report, rows[0])

    answers = [client.get(url) for url in reads] + [client.post(url) for url in acts]
    assert {answer.status_code for answer in answers} == {302}
    assert all("/login/" in answer.url for answer in answers)


def test_a_reader_without_the_right_sees_no_buttons_and_decides_nothing(cast, client_of, report, rows):
    models.Audience.objects.create(document=report, unit=cast.units.support, since_at=NOW)
    reader = client_of(cast.support_clerk)

    page = reader.get(f"/documents/{report.pk}/").content.decode()
    refused = reader.post(f"/documents/candidates/{rows[0].pk}/reject/", sent(rows[0]))

    assert "舍弃<kbd>" not in page
    assert refused.status_code == 403
    assert queries.candidates_of(report)[0].state == "open"


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_open_no_document(who, cast, client_of, report):
    client = client_of(getattr(cast, who))

    assert client.get(f"/documents/{report.pk}/").status_code == 404
    assert report.title not in client.get("/documents/").content.decode()


def test_the_list_finds_by_title_words_kind_and_day(office, report, by):
    head = {"kind": "report", "title": report.title, "published_on": date(2026, 1, 5), "held_on": date(2026, 1, 4)}
    actions.correct(report.pk, version=1, by=by, now=NOW, **head)

    def found(query):
        return report.title in office.get(f"/documents/?{query}").content.decode()

    assert found("q=经济工作")
    assert found("q=镇东产业园")
    assert found("kind=report&from_on=2026-01-04&to_on=2026-01-05")
    assert not found("q=别的词")
    assert not found("kind=policy")
    assert not found("from_on=2026-02-01")


def queries_for(client, url):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_more_documents_cost_the_list_no_more_queries(office, report, by):
    few = queries_for(office, "/documents/")
    for number in range(5):
        actions.upload(f"{REPORT}{number}".encode(), name=f"{number}.txt", kind="report", by=by, now=NOW)

    assert queries_for(office, "/documents/") == few
    assert few <= MOST_QUERIES


def test_more_candidates_cost_the_page_no_more_queries(office, report, by):
    few = queries_for(office, f"/documents/{report.pk}/")
    longer = actions.upload((REPORT * 6).encode(), name="长.txt", kind="report", by=by, now=NOW).document
    for number in range(20):
        row = queries.candidates_of(longer)[0]
        actions.split(
            row.pk, [f"甲{number}", f"乙{number}"], version=row.version, by=by, now=NOW
        ) if number == 0 else None

    assert queries_for(office, f"/documents/{longer.pk}/") == few
    assert few <= MOST_QUERIES


def test_the_original_comes_as_a_download(office, report):
    answer = office.get(f"/documents/{report.pk}/file/")

    assert b"".join(answer.streaming_content) == REPORT.encode()
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_no_address_leads_to_the_file_itself(office, client, report):
    for place in (f"/media/{report.path}", f"/files/{report.path}", f"/static/{report.path}"):
        assert office.get(place).status_code == 404
        assert client.get(place).status_code in (302, 404)


def test_rejecting_by_key_answers_with_the_next_candidate(office, report, rows):
    answer = office.post(
        f"/documents/candidates/{rows[0].pk}/reject/", sent(rows[0]), headers={"HX-Request": "true"}, follow=True
    ).content.decode()

    assert f'data-card="{rows[1].pk}"' in answer
    assert f'id="row{rows[0].pk}"' in answer
    assert 'hx-swap-oob="true"' in answer


def test_the_same_form_sent_again_gets_the_same_answer(office, report, rows):
    url = f"/documents/candidates/{rows[0].pk}/reject/"

    first, second = office.post(url, sent(rows[0])), office.post(url, sent(rows[0]))

    assert (first.status_code, first.url) == (second.status_code, second.url)


def test_a_stale_edit_shows_both_and_keeps_what_was_typed(office, report, rows, by):
    actions.edit(rows[0].pk, version=1, text="他人写的", owners="", deadline="", by=by, now=NOW)

    answer = office.post(f"/documents/candidates/{rows[0].pk}/edit/", {**sent(rows[0]), "text": "我写的很长的一段"})

    assert answer.status_code == 409
    assert "他人写的" in answer.content.decode()
    assert "我写的很长的一段" in answer.content.decode()


def test_every_sentence_is_shown_before_all_are_taken(office, report, rows):
    page = office.get(f"/documents/{report.pk}/bulk/?kind=task").content.decode()
    tasks = [row for row in rows if row.kind == "task"]

    answer = office.post(
        f"/documents/{report.pk}/bulk/", {"candidate": [f"{row.pk}:{row.version}" for row in tasks], "form_key": "b1"}
    )

    assert all(row.quote in page for row in tasks)
    assert answer.status_code == 302
    assert {row.state for row in queries.candidates_of(report) if row.kind == "task"} == {"rejected"}


def test_nothing_ticked_changes_nothing(office, report):
    office.post(f"/documents/{report.pk}/bulk/", {"candidate": ["x", "1:", "a:b"]})

    assert {row.state for row in queries.candidates_of(report)} == {"open"}


def test_fields_that_no_form_has_change_nothing(office, report, rows):
    extra = {"state": "accepted", "accepted_as": "x", "quote": "假", "start": 0, "is_broken": "1", "number": 99}

    office.post(f"/documents/candidates/{rows[0].pk}/edit/", {**sent(rows[0]), **extra})

    row = queries.candidates_of(report)[0]
    assert (row.state, row.quote, row.number, row.accepted_as) == ("open", rows[0].quote, rows[0].number, "")


PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><svg onload=alert(1)>",
    "{{ 7*7 }}{% debug %}",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_others_are_only_words(payload, office, by):
    text = f"{payload}今年将加快建设镇东产业园{payload}，确保6月底前投产。\n"
    document = actions.upload(
        text.encode(), name=f"{payload}.txt", kind="report", title=payload, by=by, now=NOW
    ).document
    row = queries.candidates_of(document)[0]
    actions.edit(row.pk, version=1, text=payload, owners=payload, deadline="", by=by, now=NOW)

    pages = [office.get(url).content.decode() for url in ("/documents/", *of_document(document)) if "file/" not in url]
    pages.append(office.get(f"/documents/{document.pk}/?tab=heading").content.decode())

    for shown in pages:
        assert payload not in shown or "<" not in payload
        assert "<svg onload" not in shown
        assert "onerror=alert(1)>" not in shown


def test_who_may_not_upload_is_told_so(cast, client_of):
    assert client_of(cast.nobody).get("/documents/new/").status_code == 403
    assert actor(cast.nobody).viewer.roles == frozenset()


def test_the_head_of_the_paper_is_put_right(office, report):
    sent_form = {"version": 1, "kind": "policy", "title": "更正后的标题", "held_on": "2026-01-04", "published_on": ""}

    assert office.post(f"/documents/{report.pk}/heading/", sent_form).status_code == 302
    assert "更正后的标题" in office.get(f"/documents/{report.pk}/?tab=heading").content.decode()
    assert office.post(f"/documents/{report.pk}/heading/", sent_form).status_code == 409


def test_a_piece_is_put_back_by_its_button(office, report):
    piece = queries.newest_reading(report).removed[-1]
    start, end = piece["span"]

    answer = office.post(f"/documents/{report.pk}/put-back/", {"start": start, "end": end, "version": 1})

    assert answer.status_code == 302
    assert queries.newest_reading(report).version == 2


def test_the_room_stands_in_the_menu_of_who_may_use_it(office, cast, client_of, report):
    assert 'href="/documents/"' in office.get("/documents/").content.decode()
    assert 'href="/documents/"' not in client_of(cast.system_admin).get("/documents/").content.decode()
