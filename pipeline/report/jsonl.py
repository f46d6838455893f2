"""Records as JSON objects: what ``segments.jsonl``, ``flags.jsonl``, ``articles.jsonl`` and ``failures.jsonl`` hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.types import Alignment, Article, Flag, Hypothesis, Segment, Span, Translation


def article_record(article: Article) -> dict[str, Any]:
    """Return the article's record: identity and meta, without its text (the segments hold it)."""
    meta = article.meta
    return {
        "article": article.id,
        "title": article.title,
        "source": meta.source,
        "format": meta.format,
        "encoding": meta.encoding,
        "language": meta.language,
        "published": meta.published.isoformat() if meta.published else None,
        "byline": meta.byline,
        "role": meta.role,
        "dateline": meta.dateline,
        "credit": meta.credit,
        "notes": list(meta.notes),
    }


def segment_record(pair: Alignment) -> dict[str, Any]:
    """Return the segment's record. Token spans are [start, end] in characters; ``links`` are [i, j] token indices."""
    segment, translation = pair.segment, pair.translation
    return {
        "article": segment.article.id,
        "index": segment.index,
        "paragraph": segment.paragraph,
        "kind": str(segment.kind),
        "start": segment.span.start,
        "end": segment.span.end,
        "source": pair.source,
        "target": pair.target,
        "score": None if translation.score is None else round(translation.score, 4),
        "origin": translation.origin,
        "model": translation.model,
        "approved_for": translation.approved_for or None,
        "attempts": list(translation.attempts),
        "alternatives": [{"text": h.text, "score": round(h.score, 4)} for h in translation.alternatives],
        "source_tokens": [list(span) for span in pair.source_tokens],
        "target_tokens": [list(span) for span in pair.target_tokens],
        "links": sorted(list(link) for link in pair.links),
        "pair_score": pair.score,
    }


def alignment(record: Mapping[str, Any], segment: Segment) -> Alignment:
    """Return the aligned pair that ``record`` was made of, for a ``segment`` with the same text."""
    translation = Translation(
        segment,
        record["target"],
        record["score"],
        record["model"],
        record["origin"],
        tuple(record["attempts"]),
        tuple(Hypothesis(h["text"], h["score"]) for h in record["alternatives"]),
        approved_for=record.get("approved_for") or "",
    )
    source, target = (tuple(Span(*span) for span in record[f"{side}_tokens"]) for side in ("source", "target"))
    links = frozenset((i, j) for i, j in record["links"])
    return Alignment(translation, source, target, links, record["pair_score"])


FLAG_FIELDS = tuple(
    """article segment check rule severity message suggestion safe blame confidence evidence fingerprint
    source_text source_start source_end target_text target_start target_end""".split()  # noqa: SIM905
)


def flag_record(flag: Flag) -> dict[str, Any]:
    """Return the flag's record: all fields; null where a side is not concerned."""
    source, target = flag.source_span, flag.target_span
    return {
        "article": flag.segment.article.id,
        "segment": flag.segment.index,
        "check": flag.check,
        "rule": flag.rule,
        "severity": str(flag.severity),
        "message": flag.message,
        "suggestion": flag.suggestion,
        "safe": flag.safe,
        "blame": flag.blame,
        "confidence": round(flag.confidence, 3),
        "evidence": list(flag.evidence),
        "fingerprint": flag.fingerprint,
        "source_text": flag.source_text,
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        "target_text": flag.target_text,
        "target_start": target.start if target else None,
        "target_end": target.end if target else None,
    }
