"""Orders told plainly (平直的指令): what a unit does, or must not exceed, among sentences that direct.

区经信局牵头，10月底前走访一遍. Such a sentence has no 要; it directs because those around it do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bihuan.engine.text.meaning.moods import Verdict
from bihuan.engine.text.meaning.outline import Placed

Asked = Callable[[Placed], bool]
"""Whether a sentence is of some kind."""

_TELLS = ("reports", "past_section")


@dataclass
class _Flow:
    """How far the text directs at a sentence (行文): in its paragraph, and by the end of the one before."""

    paragraph: int = -1
    directed: bool = False
    directs: bool = False
    last: bool = False

    def enter(self, each: Placed, *, reports: bool) -> None:
        """Into the paragraph of a sentence; one that reports does not go on with the orders of the one before."""
        if each.sentence.paragraph != self.paragraph:
            self.paragraph, self.directed = each.sentence.paragraph, self.last and not reports
            self.directs = self.directed

    def leave(self, each: Placed, verdict: Verdict) -> None:
        """After a sentence."""
        if not each.is_heading and not each.sentence.is_note:
            self.last = verdict.is_task
            self.directs = self.directs or verdict.is_task


def with_orders(placed: list[Placed], found: list[Verdict], *, by_verb: Asked, by_sign: Asked) -> Iterator[Verdict]:
    """The verdicts, with plain sentences that direct among others (连同平直的指令).

    Args: by_verb: whether a sentence begins with a verb as an order does. by_sign: whether a unit acts in it, or a
    limit is set, which directs also before the first order of a paragraph.
    """
    pairs = list(zip(placed, found, strict=True))
    reporting = {each.sentence.paragraph for each, verdict in pairs if verdict.rule in _TELLS}
    directing = {each.sentence.paragraph for each, verdict in pairs if verdict.is_task}
    flow = _Flow()
    for each, verdict in pairs:
        flow.enter(each, reports=each.sentence.paragraph in reporting)
        near = flow.directs or each.sentence.paragraph in directing
        orders = verdict.rule == "states" and ((flow.directs and by_verb(each)) or (near and by_sign(each)))
        said = replace(verdict, is_task=True, rule="orders") if orders else verdict
        flow.leave(each, said)
        yield said
