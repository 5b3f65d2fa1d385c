"""Three hundred made-up people and forty units with the sounds that an official types for them (造的姓名和单位)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product

SURNAMES = {
    "单": "shan", "解": "xie", "曾": "zeng", "仇": "qiu", "任": "ren", "区": "ou", "盖": "ge",
    "查": "zha", "朴": "piao",
    "覃": "qin", "翟": "zhai", "华": "hua", "乐": "yue", "晁": "chao", "缪": "miao", "应": "ying", "尉迟": "yu chi",
    "万俟": "mo qi", "令狐": "ling hu", "长孙": "zhang sun", "沈": "shen", "王": "wang", "李": "li", "张": "zhang",
    "重": "chong", "吕": "lv", "欧阳": "ou yang", "诸葛": "zhu ge", "石": "shi", "宿": "su",
}  # fmt: skip
GIVEN = {
    "长青": "chang qing", "重阳": "chong yang", "行简": "xing jian", "晟睿": "sheng rui", "若水": "ruo shui",
    "朝晖": "zhao hui", "音": "yin", "思盛": "si sheng", "柏林": "bai lin", "云帆": "yun fan",
}  # fmt: skip
UNITS = {
    "重庆路街道": "chong qing lu jie dao", "行政审批局": "xing zheng shen pi ju", "长安街道": "chang an jie dao",
    "区会计核算中心": "qu kuai ji he suan zhong xin", "朝阳镇": "chao yang zhen", "厦门路街道": "xia men lu jie dao",
    "乐清路街道": "yue qing lu jie dao", "区银行业发展中心": "qu yin hang ye fa zhan zhong xin",
    "曾都镇": "zeng du zhen",
    "六安路街道": "lu an lu jie dao", "长兴镇": "chang xing zhen", "区发展和改革局": "qu fa zhan he gai ge ju",
    "区工业和信息化局": "qu gong ye he xin xi hua ju", "亳州路街道": "bo zhou lu jie dao",
    "台州路街道": "tai zhou lu jie dao",
    "区统计局": "qu tong ji ju", "区重点项目中心": "qu zhong dian xiang mu zhong xin", "区大数据局": "qu da shu ju ju",
    "区调查队": "qu diao cha dui", "解放路街道": "jie fang lu jie dao",
}  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """A name and what one types for it."""

    name: str
    sounds: str
    letters: str


def _typed(name: str, said: str) -> Typed:
    syllables = said.split()
    return Typed(name, "".join(syllables), "".join(each[0] for each in syllables))


PEOPLE = [
    _typed(surname + given, f"{SURNAMES[surname]} {GIVEN[given]}")
    for surname, given in islice(product(SURNAMES, GIVEN), 300)
]
BODIES = [_typed(name, said) for name, said in UNITS.items()]
