"""The name ledger of a run, read in the background: every person, all spellings, where, and whether they drift."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from pipeline.check._ledger import house_forms, sightings
from pipeline.desk import rebuild
from pipeline.desk.workplace import Workplace
from pipeline.errors import WiredeskError
from pipeline.text.ledger import Entry, Ledger, Sighting
from pipeline.text.romanisation import fold


@dataclass
class Names:
    """Reads the articles one by one after ``start``; as slowly as it must to leave the editors half of a core."""

    place: Workplace
    _seen: dict[str, tuple[str, tuple[Sighting, ...]]] = field(default_factory=dict)  # article -> (state, sightings)
    _thread: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _end: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Begin, or go on, reading what is new or was changed."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._read, name="names", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Stop reading, before the databases are closed."""
        self._end.set()
        if self._thread is not None:
            self._thread.join()

    @property
    def reading(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    @property
    def read(self) -> int:
        """How many articles have been read."""
        return len(self._seen)

    def entries(self) -> list[Entry]:
        """Return the people found so far, those with most spellings on one side first."""
        ledger = Ledger(house_forms(self.place.knowledge))
        for name in [*self.place.queue.items]:
            if name in self._seen:
                ledger.add(self._seen[name][1])
        return sorted(ledger.entries(), key=lambda e: (-drift(e), e.name.casefold()))

    def _read(self) -> None:
        for name in [*self.place.queue.items]:
            if self._end.is_set():
                return
            begun = time.monotonic()
            try:
                self._one(name)
            except (WiredeskError, ValueError, KeyError, IndexError):
                self._seen[name] = ("", ())  # one odd article must not end the ledger
            self._end.wait(min(1.0, time.monotonic() - begun))

    def _one(self, name: str) -> None:
        view = self.place.view(name)
        state = str(hash(tuple(s["target"] for s in view.segments)))
        if self._seen.get(name, ("", ()))[0] != state:
            pairs = rebuild.rebuild(view.record, [{**s, "links": []} for s in view.segments])
            self._seen[name] = (state, tuple(sightings(pairs, self.place.knowledge)))


def drift(entry: Entry) -> int:
    """Return how many English forms of the family name and of the first name are too many: 0 where all agree."""
    english = [fold(s.text.removesuffix("'s").removesuffix("’s")).split() for s in entry.spellings if s.side == "en"]
    families = {words[-1] for words in english if words}
    first = {words[0] for words in english if len(words) > 1}
    return max(0, len(families) - 1) + max(0, len(first) - 1)
