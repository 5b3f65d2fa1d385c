"""Under which account people are reached; set by the system administrator alone (外发账号)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from bihuan.apps.desk import models, queries
from bihuan.apps.units import actions as units
from bihuan.apps.units import queries as unit_queries
from bihuan.base import rights
from bihuan.base.actors import Actor
from bihuan.base.refusals import Refusal

ACCOUNT = re.compile(r"[A-Za-z0-9_.@\-]{1,64}")
MAIL = re.compile(r"[A-Za-z0-9_.+\-]{1,64}@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+")


class BadAccounts(Refusal):
    """Some lines do not hold; nothing was written. `sentences` say which and why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("；".join(sentences))
        self.sentences = sentences


@transaction.atomic
def set_accounts(channel: str, *, lines: str, by: Actor, now: datetime) -> int:
    """Set accounts from lines of login and account; a login alone takes the account away (登记外发账号).

    Returns: how many changed. Raises: Forbidden; BadAccounts: names the lines.
    """
    rights.require(by.viewer, "message.change")
    wanted, wrong = _read(channel, lines)
    people = unit_queries.people_by_login(by.viewer, wanted)
    wrong += [f"没有登录名“{login}”，请核对。" for login in wanted if login not in people]
    ids = {people[login]: account for login, account in wanted.items() if login in people}
    wrong += _taken(channel, ids, by=by)
    if wrong:
        raise BadAccounts(wrong)
    known = dict(queries.accounts(by.viewer, channel).values_list("person_id", "address"))
    changed = {person_id: account for person_id, account in ids.items() if known.get(person_id, "") != account}
    queries.accounts(by.viewer, channel).filter(person_id__in=changed).delete()
    models.Account.objects.bulk_create(
        models.Account(person_id=person_id, channel=channel, address=account, set_at=now)
        for person_id, account in changed.items()
        if account
    )
    if changed:
        word = models.Channel(channel).label
        facts = {"渠道": word, "count": len(changed)}
        units.record_event("message.accounts_set", object_kind="desk.account", object_id=None, by=by, at=now, to=facts)
    return len(changed)


def _read(channel: str, lines: str) -> tuple[dict[str, str], list[str]]:
    wanted: dict[str, str] = {}
    wrong = []
    shape = MAIL if channel == models.Channel.MAIL else ACCOUNT
    for number, login, account in _parts(lines):
        if account and not shape.fullmatch(account):
            wrong.append(f"第{number}行：“{account}”不像{models.Channel(channel).label}的账号，请核对。")
        elif login in wanted:
            wrong.append(f"第{number}行：登录名“{login}”出现两次，请留一行。")
        else:
            wanted[login] = account
    return wanted, wrong


def _parts(lines: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(lines.splitlines(), start=1):
        login, *rest = [part for part in re.split(r"[\s,，]+", line.strip()) if part] or [""]
        if login:
            yield number, login, rest[0] if rest else ""


def _taken(channel: str, ids: dict[int, str], *, by: Actor) -> list[str]:
    """Accounts that two people would share."""
    given = [account for account in ids.values() if account]
    twice = {account for account in given if given.count(account) > 1}
    rows = queries.accounts(by.viewer, channel).filter(address__in=given).exclude(person_id__in=ids)
    twice |= set(rows.values_list("address", flat=True))
    return [f"账号“{account}”对应两个人，请核对。" for account in sorted(twice)]
