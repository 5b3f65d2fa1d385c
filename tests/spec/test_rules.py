"""条件：是、否、暂无"""

from bihuan.engine.rules import evaluate, parse
from tests.spec.conftest import Spec

FACTS = {"是": "a", "否": "b", "暂无": None}
ONE, OTHER = {"field": "one", "is": "a"}, {"field": "other", "is": "a"}


def word(body: object, *given: str) -> str:
    facts = dict(zip(("one", "other"), (FACTS[each] for each in given), strict=False))
    return evaluate(parse(body), facts).truth.word


def test_both(spec: Spec) -> None:
    """全部满足、任一满足、不成立（克林三值逻辑）"""
    spec(
        """甲   | 乙   => 全部满足 | 任一满足 | 甲不成立
           是   | 是   => 是   | 是   | 否
           是   | 否   => 否   | 是   | 否
           是   | 暂无 => 暂无 | 是   | 否
           否   | 是   => 否   | 是   | 是
           否   | 否   => 否   | 否   | 是
           否   | 暂无 => 否   | 暂无 | 是
           暂无 | 是   => 暂无 | 是   | 暂无
           暂无 | 否   => 否   | 暂无 | 暂无
           暂无 | 暂无 => 暂无 | 暂无 | 暂无""",
        by=lambda *given: (
            word({"all": [ONE, OTHER]}, *given),
            word({"any": [ONE, OTHER]}, *given),
            word({"not": ONE}, *given),
        ),
    )


def test_reasons(spec: Spec) -> None:
    """理由点明是哪一条决定的"""
    body = {
        "all": [
            {"field": "evidence", "at_least": 1, "because": "销号须有佐证材料"},
            {"field": "class", "in": ["一般", "重要"]},
        ]
    }
    labels = {"evidence": "佐证份数", "class": "类别"}

    def reason(evidence: str, class_: str) -> tuple[str, str]:
        facts = {
            "evidence": int(evidence) if evidence != "暂无" else None,
            "class": class_ if class_ != "暂无" else None,
        }
        verdict = evaluate(parse(body), facts, labels=labels)
        return verdict.truth.word, verdict.because

    spec(
        """佐证份数 | 类别 => 结论 | 理由
           2    | 一般 => 是   | 已满足“销号须有佐证材料”；类别为“一般”，属于“一般”、“重要”。
           0    | 一般 => 否   | 销号须有佐证材料（佐证份数为0，少于1）。
           暂无 | 一般 => 暂无 | 销号须有佐证材料（佐证份数暂无，无法判断是否不少于1）。
           0    | 暂无 => 否   | 销号须有佐证材料（佐证份数为0，少于1）。
           2    | 紧急 => 否   | 类别为“紧急”，不属于“一般”、“重要”。""",
        by=reason,
    )
