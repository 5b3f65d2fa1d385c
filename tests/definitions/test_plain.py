"""A definition's text says what it says, without YAML's traps (读取定义文件)."""

import pytest
import yaml

from bihuan.definitions.plain import plain_values


def test_words_that_look_like_truth_stay_words():
    assert plain_values("{on: off, yes: no, y: n}") == {"on": "off", "yes": "no", "y": "n"}


def test_only_true_and_false_are_truth_values():
    assert plain_values("[true, false]") == [True, False]


def test_days_are_text():
    assert plain_values("from: 2026-10-01") == {"from": "2026-10-01"}


def test_a_key_given_twice_is_refused():
    with pytest.raises(yaml.YAMLError, match="“a”写了两次"):
        plain_values("{a: 1, a: 2}")


@pytest.mark.parametrize("text", ["? [1, 2]\n: x", "{[]: 1}", "? {a: 1}\n: 2"])
def test_a_key_that_is_no_word_is_refused(text):
    with pytest.raises(yaml.YAMLError, match="只能是一个词"):
        plain_values(text)


def test_what_could_run_code_is_refused():
    with pytest.raises(yaml.YAMLError):
        plain_values("!!python/object/apply:os.getcwd []")
