"""How well and how fast papers are read (make bench-read): one core, one run, beside trafilatura and JioNLP.

Five tables: pages cleaned; numbers, times and money found; the whole reading with the share of each step; memory over
1,000 documents; F1 on the annotated corpus. The corpus is ../shared/corpus where it is at hand; without it the tables
of speed stand on self-written reports, and the last is left out.
"""

import importlib.util
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import cleaning
from bihuan.definitions import language
from bihuan.engine.text import read, reader, to_json
from bihuan.engine.text.cleaning.clean import clean
from bihuan.engine.text.meaning import meaning
from bihuan.engine.text.meaning.cutting import Cutter
from bihuan.engine.text.meaning.dates import years
from bihuan.engine.text.meaning.numbers import mentions
from bihuan.engine.text.meaning.periods import Reckoning, times
from bihuan.engine.text.scan import Scanner

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
ROUNDS = 3
DOCUMENTS = 1_000
ASKED = {"body": 0.98, "document": 0.93, "figures": 0.93, "tasks": 0.92, "people": 0.96, "bodies": 0.90}
ASKED |= {"industries": 0.85, "frameworks": 0.85, "instruments": 0.85}
ASKED |= {"figures.period": 0.95, "figures.status": 0.97, "figures.subject": 0.88, "tasks.owners": 0.90}
STEPS = ("headings", "outline", "verdicts", "owners", "statements", "people", "bodies", "industries")
STEPS += ("frameworks", "instruments", "signings", "deadline")
REPORT = (
    "{n}月9日,云溪区召开经济工作会议。会议指出,第{n}批项目完成投资{n}.5亿元,规上工业增加值同比增长{n}.4%,居全市第二。\n"
    "会议强调,要激活创新主体。引导企业增加研发投入,建设第{n}批创新平台,完善区镇联动机制,确保{n}月底前开工。\n"
)


def main() -> None:
    """Print all tables."""
    files = sorted((CORPUS / "raw").glob("*.txt")) if CORPUS.is_dir() else []
    texts = [path.read_bytes() for path in files] or ["".join(REPORT.format(n=n) for n in range(1, 13)).encode()] * 39
    cleaning.pages()
    _finding([read(raw, language=language()).body for raw in texts])
    _whole(texts, of=f"{len(files)} corpus documents" if files else "39 self-written reports")
    _memory(texts)
    if files:
        _quality()
    else:
        print(f"\nno annotated corpus at {CORPUS}: no F1 table")


def _finding(bodies: list[str]) -> None:
    """Numbers, times and money: how fast, and how many of the corpus' own times are wrong."""
    peer = _jionlp()
    size = sum(len(body.encode()) for body in bodies)
    print(f"\n{'finding numbers, times, money':34} {'MB/s':>8} {'times':>8} {'wrong':>8}")
    ours = size / _seconds(lambda: [_ours(body) for body in bodies]) / 1e6
    cases = list(_cases()) if CORPUS.is_dir() else []
    wrong = sum(not each["right"] for each in cases)
    print(f"{'bihuan':34} {ours:8.3f} {len(cases):8} {wrong:8}")
    if peer is None:
        print("JioNLP is not installed here: make bench-read")
        return
    began = time.process_time()
    for body in bodies:
        peer.ner.extract_time(body, time_base=_base("2026-02-10"), with_parsing=True)
        peer.ner.extract_money(body, with_parsing=True)
    theirs = size / (time.process_time() - began) / 1e6
    missed = sum(_their_period(peer, each) != each["period"] for each in cases)
    print(f"{'JioNLP ' + peer.__version__:34} {theirs:8.3f} {len(cases):8} {missed:8}")
    print(f"{'times as fast':34} {ours / theirs:8.1f}")


def _ours(body: str) -> None:
    words = language()
    known = years(title="", published="2026-02-10", held=None, body=body)
    reckoning = Reckoning(known, words.periods)
    mentions(body, words=words.numbers)
    scan, at = words.periods.scanner.scan(body), 0
    for line in body.split("\n"):
        said = scan.within(words.periods.said, line, at=at)
        for found in times(line, words=words.periods, said=said):
            reckoning.period(found, is_target=False)
        at += len(line) + 1


def _cases() -> Iterator[dict[str, Any]]:
    """Figures of the gold whose period stands in their sentence, with ours beside it."""
    score = _scorer()
    for name, gold in score.load(str(CORPUS / "gold")).items():
        found = _form(name)["figures"]
        for ours, theirs in score.match_figures(found, gold["figures"]):
            figure, period = gold["figures"][theirs], gold["figures"][theirs]["period"]
            if period and re.search("[年月季]|上半", figure["quote"]):
                right = score.when(found[ours]["period"]) == score.when(period)
                place = found[ours]["span"][0] - found[ours]["quote_span"][0]
                dated = gold["document"]["published"] or gold["document"]["held"]
                yield {"quote": figure["quote"], "period": score.when(period), "right": right, "dated": dated} | {
                    "place": place
                }


