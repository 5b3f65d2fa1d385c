"""The front-end files are there, unchanged, and brought once."""

from __future__ import annotations

import json
import subprocess
import sys
import time

from bihuan.web import assets


def test_a_second_call_finds_everything_and_is_quick():
    assets.bring()
    started = time.perf_counter()

    brought = assets.bring()

    assert not brought
    assert time.perf_counter() - started < 0.2


def test_a_changed_file_is_noticed(monkeypatch, tmp_path):
    stamp = tmp_path / "assets.json"
    kept = json.loads(assets.STAMP.read_text())
    kept["files"]["bootstrap.min.css"] = "0" * 64
    stamp.write_text(json.dumps(kept))
    monkeypatch.setattr(assets, "STAMP", stamp)

    assert not assets.is_current()


def test_a_missing_font_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "WEB", tmp_path)
    monkeypatch.setattr(assets, "SHIPPED", {"font": tmp_path / "fonts" / "NotoSansSC-Regular.ttf"})

    assert assets.missing() == [
        "缺少图表中文字体文件 fonts/NotoSansSC-Regular.ttf。请运行：python -m bihuan.web.assets"
    ]


def test_an_unreachable_registry_is_said_in_one_sentence(tmp_path):
    code = (
        "from pathlib import Path; from bihuan.web import assets; "
        f"assets.STAMP = Path({str(tmp_path / 'none.json')!r}); raise SystemExit(assets.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": "/usr/bin", "npm_config_registry": "http://127.0.0.1:9/", "npm_config_cache": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "连接不到 npm 软件源" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_lock_names_no_registry():
    lock = json.loads(assets.LOCK.read_text())

    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]
    assert all(entry["integrity"].startswith("sha512-") for name, entry in lock["packages"].items() if name)
