"""The people whom a document names (人员), each with the role beside the name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

# The surnames in common use (常见姓氏), single and double; a closed list of the language.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙"
    "史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤习常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆"
    "蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛"
    "仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郗海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云"
    "容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
_DOUBLE = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|宇文|长孙|端木|轩辕|呼延|南宫|闻人|独孤"
_GIVEN = r"(?:(?![等及和与])[\u4e00-\u9fff])"
NAME = rf"(?:(?:{_DOUBLE}){_GIVEN}{{1,2}}|[{_SURNAMES}]{_GIVEN}{{1,2}})"
_TITLES = (
    "总书记|副书记|书记|副主席|主席|副省长|省长|副市长|市长|副区长|区长|副县长|县长|副州长|州长|副镇长|镇长|副乡长|乡长|副主任|主任|副局长|局长|副厅长|厅长|副部长|部长|副处长|处长|"
    "副科长|科长|秘书长|常委|总经济师|总工程师|总规划师|副会长|会长|副院长|院长|副校长|校长|董事长|总经理|副总经理|总裁|负责人|委员|副总理|总理|国务委员|厂长|站长|所长|社长|研究员|教授|"
    "行长|检察长|巡视员|调研员|组长|专员|链长|党工委书记|理事长|首席专家|代表|会长|队长|支书|街道办主任"
)
_ROLE_END = rf"(?:{_TITLES})"
_FOLLOWS = (
    r"(?:同志|主持|讲话|出席|强调|要求|指出|表示|提出|介绍|说|作(?!为)|就|致辞|宣读|参加|率|听取|听|调研|总结|通报|传达|宣布|汇报|一行|到|赴|先后|对|在|代表|带队|带领|深入|分别|陪同|主任|"
    r"书记|省长|市长|等|认为|谈|告诉|坦言|补充|部署|来到|走访|做|向|为[^了]|与|和|及|共同|\d|[，,。；;、：:\s（(）)”]|$)"
)
_AFTER_ROLE = re.compile(rf"(?P<role>{_ROLE_END})\s?(?P<name>{NAME})(?={_FOLLOWS})")
_BEFORE_TITLE = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<name>{NAME})(?P<role>总书记|书记|省长|市长|区长|县长|主席|总理|副总理)(?![处室长])|(?P<leader>习近平)(?P<chief>总书记|主席)"
)
_LISTED = re.compile(
    rf"(?P<names>{NAME}(?:、{NAME}){{1,40}})(?:等)?(?P<role>[\u4e00-\u9fff]{{0,4}}(?:领导|负责同志|负责人))"
)
_LED = re.compile(rf"(?P<role>[\u4e00-\u9fff]{{1,8}}领导)\s?(?P<names>{NAME}(?:、{NAME}){{1,40}})(?={_FOLLOWS})")
_ROLE_START = re.compile(r"[，,。；;：:！？!?“”\"（）()\s\n]")
_LEADING = re.compile(
    "^(?:会上|会议由|由|经|时任|请|据|记者从|作为|随后|其中|同时|日前|近日|当天|当日|上午|下午|是|在|对|和|与|及|以及|并|中共(?=中央)?(?!中央)|"
    r"\d{1,2}月\d{1,2}日(?:上午|下午)?|\d+日(?:上午|下午)?|[\u4e00-\u9fff]{2,6}(?:会议|会)上)"
)
_NOT_NAMES = re.compile(
    r"(?:[委府院局厅部组党]|国家|主持|出席|讲话|表示|同志|会议|工作|强调|要求|负责|部门|单位|参加|领导|任务|全面|全力|同意|办公|签订|介绍|通报|作了|听取)"
)
_REPORTERS = re.compile("记者|通讯员|编辑|摄影|摄$|作者")


@dataclass(frozen=True, slots=True)
class Person:
    """A name in a text (人名): where it stands, and the role beside it."""

    start: int
    end: int
    name: str
    role: str | None
    is_of_group: bool = False


def people(text: str) -> list[Person]:
    """The people of a text, each once, with the first role given (人员清单)."""
    found = sorted([*_with_roles(text), *_before_titles(text), *_listed(text)], key=lambda person: person.start)
    kept: dict[str, Person] = {}
    for person in found:
        known = kept.get(person.name)
        if known is None:
            kept[person.name] = person
        elif known.is_of_group and not person.is_of_group:
            kept[person.name] = replace(person, start=known.start, end=known.end)
    return list(kept.values())


def _with_roles(text: str) -> Iterator[Person]:
    """区委书记王某某强调: the role stands before the name."""
    place = floor = 0
    while found := _AFTER_ROLE.search(text, place):
        name, end = _right_length(text, found)
        place = found.end("role")
        if name is None:
            continue
        role = _role(text, found.end("role"), floor=floor)
        floor = end
        if not _REPORTERS.search(role):
            yield Person(found.start("name"), end, name, role)
            place = end


def _right_length(text: str, found: re.Match[str]) -> tuple[str | None, int]:
    """The name with three characters or two, as what follows allows."""
    name, start = found["name"], found.start("name")
    if len(name) == 2 and re.match(rf"{NAME}(?={_FOLLOWS})", text[start : start + 12]):
        name = re.match(rf"{NAME}", text[start : start + 3])[0] if _longer(text, start) else name  # type: ignore[index]
    return (None, 0) if _NOT_NAMES.search(name) else (name, start + len(name))


def _longer(text: str, start: int) -> bool:
    return re.match(rf"{_GIVEN}{{3}}(?={_FOLLOWS})", text[start : start + 12]) is not None and not re.match(
        rf"{_GIVEN}{{2}}(?:主|讲|出|强|要|指|表|提|作|说|致|宣|参|听|调|总|通|传|同)", text[start : start + 12]
    )


def _role(text: str, end: int, *, floor: int) -> str:
    """The whole role: its clause, and the clause before where that ends with a title too; none of the person before."""
    start = end
    while start > floor and not _ROLE_START.match(text[start - 1]):
        start -= 1
    role = text[start:end].lstrip("、")
    joined = re.search(
        rf"(?:^|[，,。；;：:！？!?“”\"（）()\s])([^，,。；;：:！？!?“”\"（）()\s]{{2,30}}{_ROLE_END})[，,]$",
        text[max(floor, start - 40) : start],
    )
    if joined:
        role = joined[1] + text[start - 1] + role
    while (shorter := _LEADING.sub("", role)) != role:
        role = shorter
    return role


def _before_titles(text: str) -> Iterator[Person]:
    """习近平总书记: the title stands behind the name."""
    for found in _BEFORE_TITLE.finditer(text):
        if found["leader"]:
            yield Person(found.start("leader"), found.end("leader"), found["leader"], found["chief"])
        elif not _NOT_NAMES.search(found["name"]):
            yield Person(found.start("name"), found.end("name"), found["name"], found["role"])


def _listed(text: str) -> Iterator[Person]:
    """甲某、乙某、丙某等区领导: one role for all."""
    for form in (_LISTED, _LED):
        for found in form.finditer(text):
            place = found.start("names")
            for name in found["names"].split("、"):
                if not _NOT_NAMES.search(name):
                    yield Person(place, place + len(name), name, found["role"].removeprefix("等"), is_of_group=True)
                place += len(name) + 1
