"""The kinds that tests walk through: the shipped ones and the general table with every party."""

from functools import cache

from bihuan import definitions
from bihuan.engine.loop import Kind, build

SHIPPED = (
    *("key_task", "rectification", "instruction", "joint_matter"),
    *("enterprise_demand", "chain_task", "livelihood", "meeting_decision", "factor_need"),
)
EVERY_PARTY = ("registrar", "finder", "lead", "responsible", "support", "asker", "answerer", "instructor")


@cache
def kind_of(code: str) -> Kind:
    """A shipped kind, or "general": the table as it is, with every party."""
    if code == "general":
        return build({"parties": EVERY_PARTY}, code=code, name="通用流程")
    found = next(each for each in definitions.load("ledger_kinds") if each.code == code)
    return build(found.body, code=found.code, name=found.name)
