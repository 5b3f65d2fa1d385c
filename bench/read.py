"""How fast and how well the first reader reads (make bench-read): characters a second, F1 on the annotated corpus.

The corpus is ../shared/corpus where it is at hand; else speed is told on self-written reports, without a table.
"""

import importlib.util
import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import cleaning
from bihuan.definitions import language
from bihuan.engine.text import read, to_json

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
FLOORS = {"body": 0.90, "figures": 0.70, "tasks": 0.70, "people": 0.80}
ROUNDS = 5
REPORT = (
    "{n}月9日,镜澜区召开经济工作会议。会议指出,第{n}批项目完成投资{n}.5亿元,规上工业增加值同比增长{n}.4%,居全市第二。\n"
    "会议强调,要激活创新主体。引导企业增加研发投入,建设第{n}批创新平台,完善区镇联动机制,确保{n}月底前开工。\n"
)


def main() -> None:
    """Print both tables."""
    files = sorted((CORPUS / "raw").glob("*.txt")) if CORPUS.is_dir() else []
    texts = [path.read_bytes() for path in files] or ["".join(REPORT.format(n=n) for n in range(1, 40)).encode()] * 20
    _speed(texts, of=f"{len(files)} corpus documents" if files else "20 self-written reports")
    print()
    cleaning.main()
    if not files:
        print(f"\nno annotated corpus at {CORPUS}: no F1 table")
        return
    _quality()


def _speed(texts: list[bytes], *, of: str) -> None:
    characters = sum(len(raw.decode()) for raw in texts)
    read(texts[0], language=language())
    best = min(_seconds(texts) for _ in range(ROUNDS))
    whole = "\n".join(raw.decode().replace("\n", f"\n{number}", 1) for number, raw in enumerate(texts)).encode()
    long = min(_seconds([whole]) for _ in range(2))
    print(f"{'what':28} {'characters':>12} {'seconds':>9} {'chars/s':>12}")
    print(f"{of:28} {characters:12,} {best:9.3f} {characters / best:12,.0f}")
    print(f"{'all in one document':28} {len(whole.decode()):12,} {long:9.3f} {len(whole.decode()) / long:12,.0f}")


def _seconds(texts: list[bytes]) -> float:
    began = time.perf_counter()
    for raw in texts:
        read(raw, language=language())
    return time.perf_counter() - began


def _quality() -> None:
    score = _scorer()
    gold = score.load(str(CORPUS / "gold"))
    found = {name: _form(name) for name in gold}
    result, _ = score.evaluate(found, gold)
    print(f"\n{'field':14} {'P':>7} {'R':>7} {'F1':>7} {'floor':>7}   ({len(gold)} documents)")
    for field, value in result["fields"].items():
        floor = f"{FLOORS[field]:7.2f}" if field in FLOORS else f"{'-':>7}"
        print(f"{field:14} {value['p']:7.4f} {value['r']:7.4f} {value['f1']:7.4f} {floor}")
    print(f"{'macro':14} {'':7} {'':7} {result['overall']['macro_f1']:7.4f}")


def _form(name: str) -> Any:
    raw = (CORPUS / "raw" / f"{name}.txt").read_bytes()
    return json.loads(json.dumps(to_json(read(raw, language=language(), filename=f"{name}.txt"))))


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score


if __name__ == "__main__":
    main()
