"""Speed, peak memory and BLEU of both engines, on the embedded model and on random weights of OPUS-MT size.

usage: bench_engines.py [--sentences N] [--threads N] [--bleu N]

The baseline is the transformers engine (float32). Each engine runs in a process of its own, on the same sentences (the
bodies of examples/*.txt), beam 4; one that fails costs only its row. Random weights never end a sentence, so that both
engines write as much as they may, and the speed of a weak model is not flattered by short output. BLEU is that of the
embedded model on the first N sentences of FLORES dev (0: none, 997: all).
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
PATIENCE_SECONDS = 300
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


def bleu_worker(engine: str, model: str, count: int, threads: int) -> None:
    """Print a line of JSON: BLEU on the first sentences of FLORES dev, and the time it took."""
    import sacrebleu

    rows = list(load_rows(str(flores())))[:count]
    loaded = load(engine, find_model(model), threads)
    start = time.perf_counter()
    found = loaded.search([loaded.pieces.source(row["source"])[0] for row in rows], Search(attention=False))
    seconds = time.perf_counter() - start
    texts = [loaded.pieces.text(best[0].pieces)[0] for best in found]
    score = sacrebleu.corpus_bleu(texts, [[row["reference"] for row in rows]]).score
    print(json.dumps({"bleu": score, "seconds": seconds, "rows": len(rows)}))


def flores() -> Path | None:
    """Return FLORES dev in the development data folder, None where there is none."""
    folder = bench_folder()
    path = folder / "mt_flores_dev.jsonl.xz" if folder else None
    return path if path and path.is_file() else None


def peak_memory() -> float:
    """Return the most memory this process has had, in MiB; ru_maxrss would begin with that of the parent process."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(engine: str, model: str, count: int, threads: int, bleu: bool = False) -> dict[str, float]:
    """Run ``worker`` or ``bleu_worker`` in a process of its own; empty, with a warning, where it fails."""
    arguments = ["--worker", engine, "--model", model, "--sentences", str(count), "--threads", str(threads)]
    arguments += ["--bleu", str(count if bleu else 0)]
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads)}
    command = [sys.executable, __file__, *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment, timeout=PATIENCE_SECONDS
        )
        result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    except subprocess.TimeoutExpired:
        print(f"{engine} on {model}: not done after {PATIENCE_SECONDS} s", file=sys.stderr)
        return {}
    except (subprocess.CalledProcessError, ValueError, IndexError) as error:
        print(f"{engine} on {model}: {getattr(error, 'stderr', '') or error}".strip(), file=sys.stderr)
        return {}
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


def report(title: str, model: str, count: int, threads: int, bleu: int) -> None:
    """Print one line per engine, with its ratio to the first."""
    base: dict[str, float] = {}
    exact = 0.0
    for engine in ENGINES:
        measure(engine, model, 1, threads)  # converts, outside of what is measured
        row = measure(engine, model, count, threads)
        line = f"{title:<13}{engine:<21}"
        if row:
            base = base or row
            speed, first = row["tokens"] / row["seconds"], base["tokens"] / base["seconds"]
            line += f"{speed:>9.1f}{speed / first:>7.2f}x{row['peak']:>10.0f}{row['peak'] / base['peak']:>7.2f}x"
            line += f"{count:>6}{row['tokens']:>8.0f}{row['seconds']:>8.1f}"
        else:
            line += "   failed"
        if bleu and engine.startswith("ctranslate2") and flores():
            score = measure(engine, model, bleu, threads, bleu=True)
            line += f"{score['bleu']:>8.2f}" if score else "  failed"
            line += f" ({score['bleu'] - exact:+.2f})" if score and exact else ""
            exact = exact or score.get("bleu", 0.0)
        print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sentences", type=int, default=24)
    parser.add_argument("--threads", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--bleu", type=int, default=300, help="sentences of FLORES dev; 0 for none, 997 for all")
    parser.add_argument("--model", default=EMBEDDED, help=argparse.SUPPRESS)
    parser.add_argument("--worker", choices=ENGINES, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.worker:
        work = bleu_worker if given.bleu else worker
        work(given.worker, given.model, given.sentences, given.threads)
        return
    embedded = find_model(given.model)
    print(f"{embedded.label} and random weights of OPUS-MT size; beam 4, {given.threads} threads, peak memory in MiB")
    print(
        f"BLEU: {given.bleu} sentences of FLORES dev" if flores() else "no BLEU: no development data (WIREDESK_BENCH)"
    )
    figures = f"{'tokens/s':>9}{'ratio':>8}{'peak':>10}{'ratio':>8}{'sents':>6}{'tokens':>8}{'s':>8}{'BLEU':>8}"
    print(f"{'model':<13}{'engine':<21}{figures}")
    report("embedded", given.model, given.sentences, given.threads, given.bleu)
    with tempfile.TemporaryDirectory() as place:
        random = opus_sized(Path(place) / "opus-sized", embedded)
        os.environ["WIREDESK_CACHE"] = place
        report("OPUS-MT size", str(random), max(1, given.sentences // 3), given.threads, 0)


if __name__ == "__main__":
    main()
