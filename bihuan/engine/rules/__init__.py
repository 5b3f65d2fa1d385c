"""Conditions over facts (条件规则): parse, evaluate in three values, explain."""

from bihuan.engine.rules.conditions import AllOf, AnyOf, AtLeast, AtMost, Condition, Has, In, Is, Known, Not, fields
from bihuan.engine.rules.evaluation import BadFact, Truth, Verdict, evaluate
from bihuan.engine.rules.parsing import BadCondition, parse, to_body

__all__ = [
    "AllOf",
    "AnyOf",
    "AtLeast",
    "AtMost",
    "BadCondition",
    "BadFact",
    "Condition",
    "Has",
    "In",
    "Is",
    "Known",
    "Not",
    "Truth",
    "Verdict",
    "evaluate",
    "fields",
    "parse",
    "to_body",
]
