"""National codes and names of projects: read as written, faults told with what to do."""

import pytest

from bihuan.engine.values import Finding, is_near_name, project_key, read_project_code

CODE = "2609-370100-04-01-123456"


@pytest.mark.parametrize(
    "written",
    [
        CODE,
        "26093701000401123456",
        "２６０９－３７０１００－０４－０１－１２３４５６",
        f" {CODE} ",
        "2609—370100—04—01—123456",
    ],
)
def test_a_code_is_read_in_all_ways_in_which_it_is_written(written):
    assert read_project_code(written) == CODE


def test_nothing_is_no_code():
    assert read_project_code("　") is None


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("2609-370100-04-01-12345", "project_code_length", "19位"),
        ("2613-370100-04-01-123456", "project_code_month", "“13”"),
        ("2609-3701O0-04-01-123456", "project_code_sign", "别的字符"),
    ],
)
def test_what_is_wrong_in_a_code_is_said(written, code, said):
    found = read_project_code(written)

    assert isinstance(found, Finding)
    assert (found.code, said in found.sentence) == (code, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("智能传感器生产线项目", "智能传感器生产线建设项目"),
        ("2026年老旧小区改造工程", "老旧小区改造"),
        ("镜澜新材料产业园", "镜澜新材料产业园（二期）项目"),
    ],
)
def test_names_that_may_be_one_project_are_near(one, other):
    assert is_near_name(one, other)
    assert is_near_name(other, one)


def test_other_names_are_not_near():
    assert not is_near_name("智能传感器生产线项目", "粮食仓储项目")
    assert not is_near_name("项目", "粮食仓储项目")


def test_a_name_of_nothing_but_empty_words_keeps_itself():
    assert project_key("建设项目") == "建设项目"
