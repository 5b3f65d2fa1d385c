"""单元格的各种写法"""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from bihuan.engine.office import cells
from bihuan.engine.office.cells import CellContext, DayContext, Raw
from bihuan.engine.values import Finding, Quantity, Unit, unit_of
from tests.spec.conftest import Spec
from tests.support.sheets import known

WORDS = known().words
CONTEXT = CellContext(WORDS, DayContext(2026))


def said(read: object) -> str:
    """What was read, as the table shows it."""
    if isinstance(read, Finding):
        return read.sentence
    return "暂无" if read is None else str(read)


def raw(cell: str, form: str) -> Raw:
    """A cell of the table: text unless its form says that the file holds a number or a day."""
    if form == "日期":
        return datetime.fromisoformat(cell)
    return cell if form in {"文本", ""} else float(cell.rstrip("%")) / (100 if form == "百分比格式" else 1)


def test_numbers(spec: Spec) -> None:
    """数字（表头没有写单位）"""

    def number(cell: str, form: str) -> str:
        read = cells.read_cell(raw(cell, form), reads="number", at="D5", context=CONTEXT)
        return said(read)

    spec(
        """单元格      | 格式 => 读作
           １２３      | 文本 => 123
           1,234.5     | 文本 => 1234.5
           １，２３４．５ | 文本 => 1234.5
           1 234.5     | 文本 => 1234.5
           −3.2        | 文本 => -3.2
           －3.2       | 文本 => -3.2
           负3.2       | 文本 => -3.2
           下降3.2%    | 文本 => -3.2%
           增长3.2%    | 文本 => 3.2%
           持平        | 文本 => 0
           —           | 文本 => 暂无
           暂无        | 文本 => 暂无
           3.2         | 数值 => 3.2
           0.1         | 数值 => 0.1
           13800001234 | 数值 => 13800001234
           1.2万       | 文本 => 12000
           1.2亿元     | 文本 => 1.2亿元
           3.2个百分点 | 文本 => 3.2个百分点
           三十        | 文本 => “三十”不是数字，请填写阿拉伯数字，单位写在表头。
           1,23,4      | 文本 => “1,23,4”不是数字，请填写阿拉伯数字，单位写在表头。
           约30        | 文本 => “约30”不是确数，请填写一个确切的数，约数写在备注里。
           100以上     | 文本 => “100以上”不是确数，请填写一个确切的数，约数写在备注里。
           30人份      | 文本 => “30人份”里的“人份”不是认识的计量单位，请只填数字或改正单位。
           2026-03-05  | 日期 => 这里应是数字，表格里却成了日期（2026-03-05），可能是输入“3-5”之类时被自动改成日期，请改回数字。""",  # noqa: E501
        by=number,
    )


def test_amounts(spec: Spec) -> None:
    """数字（表头写了单位）"""

    def amount(cell: str, form: str, unit: str) -> str:
        context = replace(CONTEXT, unit=unit_of(unit), is_percent_cell=form == "百分比格式")
        return said(cells.read_cell(raw(cell, form), reads="amount", at="D5", context=context))

    spec(
        """单元格  | 格式       | 单位     => 读作
           3200    | 数值       | 万元     => 3200万元
           1.2亿   | 文本       | 万元     => 12000万元
           1.2亿元 | 文本       | 万元     => 12000万元
           1.2万   | 文本       | 万元     => 1.2万元
           3200    | 数值       | 亿元     => 3200亿元
           3200人  | 文本       | 万元     => “3200人”的单位与本栏“万元”不是同一类，请按“万元”填写。
           3.2%    | 文本       | %        => 3.2%
           3.2%    | 百分比格式 | %        => 3.2%
           35      | 数值       | %        => 35%
           0.032   | 数值       | %        => 看不出“0.032”是0.032%还是3.2%，请写成带%的数，或选定本栏的口径。
           1       | 数值       | %        => 看不出“1”是1%还是100%，请写成带%的数，或选定本栏的口径。
           0       | 数值       | %        => 0%
           -0.5    | 文本       | 个百分点 => -0.5个百分点
           10亩    | 文本       | 公顷     => “10亩”换算成“公顷”除不尽，请直接按“公顷”填写。""",
        by=amount,
    )


