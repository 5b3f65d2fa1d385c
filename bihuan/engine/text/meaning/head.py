"""What the head lines and the first sentences say of a document (文件信息): title, days, publisher, place."""

import re
from collections.abc import Iterable

from bihuan.engine.text.cleaning.clean import Removed
from bihuan.engine.text.cleaning.inline import without_sounds
from bihuan.engine.text.cleaning.simplified import simplify
from bihuan.engine.text.meaning.dates import day_in, whole_day
from bihuan.engine.text.reading import Headings

_TODAY = re.compile("星期|周[一二三四五六日]")
_SOURCE = re.compile(r"(?:来源|出处|发布机构|发布单位|Publisher|Source)\s?[:：]\s*([^\s\d|｜：:]{2,20})", re.IGNORECASE)
_DATELINE = re.compile(
    r"^(?:本报)?([一-龥]{2,8}?)(?:\d{1,2}月\d{1,2}日)?[一-龥]{0,4}?(?:\d{1,2}月\d{1,2}日)?(?:讯|电)(?:[\s（(]|\d)"
)
_DATELINE_DAY = re.compile(r"^[一-龥]{2,10}?(\d{1,2}月\d{1,2}日)[一-龥]{0,3}?(?:讯|电)")
_STANDPOINT = re.compile("不代表([一-龥]{2,10}?)(?:的)?(?:立场|观点)")
_ISSUER = re.compile("^([一-龥]{2,20}?(?:办公厅|办公室|人民政府|委员会|管委会|局|厅|委))(?:印发|关于|转发)")
_MEETS = re.compile(r"召开|举行|举办|主持|发布会|获悉|开幕")
_LEVEL = "自治区|自治州|自治县|经济技术开发区|经济开发区|高新技术产业开发区|高新区|开发区|新区|省|市|区|县|旗|州"
_PLACE_IN_TITLE = re.compile(rf"(?:^|[年\s“”：:、])([一-龥]{{2,9}}?(?:{_LEVEL}))(?![场民容值域块])(?=[一-龥]|$)")
_PLACE_IN_TEXT = re.compile(
    rf"(?:^|[,，。；：:“”、\s日年])([一-龥]{{2,7}}?(?:{_LEVEL}))(?=委|政府|召开|举行|党委|人大|发展改革|发改|$|政协|启动|优化|坚持)"
)
_GENERAL = re.compile(
    "^(?:全|各|我|本|该|两|省|市|县|区|自治|等|及|和|与|对|在|从|到|向|以)|[省市区县](?:市|区|县)$|城市$|上市$|地区$|园区$|社区$"
)


def headings(removed: Iterable[Removed], *, body: str) -> Headings:
    """Title, publishing day, publisher, meeting day and place of a document (文件信息)."""
    heads = [(piece.kind, without_sounds(simplify(piece.text))) for piece in removed]
    title = next((text for kind, text in heads if kind == "title"), None)
    first = body.split("\n", 1)[0]
    year = _year(title or "", heads, opening=body[:600])
    published = _published(heads) or _dateline_day(first, year=year)
    return Headings(
        title=title,
        published=published,
        publisher=_publisher(heads, title=title or "", first=first),
        held=_held(heads, body=body, year=int(published[:4]) if published else year),
        place=_place(title or "", body=body),
    )


def _year(title: str, heads: list[tuple[str, str]], *, opening: str) -> int | None:
    found = re.findall(r"(20\d\d)年", title) or sorted(re.findall(r"(20\d\d)年", opening), reverse=True)
    return int(found[0]) if found else None


def _published(heads: list[tuple[str, str]]) -> str | None:
    dated = (
        whole_day(text) for kind, text in heads if kind in ("date", "source", "byline") and not _TODAY.search(text)
    )
    return next((day for day in dated if day), None)


def _dateline_day(first: str, *, year: int | None) -> str | None:
    found = _DATELINE_DAY.match(first)
    return day_in(found[1], year=year) if found else None


def _publisher(heads: list[tuple[str, str]], *, title: str, first: str) -> str | None:
    for kind, text in heads:
        if kind in ("source", "byline", "date") and (found := _SOURCE.search(text)):
            return found[1]
    alone = next((text.splitlines()[0] for kind, text in _after_label(heads)), None)
    for found in (_ISSUER.match(title), _DATELINE.match(first)):
        if alone is None and found:
            return found[1]
    return alone or next((found[1] for _, text in heads if (found := _STANDPOINT.search(text))), None)


def _after_label(heads: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The line after “来源：” that holds the name alone."""
    for kind, text in heads:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if kind == "source" and len(lines) > 1 and lines[0].endswith(("：", ":")):
            yield kind, lines[1]


def _held(heads: list[tuple[str, str]], *, body: str, year: int | None) -> str | None:
    for kind, text in heads:
        if kind == "meeting" and (day := whole_day(text)):
            return day
    for sentence in re.split("[。；\n]", body[:1200])[:6]:
        if _MEETS.search(sentence) and (day := day_in(_DATELINE.sub("", sentence), year=year)):
            return day
    return None


def _place(title: str, *, body: str) -> str | None:
    """The lowest place named in the title, else in the first sentences, else most often."""
    for text in (title, body[:500]):
        form = _PLACE_IN_TITLE if text is title else _PLACE_IN_TEXT
        found = [name for name in form.findall(text) if not _GENERAL.search(name)]
        if found:
            return str(found[0])
    counted = [name for name in _PLACE_IN_TEXT.findall(body) if not _GENERAL.search(name)]
    return max(counted, key=counted.count, default=None)
