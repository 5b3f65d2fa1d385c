"""Lines put in by others to sell (广告、垃圾信息): rows of search words and link lists, known by their shape."""

import re

_BARS = re.compile(r"[|｜_丨]")
_TRADES = re.compile(
    "彩票|棋牌|博彩|六合彩|时时彩|老虎机|捕鱼|投注|娱乐城|百家乐|私服|代孕|发票代开|办证|贷款热线|成人|影音资源|人妻|无码|福利网|在线观看|视频网站|友情链接|注册送"
)
_PROSE = re.compile("[。；！？;]")


def is_advert(text: str) -> bool:
    """Whether a line is an advert or a row of search words (垃圾信息)."""
    if _PROSE.search(text):
        return False
    pieces = [piece for piece in _BARS.split(text) if piece.strip()]
    return (len(pieces) >= 3 and _TRADES.search(text) is not None) or _sells(text)


def _sells(text: str) -> bool:
    """Two trades that advertise so, in one line without a sentence."""
    return len(set(_TRADES.findall(text))) >= 2
