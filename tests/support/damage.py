"""Self-written text damaged as pages in GBK are (测试用乱码): a lost byte, and what follows read one byte late."""

from __future__ import annotations

import random
from dataclasses import dataclass

SENTENCES = (
    "会议指出，去年全区上下坚持稳中求进，规上工业增加值同比增长6.4%，主要指标好于预期。",
    "会议强调，要加快建设镇东产业园，引导企业增加研发投入，完善人才服务，确保年底前投产达效。",
    "区发改局要牵头编制项目清单，建立周调度机制，推动“四个一批”项目早开工、早建设、早见效。",
    "各镇街道要落实属地责任，主动靠前服务，帮助企业解决用地、用工、融资等实际困难。",
    "与会企业家代表表示，将坚定信心、扎根发展，把新的生产线放在东岸。",
    "下一步，全区将围绕新材料、装备制造两条产业链，实施强链补链行动，招引一批龙头企业落户。",
    "民生保障持续加强，新建改扩建学校三所，新增养老床位五百张，群众满意度稳步提升。",
    "要优化营商环境，深化“一件事一次办”改革，让数据多跑路、群众少跑腿。",
    "市场监管、税务、金融等部门密切配合，为中小微企业减税降费，稳住就业基本盘。",
    "大会还对先进集体和个人进行了表彰，东岸街道、镇东镇作了交流发言。",
    "坚决守住安全生产底线，开展重点行业领域隐患排查，严防各类事故发生。",
    "加强干部队伍建设，树立重实干、重实绩的用人导向，营造干事创业的浓厚氛围。",
)
TRADITIONAL = (
    "會議強調，要加快建設鎮東產業園，引導企業增加研發投入，完善人才服務，確保年底前投產達效。",
    "各鎮街道要落實屬地責任，主動靠前服務，幫助企業解決用地、用工、融資等實際困難。",
    "大會還對先進集體和個人進行了表彰，東岸街道、鎮東鎮作了交流發言。",
)


@dataclass(frozen=True)
class Damaged:
    """A damaged text, how it was before, and where the damage stands: `whole` if no byte but the first was lost."""

    text: str
    before: str
    start: int
    end: int
    meant: str
    whole: bool


def damaged(chance: random.Random, *, paragraphs: tuple[str, ...] = SENTENCES) -> Damaged:
    """Text with one run that lost a byte at a random place."""
    for _ in range(1_000):
        before = "".join(chance.sample(paragraphs, 3))
        made = _damage(before, chance.randrange(8, len(before) - 24), length=chance.randrange(2, 16))
        if made is not None:
            return made
    raise AssertionError("no place in these sentences can be damaged")


def _damage(before: str, place: int, *, length: int) -> Damaged | None:
    """The text with the first byte of the character at `place` lost, up to a second byte that stands alone.

    After `length` characters at the latest a further byte is lost, and the text is read rightly again.
    """
    if len(before[place].encode("gbk")) != 2:
        return None
    shown, late = "", before[place].encode("gbk")[1:]
    for count, sign in enumerate(before[place + 1 :], start=1):
        if len(late) == 1 and late < b"\x80":
            return _made(before, place, place + count, shown + late.decode("ascii"), whole=True)
        two = sign.encode("gbk")
        if len(two) != 2:
            return None
        pair, late = late + two[:1], two[1:]
        try:
            shown += pair.decode("gb18030")
        except UnicodeDecodeError:
            return None
        if count >= length:
            return _made(before, place, place + count + 1, shown, whole=False)
    return None


def _made(before: str, start: int, end: int, shown: str, *, whole: bool) -> Damaged:
    text = before[:start] + "?" + shown.replace("！", "!") + before[end:]
    return Damaged(text, before, start, start + 1 + len(shown), before[start:end], whole)
