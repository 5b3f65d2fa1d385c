"""Sample objects for the walk over all addresses: one that the cast's leading unit may see, one of the stranger's.

A room adds its kinds here: a function of the cast and of the person who will look, which makes both objects and returns
their address arguments. Of personal things the first is this person's, the second somebody else's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bihuan.apps.desk.models import Notice, Suggestion
from bihuan.apps.units.models import Person, Unit
from bihuan.apps.work.mapping import sheets
from bihuan.apps.work.models import (
    Campaign,
    Collection,
    CollectionUnit,
    Inspection,
    InspectionEvidence,
    InspectionFinding,
    InspectionObject,
    InspectionReview,
    Item,
    LedgerImport,
    Meeting,
    MeetingDecision,
    Paper,
    PaperTemplate,
    ReturnedSheet,
    SavedView,
)
from bihuan.base import files
from tests.spec.enterprise_objects import enterprise_makers
from tests.spec.figure_objects import figure_makers, figure_missing
from tests.spec.project_objects import project_makers, project_missing
from tests.spec.report_objects import report_makers, report_missing
from tests.support.builders import DAY, NOW
from tests.support.cast import Cast
from tests.support.documents import make_document
from tests.support.files import docx
from tests.support.items import make_item
from tests.support.sheets import workbook_of

Arguments = dict[str, Any]
Maker = Callable[[Cast, Person], tuple[Arguments, Arguments]]


def notices(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    def notice(to: Person) -> Arguments:
        facts = {"rule": "test", "object_kind": "test", "object_id": to.pk, "on": DAY, "title": "提醒", "made_at": NOW}
        return {"notice_id": Notice.objects.create(person=to, **facts).pk}

    return notice(person), notice(cast.nobody)


def gateways(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """The ways out are the same for everybody who may set them."""
    return {"channel": "wecom"}, {"channel": "mail"}


def suggestions(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    def suggestion(of: Person) -> Arguments:
        return {"suggestion_id": Suggestion.objects.create(person=of, person_name=of.name, text="意见", at=NOW).pk}

    return suggestion(person), suggestion(cast.nobody)


def documents(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    return tuple({"document_id": make_document(unit).pk} for unit in (cast.units.lead, cast.units.stranger))


def document_pairs(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A document of the leading unit beside another of its own; beside one of the stranger's."""
    first, second, foreign = (
        make_document(unit).pk for unit in (cast.units.lead, cast.units.lead, cast.units.stranger)
    )
    return {"document_id": first, "other_id": second}, {"document_id": first, "other_id": foreign}


