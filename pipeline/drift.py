"""The name ledger of a run, and the flags for names that are spelt differently across its articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.check._ledger import house_forms, name_drift
from pipeline.desk.rebuild import rebuild
from pipeline.knowledge import Knowledge
from pipeline.report.jsonl import flag_record
from pipeline.store.run import RunStore
from pipeline.text.ledger import Ledger, Sighting
from pipeline.types import Alignment


class _Articles(Mapping[str, Sequence[Alignment]]):
    """The aligned articles of a run, made from its records when asked for."""

    def __init__(self, store: RunStore) -> None:
        self._store = store

    def __getitem__(self, name: str) -> Sequence[Alignment]:
        record = self._store.article(name)
        if record is None:
            raise KeyError(name)
        return rebuild(record, list(self._store.segments(name)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._store.keys())

    def __len__(self) -> int:
        return len(self._store.keys())


def run_ledger(store: RunStore, knowledge: Knowledge) -> Ledger:
    """Return the ledger of a run: every person with every spelling, in the order of the articles."""
    ledger = Ledger(house_forms(knowledge))
    for group in store.sightings():
        ledger.add(Sighting(**fields) for fields in group)
    return ledger


def write_drift(store: RunStore, knowledge: Knowledge) -> None:
    """Put the flags for names that drift across the run into the store, in place of those of an earlier run."""
    flags = list(name_drift(_Articles(store), run_ledger(store, knowledge)))
    store.put_batch_flags([flag_record(flag) for flag in flags])
