"""Adds a term to the glossary: ``glossary/added.yaml``, one entry a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from pipeline.errors import UsageError
from pipeline.knowledge import edit
from pipeline.knowledge.glossary import GlossaryFile
from pipeline.knowledge.knowledge import Knowledge, forget, resources_folder


@dataclass(frozen=True, slots=True)
class NewTerm:
    """``de`` in the dictionary form, ``en`` wanted (the first preferred), ``avoid``: not wanted, empty for all else."""

    de: str
    en: Sequence[str]
    source: str
    avoid: Sequence[str] = ()
    compounds: bool = False
    note: str = ""
    checked: date | None = None


def add_term(term: NewTerm, folder: Path | None = None) -> str:
    """Write the term; an earlier addition for the same German is replaced. Return what was written where.

    Raises:
        UsageError: no English, no source, or an English both wanted and not. ConfigError: it is not valid.
        Nothing is written then.
    """
    folder = folder or resources_folder()
    if not term.en:
        raise UsageError(f"{term.de}: the English is missing")
    if not term.source.strip():
        raise UsageError(f"{term.de}: a term needs a source: an official page, or who decided it")
    if both := {e.casefold() for e in term.en} & {e.casefold() for e in term.avoid}:
        raise UsageError(f"{term.de}: {', '.join(sorted(both))} cannot be wanted and not wanted")
    path = folder / "glossary" / "added.yaml"
    known = yaml.safe_load(path.read_text(encoding="utf-8"))["terms"] if path.exists() else []
    kept = [entry for entry in known if entry["de"] != term.de]
    day = term.checked or date.today()
    lines = ["source: added by the desk", f"checked: {day}", "terms:"]
    lines += [f"  - {edit.render(entry)}" for entry in (*kept, _entry(term, day))]
    edit.write(path, "\n".join(lines) + "\n", GlossaryFile)
    forget()
    Knowledge.load(folder)
    return f"{path}: {'added' if len(kept) == len(known) else 'replaced'} {term.de}"


def _entry(term: NewTerm, day: date) -> edit.Entry:
    entry: edit.Entry = {"de": term.de, "en": list(term.en)}
    if term.avoid:
        entry["not"] = list(term.avoid)
    if term.compounds:
        entry["compounds"] = True
    if term.note:
        entry["note"] = term.note
    return entry | {"source": term.source, "checked": day}
