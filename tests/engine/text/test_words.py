"""The words of official papers are plain data, checked when they are built (公文用语)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from bihuan.engine.text.words import BadWords, Forms, Words, part


@dataclass(frozen=True)
class Asked:
    verbs: tuple[str, ...]
    tiers: Mapping[str, str]
    starts: re.Pattern[str]
    kinds: Forms


BODY = {
    "lists": {"verbs": ["建设", "抓", "抓好"]},
    "tables": {"tiers": {"主导": "leading"}},
    "patterns": {"starts": ["(?:一是)?${verbs}", "${then}"], "then": "下一步"},
    "forms": {"kinds": [{"list": "清单|台账"}, {"plan": ["方案", "计划"]}]},
}


def test_a_part_gets_what_it_asks_for_by_the_type_of_its_fields():
    asked = part(Asked, Words(BODY))

    assert asked.verbs == ("建设", "抓", "抓好")
    assert asked.tiers["主导"] == "leading"
    assert [kind for kind, form in asked.kinds if form.search("行动计划")] == ["plan"]


def test_a_reference_stands_for_the_longest_word_of_its_list():
    starts = part(Asked, Words(BODY)).starts

    assert starts.match("一是抓好项目")[0] == "一是抓好"
    assert starts.match("下一步")


@pytest.mark.parametrize("said", ["(要", "${nothing}", "${loop}"])
def test_a_pattern_that_cannot_be_used_is_named(said):
    with pytest.raises(BadWords, match=r"patterns\.loop：.*请改正"):
        Words({"patterns": {"loop": said}})


def test_what_a_definition_lacks_is_named():
    with pytest.raises(BadWords, match=r"缺少“lists\.verbs”"):
        part(Asked, Words({**BODY, "lists": {}, "patterns": {"starts": "要"}}))
