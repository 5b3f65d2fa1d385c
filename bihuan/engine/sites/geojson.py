"""GeoJSON read into shapes (读取GeoJSON): what is good is kept, what is not gets a sentence with the remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bihuan.engine.sites.rings import shape_or_finding
from bihuan.engine.sites.shapes import Shape
from bihuan.engine.sites.systems import CHINA, System, system_of
from bihuan.engine.sites.zones import Zone
from bihuan.engine.values import Finding

MOST_FEATURES = 20_000
_SHOWN = 40
_OTHER_TYPES = {
    "Point": "点",
    "MultiPoint": "多个点",
    "LineString": "线",
    "MultiLineString": "多条线",
    "GeometryCollection": "几种图形的组合",
}
_NAMES = ("name", "名称", "地块名称", "dkmc", "DKMC", "code", "编号", "地块编号", "dkbh", "DKBH")


@dataclass(frozen=True, slots=True)
class Feature:
    """One shape of a file (图形要素): which one, what the file says of it, and the shape."""

    at: str
    properties: Mapping[str, Any]
    shape: Shape


@dataclass(frozen=True, slots=True)
class ShapesRead:
    """What a file gave (读取结果): the good shapes and what was found wrong."""

    features: tuple[Feature, ...]
    findings: tuple[Finding, ...]


def read_geojson(
    data: bytes,
    *,
    file: str = "",
    around: tuple[float, float, float, float] = CHINA,
    zone: Zone | None = None,
) -> ShapesRead:
    """Shapes of a file (读取图形文件).

    Args: around: west, south, east, north that every shape must lie in. zone: of coordinates in metres, where the
        file does not say it itself.
    """
    body = _body(data, file)
    if isinstance(body, Finding):
        return ShapesRead((), (body,))
    system = system_of(body, file)
    if isinstance(system, Finding):
        return ShapesRead((), (system,))
    entries = _features(body, file)
    if isinstance(entries, Finding):
        return ShapesRead((), (entries,))
    if system.zone is None and zone is not None and not system.is_told:
        system = System(zone)
    read = [_feature(entry, number, system, around) for number, entry in enumerate(entries, 1)]
    return ShapesRead(
        tuple(each for each in read if isinstance(each, Feature)),
        tuple(each for each in read if isinstance(each, Finding)),
    )


def _body(data: bytes, file: str) -> Mapping[str, Any] | Finding:
    try:
        body = json.loads(_text(data))
    except (ValueError, RecursionError):
        return Finding("not_json", file, "不是GeoJSON文件，读不出内容。请用制图软件导出为GeoJSON后再传。")
    if not isinstance(body, dict):
        return Finding("not_geojson", file, "文件里没有图形。请用制图软件导出为GeoJSON后再传。")
    return body


def _text(data: bytes) -> str:
    """Text of a file (解码): UTF-8, or what older programs in China write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _features(body: Mapping[str, Any], file: str) -> list[Any] | Finding:
    match body.get("type"):
        case "FeatureCollection":
            entries = body.get("features")
        case "Feature":
            entries = [body]
        case str() as word if word in {"Polygon", "MultiPolygon", *_OTHER_TYPES}:
            entries = [{"type": "Feature", "properties": {}, "geometry": body}]
        case _:
            entries = None
    if not isinstance(entries, list):
        return Finding("not_geojson", file, "文件里没有图形要素（Feature）。请用制图软件导出为GeoJSON后再传。")
    if not entries:
        return Finding("empty_file", file, "文件里一个图形也没有。请核对导出的图层。")
    if len(entries) > MOST_FEATURES:
        return Finding("too_many", file, f"有{len(entries)}个图形，超过{MOST_FEATURES}个。请分几个文件上传。")
    return entries


def _feature(entry: Any, number: int, system: System, around: tuple[float, float, float, float]) -> Feature | Finding:
    body = entry if isinstance(entry, dict) else {}
    properties = body.get("properties")
    known = properties if isinstance(properties, dict) else {}
    at = _place(known, number)
    polygons = _polygons(body.get("geometry"), at)
    if isinstance(polygons, Finding):
        return polygons
    shape = shape_or_finding(polygons, system=system, around=around, at=at)
    return shape if isinstance(shape, Finding) else Feature(at, known, shape)


def _place(properties: Mapping[str, Any], number: int) -> str:
    name = next(iter(_named(properties)), "")
    return f"第{number}个图形（{name[:_SHOWN]}）" if name else f"第{number}个图形"


def _named(properties: Mapping[str, Any]) -> Iterator[str]:
    for key in _NAMES:
        value = properties.get(key)
        if isinstance(value, str | int) and str(value).strip():
            yield str(value).strip()


def _polygons(geometry: Any, at: str) -> Any | Finding:
    if not isinstance(geometry, dict):
        return Finding("empty", at, "没有图形。请补画，或从文件中删去。")
    kind = geometry.get("type")
    if kind == "MultiPolygon":
        return geometry.get("coordinates")
    if kind == "Polygon":
        rings = geometry.get("coordinates")
        return [rings] if isinstance(rings, list) and rings else []
    word = _OTHER_TYPES.get(str(kind), f"“{str(kind)[:_SHOWN]}”")
    return Finding("wrong_type", at, f"是{word}，不是面。地块和管控线要画成面（多边形），请重新导出。")