def test_fractions() -> None:
    asked = replace(CONTEXT, unit=Unit.PERCENT, scale="fraction")

    assert cells.read_cell(0.35, reads="percent", at="", context=asked) == Quantity(Decimal(35), Unit.PERCENT)
    assert cells.read_cell(1.0, reads="percent", at="", context=asked) == Quantity(Decimal(100), Unit.PERCENT)


def test_deadlines(spec: Spec) -> None:
    """完成时限（本表年度2026年）"""

    def deadline(cell: str, form: str) -> tuple[str, ...]:
        read = cells.read_deadline(raw(cell, form), at="H9", words=WORDS, context=CONTEXT.days)
        if not isinstance(read, cells.Deadline):
            return said(read), ""
        words = {"day": "日", "month": "月", "quarter": "季", "half": "半年", "year": "年", "standing": "长期"}
        return str(read.due_on or "无期限"), words[read.precision]

    spec(
        """单元格             | 格式 => 最后一天 | 精确到
           2026.3.5           | 文本 => 2026-03-05 | 日
           2026-3-5           | 文本 => 2026-03-05 | 日
           2026/03/05         | 文本 => 2026-03-05 | 日
           2026年3月5日       | 文本 => 2026-03-05 | 日
           ２０２６年３月５日 | 文本 => 2026-03-05 | 日
           20260305           | 文本 => 2026-03-05 | 日
           20260305           | 数值 => 2026-03-05 | 日
           46086              | 数值 => 2026-03-05 | 日
           2026-03-05         | 日期 => 2026-03-05 | 日
           2026-3-5 00:00:00  | 文本 => 2026-03-05 | 日
           26.3.5             | 文本 => 2026-03-05 | 日
           3月5日             | 文本 => 2026-03-05 | 日
           6月30日前          | 文本 => 2026-06-30 | 日
           3月底              | 文本 => 2026-03-31 | 月
           6月底前            | 文本 => 2026-06-30 | 月
           2026年6月          | 文本 => 2026-06-30 | 月
           2026.6             | 文本 => 2026-06-30 | 月
           3月上旬            | 文本 => 2026-03-10 | 月
           1-6月              | 文本 => 2026-06-30 | 月
           3月至6月底         | 文本 => 2026-06-30 | 月
           二季度末           | 文本 => 2026-06-30 | 季
           2026年第二季度     | 文本 => 2026-06-30 | 季
           上半年             | 文本 => 2026-06-30 | 半年
           年底               | 文本 => 2026-12-31 | 年
           2026年底前完成     | 文本 => 2026-12-31 | 年
           全年               | 文本 => 2026-12-31 | 年
           2026               | 数值 => 2026-12-31 | 年
           长期               | 文本 => 无期限     | 长期
           持续推进           | 文本 => 无期限     | 长期
           每月5日前          | 文本 => 无期限     | 长期
           —                  | 文本 => 暂无       |
           2月30日            | 文本 => 日历上没有“2月30日”这一天，请核对。 |
           13月底             | 文本 => “13月底”里的月份不对，请核对。 |
           6月前              | 文本 => “6月前”分不清含不含这个时段（“6月前”可能是5月底，也可能是6月底），请写明日期。 |
           2026.1             | 数值 => “2026.1”是个小数，分不清是几月几日（3.1可能是3月1日，也可能是3月10日），请写成2026-03-10这样。 |
           3月底立项，6月底开工 | 文本 => “3月底立项，6月底开工”里有几个时间，请只写最后完成的日期，其余写进节点。 |
           尽快               | 文本 => “尽快”看不出是哪一天，请写成2026-03-05这样。 |""",  # noqa: E501
        by=deadline,
    )


def test_units(spec: Spec) -> None:
    """单位（本栏是责任单位）"""

    def units(cell: str) -> tuple[str, ...]:
        named = cells.named_units(cell.replace("↵", "\n"), role="responsible", words=WORDS)
        return tuple(
            "、".join(each.name for each in named if each.role == role) for role in ("lead", "responsible", "support")
        )

    spec(
        """单元格 => 牵头 | 责任 | 配合
           牵头：甲局；配合：乙局、丙镇 => 甲局 |  | 乙局、丙镇
           牵头单位：甲局　配合单位：乙局、丙镇 => 甲局 |  | 乙局、丙镇
           牵头单位：甲局↵配合单位：乙局 => 甲局 |  | 乙局
           甲局（牵头）、乙局、丙镇 => 甲局 | 乙局、丙镇 |
           甲局牵头，乙局、丙镇配合 => 甲局 |  | 乙局、丙镇
           由甲局牵头，乙局参与 => 甲局 |  | 乙局
           甲局会同乙局、丙局 => 甲局 |  | 乙局、丙局
           （甲局、乙局按职责分工负责） =>  | 甲局、乙局 |
           甲局↵乙局 =>  | 甲局、乙局 |
           区发改局　区工信局 =>  | 区发改局、区工信局 |
           区 财 政 局 =>  | 区财政局 |
           区商务局、区工商业联合会 =>  | 区商务局、区工商业联合会 |
           各镇（街道、园区） =>  | 各镇(街道、园区) |
           — =>  |  | """,
        by=units,
    )


