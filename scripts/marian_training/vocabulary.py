"""SentencePiece models as MarianTokenizer reads them: trained anew, or pruned from a pretrained model's pieces.

One shared vocabulary for both languages: ``</s>`` is 0, ``<unk>`` 1, ``<pad>`` the last. Digits are single pieces
(number formats are then learnt digit by digit) and unknown characters fall back to their UTF-8 bytes.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import sentencepiece as spm
from numpy.typing import NDArray
from sentencepiece import sentencepiece_model_pb2 as proto

KEPT_TAGS = ("<super>", "<sub>", "<fraction>")
"""Compatibility characters that carry meaning (m², CO₂, ½) and are therefore not folded as NFKC would."""
INVISIBLE = (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x01, 0x09), 0x0B, *range(0x0E, 0x20), 0x7F)
WHITE = (0x09, 0x0A, 0x0C, 0x0D, 0x85, 0x1680, 0x2028, 0x2029, 0x200E, 0x200F)


def normalisation_rules() -> str:
    """Rules for SentencePiece: composition, NFKC less ``KEPT_TAGS``, white space to a space, invisibles dropped."""
    rules: dict[tuple[int, ...], tuple[int, ...]] = {(code,): () for code in INVISIBLE} | {
        (code,): (0x20,) for code in WHITE
    }
    for code in range(0xA0, 0xFFFE):
        char = chr(code)
        tag = unicodedata.decomposition(char).partition(" ")[0]
        if 0xD800 <= code < 0xF900 or not tag or char == "…" or tag in KEPT_TAGS:
            continue
        folded = unicodedata.normalize("NFKC", char)
        if folded != char:
            rules[code,] = tuple(map(ord, folded))
        elif not tag.startswith("<"):
            rules[tuple(map(ord, unicodedata.normalize("NFD", char)))] = (code,)
    lines = (" ".join(f"{c:X}" for c in a) + "\t" + " ".join(f"{c:X}" for c in b) for a, b in sorted(rules.items()))
    return "\n".join(lines) + "\n"


def train(sentences: Iterable[str], size: int) -> proto.ModelProto:
    """Train a unigram model with ``size`` pieces."""
    with TemporaryDirectory() as folder:
        rules = Path(folder, "rules.tsv")
        rules.write_text(normalisation_rules(), encoding="utf-8")
        spm.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences),
            model_prefix=f"{folder}/sp",
            vocab_size=size,
            model_type="unigram",
            character_coverage=0.9998,
            normalization_rule_tsv=str(rules),
            byte_fallback=True,
            split_digits=True,
            eos_id=0,
            unk_id=1,
            bos_id=-1,
            pad_id=-1,
            hard_vocab_limit=False,
            minloglevel=2,
        )
        model = proto.ModelProto()
        model.ParseFromString(Path(folder, "sp.model").read_bytes())
        return model


def usable(piece: str) -> bool:
    """A piece of Latin letters, punctuation or symbols, or one digit; no digit inside a longer piece."""
    bare = piece.replace("▁", "")
    if any(c.isdigit() for c in bare):
        return len(piece) == 1 and piece.isascii()
    if "▁" in piece[1:]:
        return False
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in bare)


def with_pieces(frame: proto.ModelProto, pieces: Sequence[tuple[str, float]]) -> proto.ModelProto:
    """``frame`` (settings, normaliser, special and byte pieces) with these pieces and log-probabilities."""
    model = proto.ModelProto()
    model.CopyFrom(frame)
    special = [p for p in frame.pieces if p.type != proto.ModelProto.SentencePiece.NORMAL]
    del model.pieces[:]
    model.pieces.extend(special)
    taken = {p.piece for p in special}
    model.pieces.extend(proto.ModelProto.SentencePiece(piece=p, score=s) for p, s in pieces if p not in taken)
    model.trainer_spec.vocab_size = len(model.pieces)
    return model


def prune(pieces: Sequence[str], scores: Sequence[float], sentences: Sequence[str], size: int) -> proto.ModelProto:
    """The ``size`` pieces of a pretrained unigram model that segment ``sentences`` best, found in rounds of halving."""
    frame = train((s for s in sentences[:2000]), 1500)
    kept = [(p, float(s)) for p, s in zip(pieces, scores, strict=False) if s < 0 and usable(p)]
    present = {p for p, _ in kept}
    chars = Counter(c for s in sentences for c in unicodedata.normalize("NFC", s))
    floor = min(s for _, s in kept)
    wanted = {c for c, n in chars.items() if n >= 4 and not c.isspace() and usable(c)} | set(map(chr, range(33, 127)))
    kept += [(c, floor) for c in sorted(wanted - present)]
    room = size - len([p for p in frame.pieces if p.type != proto.ModelProto.SentencePiece.NORMAL])
    while True:
        counts: Counter[str] = Counter()
        for row in encode(with_pieces(frame, kept), sentences, as_pieces=True):
            counts.update(row)
        target = max(room, min(len(kept), len(counts)) // 2)
        ranked = sorted(kept, key=lambda p: (p[0] not in wanted, -counts[p[0]], p[0]))
        kept = ranked[:target]
        if target == room:
            return with_pieces(frame, sorted(kept, key=lambda p: -p[1]))


def encode(model: proto.ModelProto, sentences: Sequence[str], as_pieces: bool = False) -> Iterator[list[str]]:
    """Pieces of each sentence, in blocks, on all processors that this process may use."""
    processor = spm.SentencePieceProcessor(model_proto=model.SerializeToString())
    kind = str if as_pieces else int
    for start in range(0, len(sentences), 20_000):
        yield from processor.encode(list(sentences[start : start + 20_000]), out_type=kind, num_threads=2)


def write(model: proto.ModelProto, folder: Path) -> dict[str, int]:
    """Write source.spm, target.spm and vocab.json; the ids are those of the SentencePiece model, ``<pad>`` the last."""
    folder.mkdir(parents=True, exist_ok=True)
    vocab = {p.piece: i for i, p in enumerate(model.pieces)} | {"<pad>": len(model.pieces)}
    for name in ("source.spm", "target.spm"):
        (folder / name).write_bytes(model.SerializeToString())
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return vocab


def read(folder: Path) -> proto.ModelProto:
    """The SentencePiece model of a MarianMT folder."""
    model = proto.ModelProto()
    model.ParseFromString((folder / "source.spm").read_bytes())
    return model


def processor(folder: Path) -> spm.SentencePieceProcessor:
    """The segmenter of a MarianMT folder."""
    return spm.SentencePieceProcessor(model_file=str(folder / "source.spm"))


def uses(processor: spm.SentencePieceProcessor, sentences: Sequence[str]) -> NDArray[np.int64]:
    """How often each piece stands in ``sentences``."""
    counts = np.zeros(len(processor), np.int64)
    for start in range(0, len(sentences), 20_000):
        rows = processor.encode(list(sentences[start : start + 20_000]), num_threads=2)
        counts += np.bincount(np.concatenate([np.array(row, np.int64) for row in rows]), minlength=len(counts))
    return counts


def decode(model: proto.ModelProto, pieces: Sequence[str]) -> str:
    """The text of some pieces."""
    text: str = spm.SentencePieceProcessor(model_proto=model.SerializeToString()).decode(list(pieces))
    return text