def _their_period(peer: Any, case: dict[str, Any]) -> str | None:
    """What the peer says of the time before a number; the document's year where it finds none, as our own default."""
    found = peer.ner.extract_time(case["quote"], time_base=_base(case["dated"]), with_parsing=True)
    before = [each for each in found if each["offset"][0] <= case["place"]] or found
    year = (case["dated"] or "")[:4]
    if not before:
        return year or None
    said = before[-1]["detail"].get("time")
    if not (isinstance(said, list) and len(said) == 2 and all(re.match(r"\d{4}-\d\d", str(each)) for each in said)):
        return None
    first, last = (str(each)[:7] for each in said)
    if (first[5:], last[5:]) == ("01", "12"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]}/{last[:4]}"
    return first if first == last else f"{first}/{last}"


def _base(dated: str | None) -> dict[str, int]:
    day = date.fromisoformat(dated or "2026-02-10")
    return {"year": day.year, "month": day.month, "day": day.day}


@cache
def _jionlp() -> Any:
    try:
        import jionlp
    except ImportError:
        return None
    return jionlp


def _whole(texts: list[bytes], *, of: str) -> None:
    """The whole reading, end to end, and where its time goes."""
    words, size = language(), sum(map(len, texts))
    for raw in texts:
        read(raw, language=words)
    whole = _seconds(lambda: [read(raw, language=words) for raw in texts])
    print(f"\n{'whole reading':34} {'MB/s':>8} {'share':>8}   ({of}, {size / 1e6:.2f} MB of UTF-8)")
    spent = _spent(texts)
    total = sum(spent.values())
    for step, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        print(f"  {step:32} {size / seconds / 1e6:8.2f} {seconds / total:8.1%}")
    print(f"{'all, without clocks inside':34} {size / whole / 1e6:8.2f}")


def _spent(texts: list[bytes]) -> Counter[str]:
    """Seconds in each step: every step under a clock of its own, what is left as 'else'."""
    spent: Counter[str] = Counter()
    kept = {(reader, "open_original"): reader.open_original, (reader, "clean"): clean}
    kept |= {(Scanner, "scan"): Scanner.scan, (Cutter, "cut"): Cutter.cut}
    kept |= {(meaning, step): getattr(meaning, step) for step in STEPS if hasattr(meaning, step)}
    for (home, step), does in kept.items():
        setattr(home, step, _clocked(step, does, spent))
    try:
        began = time.process_time()
        for raw in texts:
            read(raw, language=language())
        spent["else"] = time.process_time() - began - sum(spent.values())
    finally:
        for (home, step), does in kept.items():
            setattr(home, step, does)
    return spent


def _clocked(step: str, does: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    def clocked(*args: Any, **said: Any) -> Any:
        began, others = time.process_time(), spent.total()
        answer = does(*args, **said)
        if isinstance(answer, Iterator):
            answer = iter(list(answer))
        spent[step] += time.process_time() - began - (spent.total() - others)
        return answer

    return clocked


def _memory(texts: list[bytes]) -> None:
    """What the process holds after so many documents."""
    print(f"\n{'documents read in one process':34} {'MB held':>8}")
    for number in range(1, DOCUMENTS + 1):
        read(texts[number % len(texts)] + f"\n第{number}份。".encode(), language=language())
        if number in (100, DOCUMENTS // 2, DOCUMENTS):
            print(f"{number:34,} {_held():8.1f}")


def _held() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _seconds(work: Callable[[], object]) -> float:
    times_taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times_taken.append(time.process_time() - began)
    return min(times_taken)


def _quality() -> None:
    """F1 on the annotated documents, and what is right of matched items, beside what was asked."""
    score = _scorer()
    gold = score.load(str(CORPUS / "gold"))
    result, _ = score.evaluate({name: _form(name) for name in gold}, gold)
    print(f"\n{'field':20} {'P':>7} {'R':>7} {'F1':>7} {'asked':>7}   ({len(gold)} documents)")
    for field, value in result["fields"].items():
        print(f"{field:20} {value['p']:7.4f} {value['r']:7.4f} {value['f1']:7.4f} {_asked(field)}")
    for field, value in result["attributes"].items():
        print(f"{field:20} {'':7} {'':7} {value['share']:7.4f} {_asked(field)}")


def _asked(field: str) -> str:
    return f"{ASKED[field]:7.2f}" if field in ASKED else f"{'-':>7}"


@cache
def _form(name: str) -> Any:
    raw = (CORPUS / "raw" / f"{name}.txt").read_bytes()
    return json.loads(json.dumps(to_json(read(raw, language=language(), filename=f"{name}.txt"))))


@cache
def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_score", CORPUS / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score


if __name__ == "__main__":
    main()
