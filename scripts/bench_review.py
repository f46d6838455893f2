"""How fast the editor's page is on a big run: makes one of N articles, then times what an editor waits for.

    python scripts/bench_review.py --articles 5000

Times are of whole HTTP answers from a server process on the loopback interface, medians and the slowest of 20; beside
them the CPU time that the server spent on one, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from pipeline.config import Config
from pipeline.store.run import RunStore

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.web.server import serving

WORDS = [
    *("Hafen", "Stadt", "Rat", "Haushalt", "Brücke", "Sommer", "Zug", "Polizei"),
    *("Schule", "Wetter", "Markt", "Messe", "Wald", "Fluss", "Turm", "Garten"),
]
CHECKS = [("number-mismatch", "error", 0.9), ("name-variant", "warning", 0.7), ("capitalisation", "notice", 0.5)]


def make(folder: Path, articles: int, sentences: int = 30, flags: int = 5) -> None:
    """Write a run of made-up articles, each with ``flags`` flags."""
    chance = random.Random(7)
    with RunStore(folder) as store:
        for number in range(articles):
            name, start, segments = f"a{number:05}", 0, []
            for index in range(sentences):
                source = " ".join(chance.choices(WORDS, k=14)) + "."
                segments.append(_segment(name, index, start, source))
                start += len(source) + 1
            raised = [_flag(name, n, segments, chance) for n in range(flags)]
            text = "\n".join(s["source"] for s in segments)
            store.put(number, f"k{number}", "d", text, _article(name, segments[0]["source"]), segments, raised)
    record = {"signature": "s", "config": Config().model_dump(mode="json")}
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")


def _article(name: str, title: str) -> dict[str, Any]:
    empty = dict.fromkeys(("byline", "role", "dateline", "credit"), "")
    known = {"article": name, "title": title, "source": f"{name}.txt", "format": "text", "encoding": "utf-8"}
    return {**known, **empty, "language": "de", "published": "2026-03-02", "notes": []}


def _segment(name: str, index: int, start: int, source: str) -> dict[str, Any]:
    tokens = [[m.start(), m.end()] for m in re.finditer(r"\w+", source)]
    made = {"article": name, "index": index, "paragraph": index // 3, "kind": "headline" if index == 0 else "body"}
    made |= {"start": start, "end": start + len(source), "source": source, "target": source.lower(), "score": -0.3}
    made |= {"origin": "mt", "model": "m", "attempts": [], "alternatives": [], "pair_score": None}
    return {**made, "source_tokens": tokens, "target_tokens": tokens, "links": [[i, i] for i in range(len(tokens))]}


def _flag(name: str, n: int, segments: list[dict[str, Any]], chance: random.Random) -> dict[str, Any]:
    check, severity, confidence = chance.choice(CHECKS)
    segment = chance.choice(segments)
    words = str(segment["source"]).split()[0]
    made = {"article": name, "segment": segment["index"], "check": check, "rule": "r", "severity": severity}
    made |= {"message": f"{words} is not what it was", "suggestion": "harbour", "safe": False, "blame": "translation"}
    made |= {"confidence": confidence, "evidence": [], "fingerprint": f"{chance.getrandbits(64):016x}"}
    for side in ("source", "target"):
        made |= {f"{side}_text": words, f"{side}_start": 0, f"{side}_end": len(words)}
    return made


def spent(process: int) -> float:
    """Return the CPU seconds of a process so far (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(what: str, server: int, call: Callable[[int], httpx.Response], times: int = 20) -> None:
    """Print median and slowest of ``times`` answers, and the CPU time of one, in milliseconds."""
    taken = []
    before = spent(server)
    for i in range(times):
        begun = time.perf_counter()
        answer = call(i)
        taken.append((time.perf_counter() - begun) * 1000)
        answer.raise_for_status()
    cpu = 1000 * (spent(server) - before) / times
    print(f"{what:44} {statistics.median(taken):7.1f} ms   slowest {max(taken):7.1f} ms   CPU {cpu:7.1f} ms")


def main() -> None:
    """Make the run, start the page, time it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run, desk = Path(folder, "run"), Path(folder, "desk.db")
        run.mkdir()
        begun = time.perf_counter()
        make(run, options.articles)
        print(f"made {options.articles} articles, {(run / 'run.db').stat().st_size / 1e6:.0f} MB, in {_since(begun)}")
        begun = time.perf_counter()
        with serving(run, desk) as server, httpx.Client(base_url=server.address, timeout=60) as client:
            print(f"page up after {_since(begun)}")
            time_page(client, options.articles, server.process.pid)
            status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
            print("memory of the page:", " ".join(re.findall(r"VmRSS:\s*(.*)", status)))


def time_page(client: httpx.Client, articles: int, server: int) -> None:
    """Time the pages and acts an editor waits for."""
    begun = time.perf_counter()
    csrf = re.findall(r'name="csrf" content="([^"]+)"', client.get("/").text)[0]
    print(f"very first page {_since(begun)}")
    headers = {"x-csrf": csrf}
    measure("queue, first page", server, lambda i: client.get("/"))
    measure(
        "queue, filtered by check and severity", server, lambda i: client.get("/?check=name-variant&severity=warning")
    )
    measure("queue, words", server, lambda i: client.get(f"/?text={WORDS[i % 16]}+{WORDS[i % 5]}"))
    measure("article opened", server, lambda i: client.get(f"/article/a{i * 7 % articles:05}"))

    page = client.get("/article/a00002/work").text
    flags = re.findall(r'id="f-(\w+)"', page)
    measure(
        "flag to flag: dismissed, next one shown",
        server,
        lambda i: client.post(
            "/article/a00002/verdict",
            data={"act": "dismiss", "flag": flags[i % len(flags)], "seen": 2**40},
            headers=headers,
        ),
    )
    measure(
        "flag to flag: edited, next one shown",
        server,
        lambda i: client.post(
            "/article/a00003/edit", data={"index": i, "text": f"new words {i}", "seen": 2**40}, headers=headers
        ),
    )
    measure("an edited article checked anew", server, lambda i: client.get("/article/a00003/work"), 1)
    measure("words elsewhere", server, lambda i: client.get(f"/article/a00004/elsewhere?words={WORDS[i % 16]}&index=3"))


def _since(begun: float) -> str:
    return f"{time.perf_counter() - begun:.1f} s"


if __name__ == "__main__":
    main()
