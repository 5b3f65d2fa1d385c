"""Rights come from docs/roles.csv and posts alone (A03)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bihuan.apps.units import queries
from bihuan.base.rights import UnknownAction, matrix, role_codes
from bihuan.base.scope import PostHeld, Viewer
from tests.support.builders import DAY, viewer

STRANGER = Viewer(person_id=1, name="某人", unit_id=1, unit_name="某局", on=DAY)


@pytest.mark.parametrize("role", role_codes())
def test_a_role_reaches_what_the_matrix_says(role):
    holder = replace(STRANGER, posts=(PostHeld(1, role),))

    reached = {action: queries.right(holder, action) for action in matrix()}

    assert reached == {action: line[role] for action, line in matrix().items()}


def test_who_holds_no_post_may_do_nothing():
    assert not any(queries.may(STRANGER, action) or queries.may(None, action) for action in matrix())


def test_two_roles_give_the_wider_right():
    both = replace(STRANGER, posts=(PostHeld(1, "clerk"), PostHeld(2, "supervision")))

    assert queries.right(both, "item.read") == "all"


def test_an_action_without_a_line_is_a_mistake_of_the_program():
    with pytest.raises(UnknownAction):
        queries.may(STRANGER, "item.fly")


def test_a_proxy_reaches_the_leaders_portfolio_under_both_names(cast):
    proxy = viewer(cast.proxy)

    assert proxy.roles == {"leader_proxy"}
    assert proxy.for_name == cast.leader.name
    assert {cast.units.lead.pk, cast.units.town.pk} <= proxy.unit_ids
    assert cast.units.stranger.pk not in proxy.unit_ids
