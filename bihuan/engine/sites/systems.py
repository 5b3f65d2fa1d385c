"""In which system the coordinates of a file are (坐标系): degrees, metres of a zone, or refused with what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from bihuan.engine.sites.ellipsoid import Floats
from bihuan.engine.sites.zones import Zone, zone_of_code, zone_of_easting
from bihuan.engine.values import Finding

CHINA = (73.0, 3.0, 136.0, 54.0)
"""West, south, east, north of the country (全国范围)."""

_DEGREES = {4326, 4480, 4490, 4979}
_REFUSED = (
    ((4610, 4610), "西安80坐标系"),
    ((2327, 2390), "西安80坐标系"),
    ((4214, 4214), "北京54坐标系"),
    ((2401, 2442), "北京54坐标系"),
    ((21413, 21463), "北京54坐标系"),
    ((3857, 3857), "网络墨卡托坐标系"),
)
_FARTHEST_NORTH = 6_100_000.0


@dataclass(frozen=True, slots=True)
class System:
    """System of a file's coordinates (坐标系): metres of a zone, else degrees; told: by the file itself."""

    zone: Zone | None = None
    is_told: bool = False


def system_of(body: Mapping[str, Any], file: str) -> System | Finding:
    """The system that a file names in `crs` (文件写明的坐标系); one not told is found from the numbers."""
    name = _crs_name(body)
    if name is None:
        return System()
    if "CRS84" in name.upper():
        return System(is_told=True)
    code = re.search(r"(\d{4,5})\s*$", name)
    number = int(code.group(1)) if code else 0
    if number in _DEGREES:
        return System(is_told=True)
    zone = zone_of_code(number)
    return System(zone, is_told=True) if zone else _refused(name, number, file)


def in_degrees(points: Floats, system: System, at: str) -> Floats | Finding:
    """Points as longitude and latitude (换算为经纬度), or what is wrong with them."""
    if _are_degrees(points) and (system.zone is None or not system.is_told):
        return _swapped_degrees(at) if _look_swapped(points) else points
    zone = system.zone or zone_of_easting(float(points[0, 0]))
    if zone is None or not _fits(points, zone):
        return _not_in_a_zone(points, at)
    return np.asarray(zone.degrees(points))


def lies_in(points: Floats, box: tuple[float, float, float, float]) -> bool:
    """Whether all points lie in a box of west, south, east, north (是否在范围内)."""
    west, south, east, north = box
    low, high = points.min(axis=0), points.max(axis=0)
    return bool(west <= low[0] and south <= low[1] and high[0] <= east and high[1] <= north)


def _crs_name(body: Mapping[str, Any]) -> str | None:
    crs = body.get("crs")
    properties = crs.get("properties") if isinstance(crs, Mapping) else None
    name = properties.get("name") if isinstance(properties, Mapping) else None
    return name if isinstance(name, str) and name.strip() else None


def _refused(name: str, code: int, file: str) -> Finding:
    known = next((words for (low, high), words in _REFUSED if low <= code <= high), f"“{name[:60]}”")
    remedy = "请由测绘单位转换为2000国家大地坐标系的经纬度（EPSG:4490）后重新导出。"
    return Finding("other_system", file, f"坐标系是{known}，不是2000国家大地坐标系，本系统不作坐标转换。{remedy}")


def _are_degrees(points: Floats) -> bool:
    return bool((np.abs(points[:, 0]) <= 180).all() and (np.abs(points[:, 1]) <= 180).all())


def _look_swapped(points: Floats) -> bool:
    return lies_in(points[:, ::-1], CHINA) and not lies_in(points, CHINA)


def _swapped_degrees(at: str) -> Finding:
    return Finding("swapped", at, "经度和纬度写反了（纬度在前）。请改为经度在前、纬度在后，重新导出。")


def _fits(points: Floats, zone: Zone) -> bool:
    offsets = np.abs(points[:, 0] - zone.easting)
    return bool((offsets <= 450_000).all() and ((points[:, 1] > 0) & (points[:, 1] < _FARTHEST_NORTH)).all())


def _not_in_a_zone(points: Floats, at: str) -> Finding:
    if zone_of_easting(float(points[0, 1])) is not None:
        return Finding("swapped", at, "横坐标和纵坐标写反了（带号应在横坐标上）。请改为横坐标在前，重新导出。")
    remedy = "请导出为2000国家大地坐标系的经纬度，或在横坐标前加带号（如39带写作39500000），或在上传时写明中央经线。"
    return Finding("no_zone", at, f"坐标是以米计的投影坐标，看不出是哪一带。{remedy}")
