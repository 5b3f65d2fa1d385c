"""A reading as plain values (JSON形式): the annotation schema's form, with spans and what was removed added."""

from decimal import Decimal

from bihuan.engine.text.reading import Commitment, Figure, Framework, Name, PersonName, Reading, Relative, Task

Plain = dict[str, object]


def to_json(reading: Reading) -> Plain:
    """A reading in the form of the annotation schema (标注格式), ready for json.dumps."""
    return {
        "source": reading.source,
        "encoding": reading.encoding,
        "body": reading.body,
        "document": vars(reading.document).copy(),
        "figures": [_figure(each) for each in reading.figures],
        "relatives": [_relative(each) for each in reading.relatives],
        "tasks": [_task(each) for each in reading.tasks],
        "people": [_person(each) for each in reading.people],
        "bodies": [_name(each, kind="kind") for each in reading.bodies],
        "industries": [_name(each, kind="tier") for each in reading.industries],
        "frameworks": [_framework(each) for each in reading.frameworks],
        "instruments": [_name(each, kind="kind") for each in reading.instruments],
        "commitments": [_commitment(each) for each in reading.commitments],
    } | _cleaning(reading)


def _cleaning(reading: Reading) -> Plain:
    return {
        "removed": [
            {"span": [piece.start, piece.end], "text": piece.text, "kind": piece.kind, "reason": piece.reason}
            for piece in reading.removed
        ],
        "doubts": [
            {"span": [each.start, each.end], "text": each.text, "reason": each.reason} for each in reading.doubts
        ],
        "findings": [{"code": each.code, "at": each.at, "sentence": each.sentence} for each in reading.findings],
    }


def _span(span: tuple[int, int] | None) -> list[int] | None:
    return None if span is None else list(span)


def plain_number(value: Decimal) -> int | float:
    """A number as JSON writes it (数值): whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(each: Figure) -> Plain:
    return {
        "name": each.name,
        "subject": each.subject,
        "period": each.period,
        "value": plain_number(each.value),
        "unit": each.unit,
        "measure": each.measure,
        "status": each.status,
        "indicator": each.indicator,
        "bound": each.bound,
        "base": each.base,
        "quote": each.quote.text,
        "quote_span": [each.quote.start, each.quote.end],
        "span": _span(each.span),
    }


def _relative(each: Relative) -> Plain:
    return {
        "name": each.name,
        "indicator": each.indicator,
        "relation": each.relation,
        "than": each.than,
        "subject": each.subject,
        "period": each.period,
        "status": each.status,
        "bound": "relative",
        "quote": each.quote.text,
        "span": _span(each.span),
    }


def _task(each: Task) -> Plain:
    return {
        "quote": each.quote.text,
        "deadline": each.deadline,
        "owners": list(each.owners),
        "section": list(each.section),
        "pledge": each.is_pledge,
        "span": _span(each.span),
    }


def _person(each: PersonName) -> Plain:
    return {"name": each.name, "role": each.role, "span": _span(each.span)}


def _name(each: Name, *, kind: str) -> Plain:
    return {"name": each.name, kind: each.kind, "span": _span(each.span)}


def _framework(each: Framework) -> Plain:
    parts = [{"count": part.count, "label": part.label, "members": list(part.members)} for part in each.parts]
    return {"name": each.name, "parts": parts, "span": _span(each.span)}


def _commitment(each: Commitment) -> Plain:
    return {
        "from": each.signer,
        "to": list(each.signed_with),
        "instrument": each.instrument,
        "date": each.signed_on,
        "span": _span(each.span),
    }
