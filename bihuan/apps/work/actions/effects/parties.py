"""What a move does to the units of an item (承办单位)."""

from __future__ import annotations

from bihuan.apps.work.actions.doing import Doing
from bihuan.apps.work.models import Party
from bihuan.base.refusals import Refusal


class NoSuchUnit(Refusal):
    """The unit does not exist on that day."""


def set_lead(doing: Doing) -> None:
    """Exactly one unit leads; the one before stays in the history (牵头单位)."""
    unit_id = doing.answers.get("unit")
    if unit_id is None or unit_id == doing.item.lead_unit_id:
        return
    name = name_on(unit_id, doing)
    for party in doing.dossier.parties:
        if party.role == Party.Role.LEAD:
            doing.touch(party, to_at=doing.now, because=doing.why[:200])
        elif party.unit_id == unit_id and party.role in (Party.Role.RESPONSIBLE, Party.Role.SUPPORT):
            doing.touch(party, to_at=doing.now)
    doing.dossier.parties = [party for party in doing.dossier.parties if party.to_at is None]
    doing.dossier.parties.insert(0, add_party(doing, unit_id, name, Party.Role.LEAD))
    doing.change(lead_unit_id=unit_id, lead_name=name)


def add_units(doing: Doing) -> None:
    """Units join: as responsible units where the move says so, else in support (会办、协办)."""
    role = Party.Role.RESPONSIBLE if "as_responsible" in doing.effects else Party.Role.SUPPORT
    standing = {party.unit_id for party in doing.dossier.parties}
    joined = []
    for unit_id in doing.answers.get("units") or ():
        if unit_id not in standing:
            name = name_on(unit_id, doing)
            doing.dossier.parties.append(add_party(doing, unit_id, name, role))
            joined.append(name)
    if joined:
        doing.after["joined"] = joined


def add_party(doing: Doing, unit_id: int, name: str, role: str) -> Party:
    """A unit acts on the item from now on, under its name of the day."""
    row = Party(item=doing.item, unit_id=unit_id, unit_name=name, role=role, from_at=doing.now, because=doing.why[:200])
    doing.keep(row)
    return row


def name_on(unit_id: int, doing: Doing) -> str:
    """The unit's name on the day of the move; a unit that does not exist then is refused."""
    directory = doing.writing.directory
    if not directory.exists_on(unit_id, doing.today):
        raise NoSuchUnit("所选单位在当日不存在或已撤销，请另选单位。")
    return directory.name_on(unit_id, doing.today)
