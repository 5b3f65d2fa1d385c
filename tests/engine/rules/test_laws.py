"""Conditions obey the laws of three-valued logic (三值逻辑)."""

from hypothesis import given
from hypothesis import strategies as st

from bihuan.engine.rules import AllOf, AnyOf, AtLeast, AtMost, Has, In, Is, Known, Not, Truth, evaluate, parse, to_body
from bihuan.engine.values import Quantity, Unit
from tests.oracles.conditions import every_completion, kleene_by_table

FIELDS = st.sampled_from(["state", "class", "level"])
WORDS = st.sampled_from(["a", "b"])
BECAUSE = st.none() | st.just("须有佐证材料")
FACTS = st.dictionaries(FIELDS, st.none() | WORDS)


def trees(leaves):
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple), BECAUSE)
            | st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple), BECAUSE)
            | st.builds(Not, inner, BECAUSE)
        ),
        max_leaves=8,
    )


TREES = trees(st.builds(Is, FIELDS, WORDS, BECAUSE))
NUMBERS = st.integers(-(10**6), 10**6).map(lambda n: parse({"field": "f", "is": n}).value)
DAYS = st.dates()
MONEY = NUMBERS.map(lambda number: Quantity(number, Unit.TEN_THOUSAND_YUAN))
PLAIN = WORDS | st.booleans() | NUMBERS | MONEY
LEAVES = (
    st.builds(Is, FIELDS, PLAIN, BECAUSE)
    | st.builds(In, FIELDS, st.lists(PLAIN, min_size=1, max_size=3).map(tuple), BECAUSE)
    | st.builds(Has, FIELDS, PLAIN, BECAUSE)
    | st.builds(AtLeast, FIELDS, NUMBERS | DAYS | MONEY, BECAUSE)
    | st.builds(AtMost, FIELDS, NUMBERS | DAYS | MONEY, BECAUSE)
    | st.builds(Known, FIELDS, BECAUSE)
)


@given(TREES, FACTS)
def test_the_answer_is_kleenes(condition, facts):
    assert evaluate(condition, facts).truth is kleene_by_table(condition, facts)


@given(TREES, FACTS)
def test_learning_more_never_turns_an_answer_round(condition, facts):
    before = evaluate(condition, facts).truth

    after = {evaluate(condition, known).truth for known in every_completion(condition, facts)}

    assert Truth.UNKNOWN not in after
    assert before is Truth.UNKNOWN or after == {before}


@given(st.lists(TREES, min_size=1, max_size=3).map(tuple), FACTS)
def test_not_all_is_any_not(parts, facts):
    left = evaluate(Not(AllOf(parts)), facts)
    right = evaluate(AnyOf(tuple(Not(part) for part in parts)), facts)

    assert left.truth is right.truth


@given(TREES, FACTS)
def test_not_not_is_the_thing_itself(condition, facts):
    assert evaluate(Not(Not(condition)), facts).truth is evaluate(condition, facts).truth


@given(TREES, FACTS)
def test_every_answer_has_a_reason_in_one_sentence(condition, facts):
    because = evaluate(condition, facts).because

    assert because.endswith("。")
    assert because.count("。") == 1


@given(trees(LEAVES))
def test_what_is_written_reads_back_as_the_same_condition(condition):
    assert parse(to_body(condition)) == condition
