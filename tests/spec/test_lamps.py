"""红黄绿灯、督办单和显示状态"""

from datetime import date
from decimal import Decimal

from bihuan.definitions import lamp_rule, status_table
from bihuan.engine import lamps
from tests.spec.conftest import Spec


def day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def lit(code: str, today: str, due_on: str, done_on: str, **more: object) -> tuple[str, ...]:
    rule = lamp_rule(code, date.fromisoformat(today))
    assert rule is not None
    lamp = lamps.lamp(rule, day=date.fromisoformat(today), due_on=day(due_on), done_on=day(done_on), **more)
    return lamp.mark, lamp.colour_word, lamp.word, "建议" if lamp.proposal else "原文"


def test_ouhai(spec: Spec) -> None:
    """瓯海2020：按时绿，未完成红，后来补上黄"""

    def ouhai(today: str, due_on: str, done_on: str, paused: str) -> tuple[str, ...]:
        return lit("ouhai", today, due_on, done_on, paused=paused == "是")

    spec(
        """当日       | 时限       | 完成日     | 挂账 => 形状 | 颜色 | 文字       | 出处
           2026-11-23 | 2026-11-20 | 2026-11-20 | 否   => ●    | 绿 | 按时完成   | 原文
           2026-11-23 | 2026-11-20 |            | 否   => ■    | 红 | 逾期未完成 | 原文
           2026-11-23 | 2026-11-20 | 2026-11-21 | 否   => ▲    | 黄 | 逾期后完成 | 原文
           2026-11-20 | 2026-11-20 | 2026-11-21 | 否   => ◆    | 蓝 | 今日到期   | 建议
           2026-11-20 | 2026-11-25 |            | 否   => ◆    | 蓝 | 即将到期   | 建议
           2026-11-19 | 2026-11-25 |            | 否   => ●    | 绿 | 正常推进   | 建议
           2026-09-30 | 2026-10-10 |            | 否   => ◆    | 蓝 | 即将到期   | 建议
           2026-11-23 | 2026-11-20 |            | 是   => ‖    | 灰 | 挂账       | 建议
           2026-11-23 |            |            | 否   => ○    | 灰 | 暂无       | 建议""",
        by=ouhai,
    )


def test_ouhai_nodes(spec: Spec) -> None:
    """瓯海2020：有节点的事项，迟过一次就不再变绿"""

    def by_nodes(today: str, first: str, second: str, done_on: str) -> tuple[str, ...]:
        nodes = [
            lamps.NodeMark("三季度", date(2026, 9, 30), day(first)),
            lamps.NodeMark("四季度", date(2026, 12, 31), day(second)),
        ]
        return lit("ouhai", today, "2026-12-31", done_on, nodes=nodes)[1:3]

    spec(
        """当日       | 三季度节点（9月30日）完成日 | 四季度节点（12月31日）完成日 | 事项完成日 => 颜色 | 文字
           2026-10-08 | 2026-09-30 |            |            => 绿 | 按时完成
           2026-10-08 |            |            |            => 红 | 逾期未完成
           2026-10-20 | 2026-10-12 |            |            => 黄 | 逾期后完成
           2026-12-30 | 2026-10-12 | 2026-12-20 | 2026-12-28 => 黄 | 逾期后完成
           2026-12-30 | 2026-09-29 | 2026-12-20 | 2026-12-28 => 绿 | 按时完成""",
        by=by_nodes,
    )


def test_yinchuan(spec: Spec) -> None:
    """银川2025：进度与时序进度相差（百分点），舍入之前判定"""

    def by_progress(progress: str, time_progress: str) -> tuple[str, ...]:
        known = {"progress": Decimal(progress) if progress else None, "time_progress": Decimal(time_progress)}
        return lit("yinchuan", "2026-11-23", "", "", **known)[1:]

    spec(
        """进度  | 时序进度 => 颜色 | 文字         | 出处
           66.67 | 66.67    => 绿 | 达到序时     | 原文
           60    | 66.67    => 绿 | 略低于序时   | 建议
           56.67 | 66.67    => 黄 | 低于序时     | 原文
           36.67 | 66.67    => 黄 | 低于序时     | 原文
           36.66 | 66.67    => 红 | 严重低于序时 | 原文
                 | 66.67    => 灰 | 暂无         | 建议""",
        by=by_progress,
    )


def test_suqian(spec: Spec) -> None:
    """宿迁2025：临近蓝单，落后或质量差黄单，逾期红单"""

    def drawn(today: str, due_on: str, progress: str, time_progress: str, poor: str) -> str:
        rule = lamp_rule("suqian", date.fromisoformat(today))
        assert rule is not None
        slip = lamps.slip(
            rule,
            day=date.fromisoformat(today),
            due_on=day(due_on),
            progress=Decimal(progress),
            time_progress=Decimal(time_progress),
            poor=poor == "差",
        )
        return "不发单" if slip is None else slip.word

    spec(
        """当日       | 时限       | 进度 | 时序进度 | 质量 => 督办单
           2026-11-23 | 2026-12-31 | 90   | 89.3     | 好   => 不发单
           2026-11-23 | 2026-11-26 | 90   | 89.3     | 好   => 蓝色督办单
           2026-11-23 | 2026-11-26 | 89   | 89.3     | 好   => 黄色督办单
           2026-11-23 | 2026-12-31 | 90   | 89.3     | 差   => 黄色督办单
           2026-11-23 | 2026-11-22 | 90   | 89.3     | 好   => 红色督办单""",
        by=drawn,
    )


def test_statuses(spec: Spec) -> None:
    """列表上的状态：环节和日期得出"""

    def shown(state: str, today: str, due_on: str, done_on: str) -> str:
        table = status_table("standard", date.fromisoformat(today))
        assert table is not None
        known = {"due_on": day(due_on), "done_on": day(done_on)}
        return lamps.shown_status(table, state=state, day=date.fromisoformat(today), **known).word

    spec(
        """环节         | 当日       | 时限       | 反馈日     => 显示
           registered   | 2026-11-23 | 2026-12-31 |            => 未开始
           in_progress  | 2026-11-23 | 2026-12-31 |            => 进行中
           in_progress  | 2026-11-23 | 2026-11-26 |            => 即将到期
           in_progress  | 2026-11-23 | 2026-11-20 |            => 逾期
           under_review | 2026-11-23 | 2026-11-20 | 2026-11-19 => 进行中
           suspended    | 2026-11-23 | 2026-11-20 |            => 进行中
           closed       | 2026-11-23 | 2026-11-20 | 2026-11-25 => 已完成
           written_off  | 2026-11-23 | 2026-11-20 | 2026-11-20 => 已销号
           cancelled    | 2026-11-23 | 2026-11-20 |            => 已终止""",
        by=shown,
    )
