"""Units of measure of figures (计量单位): each with a dimension and an exact factor to the dimension's base."""

from decimal import Decimal
from enum import Enum


class Unit(Enum):
    """Unit of a figure (计量单位): the Chinese label, what it measures, and how many of the base unit it is."""

    YUAN = ("元", "人民币", Decimal(1))
    THOUSAND_YUAN = ("千元", "人民币", Decimal(1_000))
    TEN_THOUSAND_YUAN = ("万元", "人民币", Decimal(10_000))
    MILLION_YUAN = ("百万元", "人民币", Decimal(1_000_000))
    HUNDRED_MILLION_YUAN = ("亿元", "人民币", Decimal(100_000_000))
    TRILLION_YUAN = ("万亿元", "人民币", Decimal(1_000_000_000_000))
    DOLLAR = ("美元", "美元", Decimal(1))
    TEN_THOUSAND_DOLLARS = ("万美元", "美元", Decimal(10_000))
    HUNDRED_MILLION_DOLLARS = ("亿美元", "美元", Decimal(100_000_000))
    PERCENT = ("%", "比率", Decimal(1))
    PERMILLE = ("‰", "比率", Decimal("0.1"))
    PERCENTAGE_POINT = ("个百分点", "百分点", Decimal(1))
    PERSON = ("人", "人数", Decimal(1))
    PERSON_COUNT = ("名", "人数", Decimal(1))
    TEN_THOUSAND_PERSONS = ("万人", "人数", Decimal(10_000))
    PERSON_TIME = ("人次", "人次", Decimal(1))
    TEN_THOUSAND_PERSON_TIMES = ("万人次", "人次", Decimal(10_000))
    FIRM = ("家", "家", Decimal(1))
    TEN_THOUSAND_FIRMS = ("万家", "家", Decimal(10_000))
    HOUSEHOLD = ("户", "户", Decimal(1))
    TEN_THOUSAND_HOUSEHOLDS = ("万户", "户", Decimal(10_000))
    ENTRY = ("项", "项", Decimal(1))
    PIECE = ("个", "个", Decimal(1))
    MATTER = ("件", "件", Decimal(1))
    CASE = ("起", "起", Decimal(1))
    BUILDING = ("栋", "栋", Decimal(1))
    DWELLING = ("套", "套", Decimal(1))
    DEVICE = ("台", "台", Decimal(1))
    VEHICLE = ("辆", "辆", Decimal(1))
    OCCASION = ("次", "次", Decimal(1))
    PLACE_IN_RANK = ("位", "位次", Decimal(1))
    TIMES = ("倍", "倍", Decimal(1))
    MU = ("亩", "土地面积", Decimal(1))
    TEN_THOUSAND_MU = ("万亩", "土地面积", Decimal(10_000))
    HECTARE = ("公顷", "土地面积", Decimal(15))
    SQUARE_METRE = ("平方米", "面积", Decimal(1))
    TEN_THOUSAND_SQUARE_METRES = ("万平方米", "面积", Decimal(10_000))
    SQUARE_KILOMETRE = ("平方公里", "面积", Decimal(1_000_000))
    METRE = ("米", "长度", Decimal(1))
    KILOMETRE = ("公里", "长度", Decimal(1_000))
    KILOGRAM = ("公斤", "质量", Decimal(1))
    TONNE = ("吨", "质量", Decimal(1_000))
    TEN_THOUSAND_TONNES = ("万吨", "质量", Decimal(10_000_000))
    TONNE_COAL_EQUIVALENT = ("吨标准煤", "能耗", Decimal(1))
    TEN_THOUSAND_TONNES_COAL_EQUIVALENT = ("万吨标准煤", "能耗", Decimal(10_000))
    KILOWATT_HOUR = ("千瓦时", "电量", Decimal(1))
    TEN_THOUSAND_KILOWATT_HOURS = ("万千瓦时", "电量", Decimal(10_000))
    HUNDRED_MILLION_KILOWATT_HOURS = ("亿千瓦时", "电量", Decimal(100_000_000))
    POINT = ("分", "分值", Decimal(1))
    DAY = ("天", "天数", Decimal(1))
    WORKING_DAY = ("个工作日", "工作日", Decimal(1))

    label: str
    dimension: str
    factor: Decimal

    def __init__(self, label: str, dimension: str, factor: Decimal) -> None:
        self.label = label
        self.dimension = dimension
        self.factor = factor

    @property
    def code(self) -> str:
        """Code under which the unit is stored (代码)."""
        return self.name.lower()


_BY_LABEL = {unit.label: unit for unit in Unit} | {"\uff05": Unit.PERCENT, "百分点": Unit.PERCENTAGE_POINT}


def unit_of(label: str) -> Unit | None:
    """Unit that is written so (按中文名称找单位); None where no unit is.

    >>> unit_of("亿元")
    <Unit.HUNDRED_MILLION_YUAN: ('亿元', '人民币', Decimal('100000000'))>
    """
    return _BY_LABEL.get(label.strip())
