"""A report of our own writing, uploaded by the supervision office."""

import pytest

from bihuan.apps.documents import actions, queries
from tests.support.builders import NOW, actor

REPORT = """全区经济工作会议召开
2026-01-05 来源：镜澜日报
1月4日，镜澜区召开全区经济工作会议。
会议指出，过去一年全区规上工业增加值增长8.2%。
今年将加快建设镇东产业园，新建标准厂房20万平方米，确保6月底前投产。将推进老旧小区改造，完成石桥片区12个小区改造，由区住建局牵头负责。
各部门要开展企业走访服务，帮助企业解决用工难题。
力争全年招商引资到位资金突破120亿元。
（记者 甲乙 编辑 丙丁）
"""


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def by(cast):
    """The supervision office, acting."""
    return actor(cast.supervisor)


@pytest.fixture
def report(by):
    """A document with its candidates."""
    return actions.upload(REPORT.encode(), name="报告.txt", kind="report", by=by, now=NOW).document


@pytest.fixture
def rows(report):
    """Its candidates, in the order of the text."""
    return queries.candidates_of(report)
