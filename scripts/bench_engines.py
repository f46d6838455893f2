"""Speed and peak memory of both engines, on the embedded model and on random weights of OPUS-MT size; BLEU of int8.

usage: bench_engines.py [--sentences N] [--threads N] [--no-bleu]

The baseline is the transformers engine (float32). Each engine runs in a process of its own, on the same sentences (the
bodies of examples/*.txt), beam 4. Random weights never end a sentence, so that both engines write as much as they may.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from pipeline import resources
from pipeline.evaluate.data import bench_folder, load_rows
from pipeline.text.sentences import split
from pipeline.translate import CTranslate2Engine, ModelFolder, TransformersEngine, find_model
from pipeline.translate.convert import quiet
from pipeline.translate.engine import Engine, Search

EMBEDDED = "wire-de-en"
ENGINES = ("transformers-float32", "ctranslate2-float32", "ctranslate2-int8")
# Helsinki-NLP/opus-mt-de-en, config.json: 6 + 6 layers, 8 heads, width 512, inner width 2048, 58,101 pieces.
WIDTH, INNER, HEADS, LAYERS, VOCABULARY = 512, 2048, 8, 6, 58_101


def load(name: str, folder: ModelFolder, threads: int) -> Engine:
    """Load one of ``ENGINES`` on the CPU."""
    kind, _, precision = name.partition("-")
    maker = CTranslate2Engine if kind == "ctranslate2" else TransformersEngine
    return maker(folder, "cpu", precision, threads)


def sentences(count: int) -> list[str]:
    """Return the first sentences of 40 to 120 characters of the examples, by turns from each."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((resources.root() / "examples").glob("*.txt"))]
    parts = [
        [s.of(line) for line in text.splitlines() for s in split(line) if 40 <= len(s.of(line)) <= 120]
        for text in texts
    ]
    turns = [part[i] for i in range(max(map(len, parts))) for part in parts if i < len(part)]
    return turns[:count]


def worker(engine: str, model: str, count: int, threads: int) -> None:
    """Time one engine and print a line of JSON: seconds, target pieces, peak memory in MiB."""
    loaded = load(engine, find_model(model), threads)
    pieces = [loaded.pieces.source(text)[0] for text in sentences(count)]
    how = Search(beam=4, attention=False)
    loaded.search(pieces[:1], how)
    start = time.perf_counter()
    found = loaded.search(pieces, how)
    seconds = time.perf_counter() - start
    tokens = sum(len(best[0].pieces) + 1 for best in found)
    print(json.dumps({"seconds": seconds, "tokens": tokens, "peak": peak_memory()}))


def peak_memory() -> float:
    """Return the most memory this process has had, in MiB; ru_maxrss would begin with that of the parent process."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(engine: str, model: str, count: int, threads: int) -> dict[str, float]:
    """Run ``worker`` in a process of its own."""
    arguments = ["--worker", engine, "--model", model, "--sentences", str(count), "--threads", str(threads)]
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
    done = subprocess.run(
        [sys.executable, __file__, *arguments], capture_output=True, text=True, check=False, env=environment
    )
    if done.returncode:
        raise SystemExit(f"{engine} on {model}: {done.stderr.strip()}")
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def opus_sized(folder: Path, pieces_from: ModelFolder) -> Path:
    """Write a MarianMT folder with random weights of the size of OPUS-MT and the piece models of another model."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir()
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes((pieces_from.path / name).read_bytes())
    known = json.loads((pieces_from.path / "vocab.json").read_text(encoding="utf-8"))
    known.pop("<pad>", None)
    vocabulary = {piece: number for number, piece in enumerate(sorted(known, key=lambda piece: known[piece]))}
    vocabulary |= {f"<unused{n}>": n for n in range(len(vocabulary), VOCABULARY - 1)} | {"<pad>": VOCABULARY - 1}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    tokenizer = {"tokenizer_class": "MarianTokenizer", "source_lang": "de", "target_lang": "en"}
    (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    pad = VOCABULARY - 1
    sizes: dict[str, Any] = {}
    for side in ("encoder", "decoder"):
        sizes |= {f"{side}_layers": LAYERS, f"{side}_attention_heads": HEADS, f"{side}_ffn_dim": INNER}
    special = {"pad_token_id": pad, "decoder_start_token_id": pad, "eos_token_id": 0, "forced_eos_token_id": 0}
    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=VOCABULARY,
        decoder_vocab_size=VOCABULARY,
        d_model=WIDTH,
        activation_function="swish",
        scale_embedding=True,
        static_position_embeddings=True,
        max_position_embeddings=512,
        **sizes,
        **special,
    )
    with quiet():
        model = MarianMTModel(config)
        model.model.shared.weight.data[pad] = 0
        model.generation_config.update(bad_words_ids=[[pad]], **special)
        model.save_pretrained(folder)
    return folder


def report(title: str, model: str, count: int, threads: int) -> None:
    """Print one line per engine, with its ratio to the first."""
    print(f"{title}: {count} sentences, beam 4, {threads} threads")
    print(f"  {'engine':<22}{'tokens/s':>10}{'ratio':>8}{'peak MiB':>10}{'ratio':>8}")
    base: dict[str, float] = {}
    for engine in ENGINES:
        measure(engine, model, 1, threads)  # converts, outside of what is measured
        row = measure(engine, model, count, threads)
        speed = row["tokens"] / row["seconds"]
        base = base or {"speed": speed, "peak": row["peak"]}
        ratios = f"{speed / base['speed']:>7.2f}x{row['peak']:>10.0f}{row['peak'] / base['peak']:>7.2f}x"
        print(f"  {engine:<22}{speed:>10.1f}{ratios}", flush=True)


def bleu(threads: int) -> None:
    """Print BLEU of the embedded model on FLORES dev, int8 against float32."""
    import sacrebleu

    folder = bench_folder()
    if folder is None:
        print("BLEU of int8: skipped, the development data folder is not there (WIREDESK_BENCH)")
        return
    rows = list(load_rows(str(folder / "mt_flores_dev.jsonl.xz")))
    scores = []
    for engine in ("ctranslate2-float32", "ctranslate2-int8"):
        loaded = load(engine, find_model(EMBEDDED), threads)
        found = loaded.search([loaded.pieces.source(row["source"])[0] for row in rows], Search(attention=False))
        texts = [loaded.pieces.text(best[0].pieces)[0] for best in found]
        scores.append(sacrebleu.corpus_bleu(texts, [[row["reference"] for row in rows]]).score)
        print(f"BLEU on {len(rows)} sentences of FLORES dev, {engine}: {scores[-1]:.2f}", flush=True)
    print(f"int8 - float32: {scores[1] - scores[0]:+.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sentences", type=int, default=24)
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--no-bleu", action="store_true")
    parser.add_argument("--model", default=EMBEDDED, help=argparse.SUPPRESS)
    parser.add_argument("--worker", choices=ENGINES, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        worker(given.worker, given.model, given.sentences, given.threads)
        return
    embedded = find_model(given.model)
    report(f"embedded model {embedded.label}", given.model, given.sentences, given.threads)
    with tempfile.TemporaryDirectory() as place:
        os.environ["WIREDESK_CACHE"] = place
        random = opus_sized(Path(place) / "opus-sized", embedded)
        report("random weights of OPUS-MT size", str(random), min(given.sentences, 8), given.threads)
        os.environ.pop("WIREDESK_CACHE")
    if not given.no_bleu:
        bleu(given.threads)


if __name__ == "__main__":
    main()