def test_codes(spec: Spec) -> None:
    """代码与号码"""

    def code(cell: str, form: str, column: str) -> str:
        reads = {"编号": "code", "信用代码": "credit_code", "电话": "phones"}[column]
        context = replace(CONTEXT, digits=6 if form == "格式000000" else 0)
        read = cells.read_cell(raw(cell, form), reads=reads, at="C2", context=context)
        return "、".join(read) if isinstance(read, tuple) else said(read)

    spec(
        """单元格             | 格式       | 栏目     => 读作
           001234             | 文本       | 编号     => 001234
           1234               | 格式000000 | 编号     => 001234
           1234               | 数值       | 编号     => 1234
           110101199003072316 | 文本       | 编号     => 110101199003072316
           110101199003072316 | 数值       | 编号     => 超过15位的号码被当成了数字（110101199003072320），末尾几位已被表格软件改成0，原号码找不回来。请先把单元格设为文本格式，再重新填写。
           91350100M000100Y43 | 文本       | 信用代码 => 91350100M000100Y43
           ９１350100m000100y43 | 文本     | 信用代码 => 91350100M000100Y43
           91350100M000100Y44 | 文本       | 信用代码 => “91350100M000100Y44”校验不过：18位中至少有一位写错，或有两位写颠倒，请对照营业执照逐位核对。
           9135010OM000100Y43 | 文本       | 信用代码 => 统一社会信用代码第8位不会是“O”，是否应为0（9135010OM000100Y43），请对照营业执照改正。
           350100000000000    | 文本       | 信用代码 => 统一社会信用代码应为18位，“350100000000000”是15位，请对照营业执照核对。
           13800001234        | 数值       | 电话     => 13800001234
           138 0000 1234      | 文本       | 电话     => 13800001234
           ＋86 13800001234   | 文本       | 电话     => 13800001234
           0536-3212345       | 文本       | 电话     => 0536-3212345
           3212345转802       | 文本       | 电话     => 3212345转802
           13800001234、3212345 | 文本     | 电话     => 13800001234、3212345
           无                 | 文本       | 电话     => 暂无
           1380000123         | 文本       | 电话     => “1380000123”不是完整的电话号码，请写11位手机号，或区号-座机号-分机号。""",  # noqa: E501
        by=code,
    )


def test_money_ranges(spec: Spec) -> None:
    """金额区间"""

    def money(cell: str, unit: str) -> tuple[str, ...]:
        read = cells.read_money_range(cell, at="E3", words=WORDS, unit=unit_of(unit))
        return (str(read.low or ""), str(read.high or "")) if isinstance(read, cells.MoneyRange) else (said(read), "")

    spec(
        """单元格       | 表头单位 => 不低于 | 不高于
           50—100万元   |      => 50万元   | 100万元
           50万元～1亿元 |     => 50万元   | 1亿元
           50-100       | 万元 => 50万元   | 100万元
           1000万元以上 |      => 1000万元 |
           不超过1亿元  |      =>          | 1亿元
           500万元      |      => 500万元  | 500万元
           100-50万元   |      => “100-50万元”的下限比上限大，请核对。 |
           50-100       |      => “50-100”没有写单位，请写成“50—100万元”这样，或在表头写明单位。 |
           若干         |      => “若干”看不出是多少钱，请写成“50—100万元”“1000万元以上”或“不超过1亿元”这样。 | """,
        by=money,
    )


def test_days_without_a_year_are_asked_about() -> None:
    read = cells.read_day("3月5日", at="H9", words=WORDS)

    assert isinstance(read, Finding)
    assert read.code == "no_year"
    assert cells.read_day("3月5日", at="H9", words=WORDS, context=DayContext(2027)) == date(2027, 3, 5)