def candidates(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    units = (cast.units.lead, cast.units.stranger)
    return tuple({"candidate_id": make_document(unit).candidates.first().pk} for unit in units)


def items(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A dispatched item of the leading unit; one of the stranger's."""
    stranger = {"lead_unit_id": cast.units.stranger.pk, "support_unit_ids": ()}
    return {"item_id": make_item(cast, "dispatched").pk}, {"item_id": make_item(cast, **stranger).pk}


def item_moves(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A move of each of them."""
    own, other = items(cast, person)
    return {**own, "code": "sign"}, {**other, "code": "dispatch"}


def item_pictures(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A picture on each of them."""
    return item_files(cast, person, content=b"\x89PNG\r\n\x1a\n" + bytes(20))


def item_files(cast: Cast, person: Person, *, content: bytes = "佐证材料".encode()) -> tuple[Arguments, Arguments]:
    """A file on each of them."""

    def with_file(arguments: Arguments) -> Arguments:
        item = Item.objects.unscoped("the walk makes its own objects").get(pk=arguments["item_id"])
        file = files.keep(content, name="佐证.txt")
        said = {"name": file.name, "path": file.path, "digest": file.sha256, "size": file.size}
        return {**arguments, "file_id": item.attachments.create(at=NOW, by_name="某人", **said).pk}

    own, other = items(cast, person)
    return with_file(own), with_file(other)


def saved_views(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A person's own way to look at the list; somebody else's."""

    def view(of: Person) -> Arguments:
        made = SavedView.objects.create(person=of, page="items", name="本月到期", created_at=NOW)
        return {"view_id": made.pk}

    return view(person), view(cast.nobody)


def units(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    return {"unit_id": cast.units.lead.pk}, {"unit_id": cast.units.stranger.pk}


def duties(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    def duty(unit: Unit) -> Arguments:
        return {"unit_id": unit.pk, "duty_id": unit.duties.create(text="负责工业经济运行").pk}

    return duty(cast.units.lead), duty(cast.units.stranger)


def people(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    return {"person_id": cast.lead_clerk.pk}, {"person_id": cast.stranger_clerk.pk}


def posts(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    def post(holder: Person) -> Arguments:
        return {"kind": "post", "right_id": holder.posts.get().pk}

    return post(cast.lead_clerk), post(cast.stranger_clerk)


def campaigns(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A campaign's name is common knowledge: both are the same."""
    values = {"code": "walk", "name": "专项行动", "year": 2026}
    code = {"code": Campaign.objects.add_root(values).code}
    return code, code


def papers(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A sheet of the leading unit, with its file; one of the stranger's."""

    def paper(unit: Unit) -> Arguments:
        file = files.keep(b"paper", name="工作单.docx")
        said = {"kind": "unit_sheet", "title": "工作单", "year": 2026, "at": NOW, "by_name": "某人"}
        said |= {"path": file.path, "digest": file.sha256, "name": file.name, "size": file.size}
        return {"paper_id": Paper.objects.create(unit=unit, unit_name=unit.name, **said).pk}

    return paper(cast.units.lead), paper(cast.units.stranger)


def ledger_imports(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A file that the leading unit brought; one of the stranger's."""

    def brought(unit: Unit) -> Arguments:
        file = files.keep(workbook_of(["事项", "牵头单位"], ["建成厂房", unit.name]), name="台账.xlsx")
        said = {"kind": "key_task", "state": "read", "at": NOW, "by_name": "某人", "unit_name": unit.name}
        said |= {"path": file.path, "digest": file.sha256, "name": file.name, "size": file.size}
        return {"import_id": LedgerImport.objects.create(unit=unit, **said).pk}

    return brought(cast.units.lead), brought(cast.units.stranger)


def paper_templates(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A template of the leading unit; one of the stranger's."""

    def template(unit: Unit) -> Arguments:
        file = files.keep(docx("{{标题}}"), name="模板.docx")
        said = {"kind": "task_table", "from_on": DAY, "at": NOW, "by_name": "某人", "unit_name": unit.name}
        said |= {"path": file.path, "digest": file.sha256, "name": file.name, "size": file.size}
        return {"template_id": PaperTemplate.objects.create(unit=unit, **said).pk}

    return template(cast.units.lead), template(cast.units.stranger)


def returned_sheets(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A sheet that the leading unit sent back; one of the stranger's."""

    def returned(unit: Unit) -> Arguments:
        file = files.keep(sheets.filled(unit.name, month_on=DAY.replace(day=1), lines=[], seal=""), name="填报表.xlsx")
        said = {"given": {}, "rows": {}, "titles": {}, "at": {}, "findings": [], "sheet": "填报表", "head": 2}
        facts = {"state": "read", "at": NOW, "by_name": "某人", "unit_name": unit.name, "month_on": DAY.replace(day=1)}
        facts |= {"path": file.path, "digest": file.sha256, "name": file.name, "size": file.size, "said": said}
        return {"sheet_id": ReturnedSheet.objects.create(unit=unit, found={"token": "", "rows": []}, **facts).pk}

    return returned(cast.units.lead), returned(cast.units.stranger)


def meetings(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A meeting at which the leading unit has a sheet; one of the stranger's."""

    def at_table(unit: Unit) -> Arguments:
        same = Meeting.objects.unscoped("the walk makes its own objects").count()
        said = {"name": "调度会", "year": 2026, "issue": same + 1, "held_at": NOW, "place": "会议室", "chair": "区长"}
        owner = {"unit": unit, "unit_name": unit.name, "at": NOW, "by_name": "某人"}
        made = Meeting.objects.create(**said, **owner)
        return {"meeting_id": made.pk}

    return at_table(cast.units.lead), at_table(cast.units.stranger)


def meeting_decisions(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A decision of each of them."""

    def decided(arguments: Arguments) -> Arguments:
        said = {"order": 1, "spoken": "抓紧办", "title": "抓紧办", "at": NOW, "by_name": "某人"}
        return {"decision_id": MeetingDecision.objects.create(meeting_id=arguments["meeting_id"], **said).pk}

    own, other = meetings(cast, person)
    return decided(own), decided(other)


def forms(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A form that the leading unit asks and is asked for; one of the stranger's."""

    def asked(unit: Unit) -> Arguments:
        said = {"title": "报表", "purpose": "用", "owner": "某人", "first_due_on": DAY, "expires_on": DAY}
        owner = {"unit": unit, "unit_name": unit.name, "at": NOW, "by_name": "某人", "sent_at": NOW}
        made = Collection.objects.create(**said, **owner, ground="文", columns=["户数"])
        CollectionUnit.objects.create(collection=made, unit=unit, unit_name=unit.name)
        return {"collection_id": made.pk}

    return asked(cast.units.lead), asked(cast.units.stranger)


def inspections(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """An inspection whose conclusion was fed back to the leading unit; one to the stranger's."""

    def inspected(unit: Unit) -> Arguments:
        same = Inspection.objects.unscoped("the walk makes its own objects").count()
        said = {"title": "督查", "year": 2026, "number": same + 1, "content": "duties", "ground": "批示"}
        said |= {"scope_text": "全部", "begins_on": DAY, "ends_on": DAY, "approved_by": "区长", "conclusion": "属实"}
        owner = {"unit": cast.units.supervision, "unit_name": "督查室", "at": NOW, "by_name": "某人"}
        made = Inspection.objects.create(**said, **owner, concluded_at=NOW, fed_back_at=NOW)
        InspectionObject.objects.create(inspection=made, unit=unit, unit_name=unit.name)
        return {"inspection_id": made.pk}

    return inspected(cast.units.lead), inspected(cast.units.stranger)


def inspection_findings(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A finding of each of them."""

    def found(arguments: Arguments, unit: Unit) -> Arguments:
        said = {"unit": unit, "unit_name": unit.name, "problem": "超期", "fact": "两笔", "at": NOW, "by_name": "某人"}
        made = InspectionFinding.objects.create(inspection_id=arguments["inspection_id"], **said)
        return {"finding_id": made.pk}

    own, other = inspections(cast, person)
    return found(own, cast.units.lead), found(other, cast.units.stranger)


def inspection_proofs(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """A file of the evidence of each of them."""

    def kept(arguments: Arguments) -> Arguments:
        file = files.keep("台账复印件".encode(), name="台账.txt")
        said = {"name": file.name, "path": file.path, "digest": file.sha256, "size": file.size}
        made = InspectionEvidence.objects.create(**arguments, **said, kind="书证", text="台账", at=NOW, by_name="某人")
        return {"evidence_id": made.pk}

    own, other = inspections(cast, person)
    return kept(own), kept(other)


def inspection_reviews(cast: Cast, person: Person) -> tuple[Arguments, Arguments]:
    """What the object of each of them objects to."""

    def asked(arguments: Arguments, unit: Unit) -> Arguments:
        said = {"unit": unit, "unit_name": unit.name, "ground": "口径不同", "due_on": DAY, "at": NOW, "by_name": "某人"}
        return {"review_id": InspectionReview.objects.create(**arguments, **said).pk}

    own, other = inspections(cast, person)
    return asked(own, cast.units.lead), asked(other, cast.units.stranger)


makers: dict[str, Maker] = {
    "campaign": campaigns,
    "candidate": candidates,
    "collection": forms,
    "document": documents,
    "document_pair": document_pairs,
    "duty": duties,
    **enterprise_makers,
    "gateway": gateways,
    **figure_makers,
    "inspection": inspections,
    "inspection_finding": inspection_findings,
    "inspection_proof": inspection_proofs,
    "inspection_review": inspection_reviews,
    "item": items,
    "item_file": item_files,
    "item_move": item_moves,
    "item_picture": item_pictures,
    "ledger_import": ledger_imports,
    "meeting": meetings,
    "meeting_decision": meeting_decisions,
    "notice": notices,
    "paper": papers,
    "paper_template": paper_templates,
    "person": people,
    "post": posts,
    **project_makers,
    **report_makers,
    "returned_sheet": returned_sheets,
    "saved_view": saved_views,
    "suggestion": suggestions,
    "unit": units,
}
"""Object kind of routes.csv -> maker of (own, another unit's) address arguments."""

missing: dict[str, Arguments] = {
    "campaign": {"code": "none"},
    "gateway": {"channel": "none"},
    **figure_missing,
    **project_missing,
    **report_missing,
    "item_move": {"item_id": 10**9, "code": "dispatch"},
}
"""Object kind -> address arguments of an object that does not exist; ids by default {"pk": 10**9}."""
