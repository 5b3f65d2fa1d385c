"""The store of what officials argue about (定义库): dated, sourced YAML, checked before anyone sees it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from bihuan.definitions.checks import check, check_envelope
from bihuan.definitions.plain import plain_values
from bihuan.engine.values import Finding

SHIPPED = Path(__file__).parent
SETTING = "BIHUAN_DEFINITIONS"


@dataclass(frozen=True, slots=True)
class Source:
    """The document a definition follows (依据): its name and number."""

    document: str
    number: str
    issued_on: date | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """As a page cites it (《…》〔号〕)."""
        return f"《{self.document}》（{self.number}）"


@dataclass(frozen=True, slots=True)
class Definition:
    """One dated version of a rule (定义的一个版本); `version` is a fingerprint of its body."""

    kind: str
    code: str
    version: str
    name: str
    source: Source
    effective_on: date
    ends_on: date | None
    body: dict[str, Any]

    def holds_on(self, day: date) -> bool:
        """Whether this version is in force on a day (是否有效)."""
        return self.effective_on <= day and (self.ends_on is None or day <= self.ends_on)


class BadDefinitions(ValueError):
    """Definitions cannot be used (定义有误); `findings` says where and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(map(str, self.findings)))


def load(kind: str, folder: Path | None = None) -> tuple[Definition, ...]:
    """All versions of a kind's definitions (载入定义), in order of code and day.

    Args: folder: a folder laid out like the shipped one, instead of the shipped and the extra ones.
    Raises: BadDefinitions: names file and field of everything that is wrong.
    """
    good, findings = read(kind, folder)
    if findings:
        raise BadDefinitions(findings)
    return good


def read(kind: str, folder: Path | None = None) -> tuple[tuple[Definition, ...], tuple[Finding, ...]]:
    """What is good of a kind's definitions, and what is wrong with the rest (读取定义)."""
    folders = (SHIPPED, *_extra_folders()) if folder is None else (folder,)
    return _read(kind, tuple(stamp for each in folders for stamp in _stamps(each / kind)))


def on(kind: str, code: str, day: date) -> Definition | None:
    """The version of a definition in force on a day (某日有效的定义); None where there is none."""
    return next((each for each in load(kind) if each.code == code and each.holds_on(day)), None)


def state_of_extra() -> tuple[tuple[Path, int, int], ...]:
    """What tells one state of the extra folders from another (外加定义的状态): path, moment and size of each file."""
    return tuple(stamp for folder in _extra_folders() for stamp in _fresh_stamps(folder, "*/*.yaml"))


def version_of(body: Mapping[str, Any]) -> str:
    """Fingerprint of a body (版本): the same rule has the same version whoever wrote the file."""
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def definition_of(kind: str, entry: Mapping[str, Any]) -> Definition:
    """Definition from one checked entry of a file or row of an office (生成定义)."""
    source = dict(entry["source"])
    issued_on = source.pop("issued_on", None)
    return Definition(
        kind=kind,
        code=entry["code"],
        version=version_of(entry["body"]),
        name=entry["name"],
        source=Source(**source, issued_on=date.fromisoformat(issued_on) if issued_on else None),
        effective_on=date.fromisoformat(entry["effective_on"]),
        ends_on=date.fromisoformat(entry["ends_on"]) if entry.get("ends_on") else None,
        body=entry["body"],
    )


Stamp = tuple[Path, int, int]


def _extra_folders() -> tuple[Path, ...]:
    return tuple(Path(each) for each in os.environ.get(SETTING, "").split(os.pathsep) if each)


def _stamps(folder: Path) -> tuple[Stamp, ...]:
    """What tells one state of a folder from another; what ships does not change while the program runs."""
    return _shipped_stamps(folder) if folder.parent == SHIPPED else _fresh_stamps(folder)


def _fresh_stamps(folder: Path, pattern: str = "*.yaml") -> tuple[Stamp, ...]:
    stats = ((path, path.stat()) for path in sorted(folder.glob(pattern)))
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats)


_shipped_stamps = cache(_fresh_stamps)


@cache
def _read(kind: str, stamps: tuple[Stamp, ...]) -> tuple[tuple[Definition, ...], tuple[Finding, ...]]:
    by_folder: dict[Path, list[Definition]] = {}
    findings: list[Finding] = []
    for path, _, _ in stamps:
        good, wrong = _read_file(kind, path)
        by_folder.setdefault(path.parent, []).extend(good)
        findings += wrong
    chosen: dict[str, list[Definition]] = {}
    for definitions in by_folder.values():
        chosen |= _by_code(definitions)
    findings += [finding for versions in chosen.values() for finding in _overlaps(versions)]
    return tuple(each for code in sorted(chosen) for each in chosen[code]), tuple(findings)


def _read_file(kind: str, path: Path) -> tuple[list[Definition], list[Finding]]:
    at = f"{kind}/{path.name}"
    try:
        content = plain_values(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return [], [Finding("not_yaml", at, f"文件不是UTF-8的YAML，请核对缩进和引号（{_problem(error)}）。")]
    entries = content if isinstance(content, list) else [content]
    good, findings = [], []
    for place, entry in enumerate(entries):
        wrong = _check_entry(kind, entry, at=at if len(entries) == 1 else f"{at}[{place}]")
        findings += wrong
        if not wrong:
            good.append(definition_of(kind, entry))
    return good, findings


def _check_entry(kind: str, entry: object, *, at: str) -> list[Finding]:
    findings = check_envelope(entry)
    if not findings and isinstance(entry, dict):
        findings = [Finding(each.code, f"body {each.at}".strip(), each.sentence) for each in check(kind, entry["body"])]
    return [Finding(each.code, f"{at} {each.at}".strip(), each.sentence) for each in findings]


def _by_code(definitions: Iterable[Definition]) -> dict[str, list[Definition]]:
    by_code: dict[str, list[Definition]] = {}
    for each in sorted(definitions, key=lambda each: (each.code, each.effective_on)):
        by_code.setdefault(each.code, []).append(each)
    return by_code


def _overlaps(versions: list[Definition]) -> Iterable[Finding]:
    for earlier, later in pairwise(versions):
        if earlier.holds_on(later.effective_on):
            sentence = (
                f"“{later.code}”自{earlier.effective_on}和自{later.effective_on}的两版重叠，请给前一版写上终止日。"
            )
            yield Finding("versions_overlap", f"{later.kind}/{later.code}", sentence)


def _problem(error: yaml.YAMLError | UnicodeDecodeError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"第{mark.line + 1}行：{getattr(error, 'problem', '')}" if mark else str(error)
