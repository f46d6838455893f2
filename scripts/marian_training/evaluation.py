"""Export the averaged weights, score greedy translations of the development sets, draw the learning curve."""

from __future__ import annotations

import logging
from pathlib import Path

import sacrebleu
import torch
from transformers import MarianMTModel, MarianTokenizer

from .data import Pair
from .export import export
from .loop import Row, append_row
from .model import generation_config
from .trainer import Trainer

log = logging.getLogger(__name__)
AT_ONCE = 32
SHOWN = 2


def evaluate(trainer: Trainer, development: dict[str, list[Pair]]) -> float:
    """Write ``folder/model`` and a row of curve.tsv; return the mean chrF of the sets (0 where there are none)."""
    model = trainer.averaged()
    export(model, trainer.folder / "vocabulary", trainer.folder / "model")
    tokenizer = MarianTokenizer.from_pretrained(trainer.folder / "model")
    progress = trainer.progress
    row: Row = {"step": progress.step, "tokens": progress.tokens, "minutes": round(progress.spent / 60, 1)}
    scores = []
    for name, pairs in development.items():
        chosen = pairs[: trainer.settings.development_pairs]
        out = greedy(model, tokenizer, [p[0] for p in chosen], trainer.device)
        gold = [[p[1] for p in chosen]]
        scores.append(sacrebleu.corpus_chrf(out, gold).score)
        row[f"{name} chrF"] = round(scores[-1], 2)
        row[f"{name} BLEU"] = round(sacrebleu.corpus_bleu(out, gold).score, 2)
        for (german, _), english in zip(chosen[:SHOWN], out, strict=False):
            log.info("%s: %s => %s", name, german, english)
    append_row(trainer.folder / "curve.tsv", row)
    log.info("%s", ", ".join(f"{k} {v}" for k, v in row.items()))
    draw(trainer.folder)
    return sum(scores) / len(scores) if scores else 0.0


def greedy(model: MarianMTModel, tokenizer: MarianTokenizer, sentences: list[str], device: str) -> list[str]:
    """Greedy translations, ``AT_ONCE`` at a time."""
    model.generation_config = generation_config(model.config.vocab_size)
    out: list[str] = []
    for start in range(0, len(sentences), AT_ONCE):
        batch = tokenizer(sentences[start : start + AT_ONCE], return_tensors="pt", padding=True, truncation=True)
        with torch.inference_mode():
            longest = min(2 * batch["input_ids"].shape[1] + 10, model.config.max_position_embeddings)
            ids = model.generate(**batch.to(device), num_beams=1, max_length=longest)
        out += tokenizer.batch_decode(ids, skip_special_tokens=True)
    return out


def draw(folder: Path) -> None:
    """curve.png: training loss, and chrF of the development sets, over target pieces; left out without matplotlib."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        log.info("matplotlib is not installed: no curve.png")
        return
    figure = Figure(figsize=(7, 3), layout="constrained")
    for place, (file, unit) in enumerate((("loss.tsv", "loss"), ("curve.tsv", "chrF")), 1):
        if not (folder / file).exists():
            continue
        heading, *rows = [line.split("\t") for line in (folder / file).read_text(encoding="utf-8").splitlines()]
        lines = [(column, name) for column, name in enumerate(heading) if unit in name]
        if not lines:
            continue
        axes = figure.add_subplot(1, 2, place)
        for column, name in lines:
            axes.plot([int(r[1]) / 1e6 for r in rows], [float(r[column]) for r in rows], label=name)
        axes.set(xlabel="million target pieces", ylabel="nats a piece" if unit == "loss" else unit)
        axes.legend()
    figure.savefig(folder / "curve.png", dpi=80)
