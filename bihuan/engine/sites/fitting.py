"""Which parcels fit a project (地块比选): ranked, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from bihuan.engine.sites.checks import Answer
from bihuan.engine.values import Quantity

Verdict = Literal["fits", "unsure", "unfit"]

VERDICTS: dict[Verdict, str] = {"fits": "合适", "unsure": "待核实", "unfit": "不合适"}
_ORDER: dict[Verdict, int] = {"fits": 0, "unsure": 1, "unfit": 2}


@dataclass(frozen=True, slots=True)
class SiteNeed:
    """What a project needs of a site (用地需求): area from and to, uses that would do.

    Where one of them is said, what is not said does not matter; where none is, nothing can be judged by them.
    """

    least: Quantity | None = None
    most: Quantity | None = None
    uses: tuple[str, ...] = ()

    @property
    def is_said(self) -> bool:
        """Whether anything is said of the need (是否写明)."""
        return self.least is not None or self.most is not None or bool(self.uses)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A parcel as it is compared (备选地块): what is not known is None."""

    code: str
    use: str | None
    area: Quantity | None
    is_free: bool | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing for or against a parcel (理由): good, or None where it is not known."""

    is_good: bool | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How a parcel fits (比选结果), with every reason; `spare` is the area beyond the need."""

    code: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    spare: Decimal | None
    told: int

    @property
    def word(self) -> str:
        """The verdict in words (结论)."""
        return VERDICTS[self.verdict]


def fits(need: SiteNeed, candidates: Iterable[Candidate]) -> tuple[Fit, ...]:
    """Parcels ranked for a need (地块比选): those that fit, then the fewest open matters, the least to spare."""
    return tuple(sorted((_fit(need, each) for each in candidates), key=_rank))


def _rank(fit: Fit) -> tuple[int, int, int, bool, Decimal, str]:
    bad = sum(reason.is_good is False for reason in fit.reasons)
    open_ = sum(reason.is_good is None for reason in fit.reasons)
    spare = fit.spare if fit.spare is not None else Decimal(0)
    return _ORDER[fit.verdict], bad, open_ + fit.told, fit.spare is None, abs(spare), fit.code


def _fit(need: SiteNeed, parcel: Candidate) -> Fit:
    reasons = (*_wants(need, parcel), _free(parcel), *_lines(parcel.answers))
    told = sum(answer.outcome == "told" for answer in parcel.answers)
    least = need.least
    spare = None if parcel.area is None or least is None else (parcel.area - least).amount
    return Fit(parcel.code, _verdict(reasons), reasons, spare, told)


def _verdict(reasons: Sequence[Reason]) -> Verdict:
    if any(reason.is_good is False for reason in reasons):
        return "unfit"
    return "unsure" if any(reason.is_good is None for reason in reasons) else "fits"


def _wants(need: SiteNeed, parcel: Candidate) -> list[Reason]:
    if not need.is_said:
        return [Reason(None, "没有写明需要的面积和用地性质，是否合用不能判断。")]
    has_area = need.least is not None or need.most is not None
    return [*([_area(need, parcel)] if has_area else []), *([_use(need, parcel)] if need.uses else [])]


def _area(need: SiteNeed, parcel: Candidate) -> Reason:
    if parcel.area is None:
        return Reason(None, "地块面积暂无，是否够用不能判断。")
    if need.least is not None and parcel.area < need.least:
        return Reason(False, f"面积{parcel.area}，比所需{need.least}少{need.least - parcel.area}。")
    if need.most is not None and parcel.area > need.most:
        return Reason(False, f"面积{parcel.area}，超过上限{need.most}，多{parcel.area - need.most}，须先分宗。")
    return Reason(True, f"面积{parcel.area}，够用。")


def _use(need: SiteNeed, parcel: Candidate) -> Reason:
    wanted = "、".join(need.uses)
    if not parcel.use:
        return Reason(None, "地块用地性质暂无，用途是否相符不能判断。")
    if parcel.use in need.uses:
        return Reason(True, f"用地性质为{parcel.use}，相符。")
    return Reason(False, f"用地性质为{parcel.use}，项目需要{wanted}；要用须先依法调整规划。")


def _free(parcel: Candidate) -> Reason:
    if parcel.is_free is None:
        return Reason(None, "地块状态暂无，能否供地不能判断。")
    return Reason(True, "可以供地。") if parcel.is_free else Reason(False, "已供出，不能再供。")


def _lines(answers: Iterable[Answer]) -> list[Reason]:
    """Reasons of the lines (管控线理由): all that is not plainly ok, and one sentence for the rest."""
    goodness = {"ok": True, "told": True, "breach": False, "unknown": None}
    given = list(answers)
    undrawn = [each for each in given if each.lacks == "shape"]
    told = [each for each in given if each.outcome != "ok" and each.lacks != "shape"]
    said = [Reason(goodness[each.outcome], each.sentence) for each in told]
    if undrawn:
        said.append(Reason(None, f"地块没有图形，与{len(undrawn)}条管控线无法套合。请补地块图形。"))
    fine = sum(each.outcome == "ok" for each in given)
    return [*said, Reason(True, f"与{fine}条管控线核对符合。")] if fine else said
