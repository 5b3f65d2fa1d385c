"""One person may search so often a minute; others are not held up (A69)."""

from __future__ import annotations

import pytest

from bihuan.base import paces
from bihuan.base.paces import TooOften, take


def test_the_time_beyond_the_limit_is_refused_until_a_minute_has_passed():
    for second in range(3):
        take("搜索", 1, times=3, now=float(second))

    with pytest.raises(TooOften, match="每分钟最多3次。请51秒后再试"):
        take("搜索", 1, times=3, now=10.0)
    take("搜索", 1, times=3, now=60.5)


def test_others_and_other_acts_are_unharmed():
    take("搜索", 1, times=1, now=0.0)

    take("搜索", 2, times=1, now=0.0)
    take("导出", 1, times=1, now=0.0)


def test_what_nobody_did_for_a_minute_is_forgotten():
    for who in range(paces.KEPT + 1):
        take("搜索", who, times=1, now=0.0)

    take("搜索", "last", times=1, now=100.0)

    assert len(paces._done) == 1


def test_the_sixty_first_search_is_refused_in_words_and_others_go_on(cast, client_of):
    client, other = client_of(cast.lead_clerk), client_of(cast.supervisor)
    for _ in range(60):
        assert client.get("/search/", {"q": ""}).status_code == 200

    refused = client.get("/search/", {"q": ""})

    assert refused.status_code == 429
    assert "搜索过于频繁" in refused.content.decode()
    assert other.get("/search/", {"q": ""}).status_code == 200


def test_the_eleventh_export_is_refused_and_the_ledger_still_opens(cast, client_of):
    client = client_of(cast.supervisor)
    for _ in range(10):
        assert client.post("/items/export/").status_code == 200

    refused = client.post("/items/export/")

    assert (refused.status_code, "导出过于频繁" in refused.content.decode()) == (429, True)
    assert client.get("/items/").status_code == 200


def test_the_sixth_paper_of_a_minute_is_refused_and_the_page_still_opens(cast, client_of):
    client = client_of(cast.supervisor)
    for _ in range(5):
        assert client.post("/papers/new/?paper=bulletin", {}).status_code != 429

    refused = client.post("/papers/new/?paper=bulletin", {})

    assert (refused.status_code, "出具公文过于频繁" in refused.content.decode()) == (429, True)
    assert client.get("/papers/new/?paper=bulletin").status_code == 200
