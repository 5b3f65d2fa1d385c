"""Fields that forms of items share."""

import pytest
from django.core.exceptions import ValidationError

from bihuan.apps.work.forms.fields import DayField


@pytest.mark.parametrize("text", ["2206-05-08", "1206-05-08"])
def test_a_day_beyond_every_calendar_is_refused_with_what_to_write(text):
    with pytest.raises(ValidationError, match="1980年至2079年之间"):
        DayField().clean(text)


def test_a_day_in_reach_is_taken():
    assert DayField().clean("2026-05-08").year == 2026
