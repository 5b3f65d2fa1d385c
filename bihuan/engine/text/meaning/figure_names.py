"""What a number measures (指标名称): the shortest phrase beside it that names it."""

import re

from bihuan.engine.text.meaning.figure_words import FigureWords

_REACH = 18
_BRACKETED = re.compile("[一-龥][（(][^（）()]{1,4}[）)]")
_SHORT = re.compile(r"[^，,。；;、：:（(“”]{0,8}")


def left_name(text: str, *, words: FigureWords) -> str:
    """The name in the words before a number (左侧名称), empty where they hold none."""
    plain = _without_leading(words.predicate.sub("", text.strip()), words)
    name = _whole_quotes(plain.strip(" 、，,和的：:"))
    return "" if words.not_names.match(name) else name


def predicate(text: str, *, words: FigureWords) -> str:
    """What stands between a name and its number (谓语): 同比增长, 达到."""
    found = words.predicate.search(text)
    return found.group() if found else ""


def _without_leading(name: str, words: FigureWords) -> str:
    """Without when, who and the verb; the verb stays where two characters alone would be left (完成投资)."""
    while (shorter := words.leading.sub("", name, count=1)) != name:
        if len(shorter) <= 2 < len(name) <= 6 and not words.only_when.match(name):
            return name
        name = shorter
    return name


def _whole_quotes(name: str) -> str:
    """Quotation marks in pairs or not at all."""
    if name.count("“") != name.count("”"):
        name = "“" + name if "”" in name and "“" not in name else name.replace("“", "").replace("”", "")
    return name


def head_of_list(name: str) -> str:
    """What closes a list of examples (总称): 活动 in 消费季、购物季等活动; else the last of the list."""
    if "等" in name[1:] and (rest := name.rpartition("等")[2]):
        return rest
    return name.rpartition("、")[2] or name


def right_name(text: str, *, words: FigureWords) -> str:
    """The name in the words after a number and its measure word (右侧名称), empty where they hold none."""
    quoted = words.quoted.match(text)
    if quoted is not None:
        return quoted.group() + right_name(text[quoted.end() :], words=words)
    near = text[:_REACH]
    qualified = words.qualified.match(near)
    if qualified is not None:
        near = text[qualified.end() : qualified.end() + _REACH]
    stop, head = words.stops.search(near), words.heads.search(near)
    if head is not None and (stop is None or head.start() <= stop.start()):
        return near[: head.end()]
    name = near[: stop.start()] if stop else near
    if len(name) == 1 and (both := _BRACKETED.match(near)):
        return both.group()
    return _SHORT.match(near)[0] if len(name) == 1 else name  # type: ignore[index]


def each_name(name: str, *, words: FigureWords) -> list[str]:
    """The names of a list with what they share written to each (分列名称): 一产、二产增加值, 游客人数、旅游收入."""
    names = [part for part in re.split("[、和及与]", name) if part]
    last = words.levels.match(names[-1]) if names else None
    if last is not None:
        return [each + names[-1][last.end() :] if words.levels.fullmatch(each) else each for each in names]
    tail = words.tails.search(names[-1]) if names else None
    if tail is None or len(names) < 2:
        return names or [name]
    return [_with_tail(each, tail.group(), words) for each in names]


def _with_tail(name: str, tail: str, words: FigureWords) -> str:
    whole = name.endswith(("数", "量")) and not tail.endswith(("占比", "比重"))
    if whole or words.tails.search(name):
        return name
    return name + (tail.removeprefix("居民") if name.endswith("居民") else tail)
