"""Beam search in which the lexicon has a say at every step, through the model's attention.

A model that has seen little knows where to look before it knows what to say: its attention finds the German word whose
turn it is, and then it takes a wrong English one. So what the lexicon gives for the words attended to is added to the
log-probabilities, as in Arthur, Neubig & Nakamura 2016 ("Incorporating Discrete Translation Lexicons into Neural
Machine Translation", their *bias* method)::

    log p'(piece) = log p(piece) + bias * log(1 + p_lexicon(piece) / FLOOR) - log Z
    p_lexicon(piece) = sum over German words of attention(word) * share of the piece in the word's tree

The search is that of CTranslate2: as many hypotheses as the beam is wide are carried to their end, and the best has the
highest mean.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipeline.text.wordforms import fold, word_forms
from pipeline.translate.decoder import Array, Decoder
from pipeline.translate.engine import Decoded, Engine, Search
from pipeline.translate.made_up import MadeUp
from pipeline.translate.pieces import END, SPACE, UNKNOWN, Pieces
from pipeline.translate.word_trees import Path, Place, WordTrees, surfaces

FLOOR = 0.01
ATTENDED = 0.1
"""Least attention on a German word for its English words to count."""
TRANSLATED = 1.3
"""A German word that had this much attention before begins no new English word."""
ROWS = 64
"""Hypotheses in one batch: more are hardly faster."""
MADE_UP = 3.0
"""Price, in nats, of a word that is neither English nor in the source."""
STAMMER = 2.0
"""Price, in nats, of saying up to four words twice in a row."""
IMPOSSIBLE = -1e9
_OPENING = frozenset("\"“'‘([-–/")


class _Row(NamedTuple):
    """One hypothesis: its pieces, those of the words before and of the word it is in, how that word stands and how a
    new one would, its attention, and its log-probability with the lexicon's say and without."""

    pieces: Path = ()
    said: tuple[Path, ...] = ()
    word: Path = ()
    place: Place = Place.FIRST
    following: Place = Place.FIRST
    attention: tuple[Array, ...] = ()
    fused: float = 0.0
    own: float = 0.0


@dataclass(slots=True, eq=False)
class _Source:
    """One source: its words, the word that each piece belongs to (pieces + 1, words), most target pieces, the
    words that it may leave as they are or has a translation for, and the hypotheses that have ended."""

    words: list[str]
    owner: Array
    limit: int
    known: frozenset[str]
    ended: list[Decoded] = field(default_factory=list)


class FusedSearch:
    """Searches with one decoder and one vocabulary; ``bias`` is the say of the lexicon, about 0.5."""

    def __init__(self, decoder: Decoder, pieces: Pieces, bias: float) -> None:
        self._decoder, self._pieces, self._bias = decoder, pieces, bias
        self._trees, self._made_up = WordTrees(pieces), MadeUp(pieces)
        self._end = pieces.ids[END]
        self._output = np.ascontiguousarray(decoder.embeddings.T)
        self._extra = decoder.bias.copy()
        self._extra[[pieces.ids[UNKNOWN], decoder.start]] = IMPOSSIBLE

    def run(self, sources: Sequence[Sequence[str]], states: Sequence[Array], how: Search) -> list[list[Decoded]]:
        """Return up to ``how.best`` hypotheses for each source (pieces without ``</s>``), best first.

        One that hit its limit has no score (NaN).

        Args:
            states: the encoder's states of each source, (pieces + 1, size) with ``</s>``.
        """
        found: list[list[Decoded]] = [[] for _ in sources]
        order = sorted(range(len(sources)), key=lambda i: -len(sources[i]))
        size = max(1, ROWS // how.beam)
        for start in range(0, len(order), size):
            group = order[start : start + size]
            batch = [self._source(sources[i], how) for i in group]
            self._search(batch, [states[i] for i in group], how)
            for i, source in zip(group, batch, strict=True):
                found[i] = sorted(source.ended, key=lambda ended: -(ended.merit or 0.0))[: how.best]
        return found

    def _source(self, pieces: Sequence[str], how: Search) -> _Source:
        text = "".join(pieces).replace(SPACE, " ")
        words = word_forms(text)
        known = frozenset(fold(part) for w in words for form in surfaces(w.text) for part in form.split("-"))
        owner = np.zeros((len(pieces) + 1, len(words)), np.float32)
        end = 0
        for i, piece in enumerate(pieces):
            start, end = end, end + len(piece)
            for j, word in enumerate(words):
                owner[i, j] = word.span.start < end and start < word.span.end
        return _Source([word.text for word in words], owner, how.limit(len(pieces)), known)

    def _search(self, sources: list[_Source], states: Sequence[Array], how: Search) -> None:
        width = how.beam
        memory = self._decoder.remember(states)
        owner = np.zeros((len(sources), memory.hidden.shape[-1], max(s.owner.shape[1] for s in sources)), np.float32)
        for i, source in enumerate(sources):
            owner[i, : source.owner.shape[0], : source.owner.shape[1]] = source.owner
        rows = [_Row(fused=0.0 if i % width == 0 else IMPOSSIBLE) for i in range(width * len(sources))]
        cache = self._decoder.cache(len(rows), max(source.limit for source in sources))
        spent = np.zeros((len(rows), owner.shape[2]), np.float32)
        at = 0
        while sources:
            last = np.array([row.pieces[-1] if row.pieces else self._decoder.start for row in rows])
            hidden, attention = self._decoder.step(last, at, cache, memory)
            at += 1
            looked = (attention.reshape(len(sources), width, -1) @ owner).reshape(len(rows), -1)
            own = self._chances(hidden)
            fused = self._with_lexicon(own, sources, rows, looked, spent)
            parents, rows = self._advance(own, fused, attention, sources, rows, how)
            going = [i for i, s in enumerate(sources) if len(s.ended) < width and at < s.limit]
            for i in set(range(len(sources))).difference(going):
                if not sources[i].ended:
                    self._end_with(sources[i], rows[i * width], how)
            kept = np.array([i * width + k for i in going for k in range(width)], np.intp)
            parents, rows = parents[kept], [rows[i] for i in kept]
            spent = (spent + looked)[parents]
            cache.reorder(parents, at)
            if len(going) < len(sources):
                sources, owner = [sources[i] for i in going], owner[going]
                memory = memory.keep(np.array(going, np.intp))

    def _chances(self, hidden: Array) -> Array:
        scores: Array = hidden @ self._output + self._extra
        scores -= scores.max(-1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(-1, keepdims=True))
        return scores

    def _with_lexicon(
        self, own: Array, sources: Sequence[_Source], rows: Sequence[_Row], looked: Array, spent: Array
    ) -> Array:
        """Return the log-probabilities with the lexicon's say, (rows, pieces)."""
        fused = own.copy()
        width = len(rows) // len(sources)
        hint = np.zeros(own.shape[1], np.float32)
        for i, row in enumerate(rows):
            if row.fused <= IMPOSSIBLE:
                continue
            self._charge(fused[i], row.word, sources[i // width].known)
            words, touched = sources[i // width].words, []
            for j in np.flatnonzero(looked[i] >= ATTENDED):
                following = self._trees.of(words[j], row.place).get(row.word) if row.word else None
                if following is None and spent[i, j] <= TRANSLATED:
                    following = self._trees.of(words[j], row.following).get(())
                if following is not None:
                    hint[following[0]] += looked[i, j] * following[1]
                    touched.append(following[0])
            if touched:
                at = touched[0] if len(touched) == 1 else np.unique(np.concatenate(touched))
                gain = self._bias * np.log1p(hint[at] / FLOOR)
                hint[at] = 0
                fused[i] -= np.log1p((np.exp(own[i, at]) * np.expm1(gain)).sum())
                fused[i, at] += gain
        return fused

    def _charge(self, scores: Array, word: Path, known: Collection[str]) -> None:
        """Take the price of a made-up word off the scores of the next piece: at once where no word begins like it, else
        where it ends."""
        beginning = self._made_up.beginning(word)
        if beginning and not any(other.startswith(beginning) for other in known):
            if not self._made_up.beginning(word[:-1]):
                scores -= MADE_UP
        elif (whole := self._made_up.word(word)) and whole not in known:
            scores[self._made_up.ends] -= MADE_UP

    def _advance(
        self,
        own: Array,
        fused: Array,
        attention: Array,
        sources: Sequence[_Source],
        rows: Sequence[_Row],
        how: Search,
    ) -> tuple[NDArray[np.intp], list[_Row]]:
        """Return the best next hypotheses, and the row that each goes on from; note those that have ended."""
        width, many = how.beam, fused.shape[1]
        sums = (fused + np.array([[row.fused] for row in rows], np.float32)).reshape(len(sources), -1)
        places = np.argpartition(-sums, 2 * width, axis=1)[:, : 2 * width]
        parents, made = [], []
        for i, source in enumerate(sources):
            best = places[i][np.argsort(-sums[i, places[i]], kind="stable")]
            taken = 0
            for rank, (k, number) in enumerate(divmod(int(place), many) for place in best):
                old = i * width + k
                row = rows[old]
                attended = (*row.attention, attention[old])
                row = row._replace(fused=float(sums[i, best[rank]]), own=row.own + float(own[old, number]))
                if number == self._end:
                    if rank < width:
                        self._end_with(source, row._replace(attention=attended), how)
                elif taken < width:
                    taken += 1
                    parents.append(old)
                    made.append(self._extended(row._replace(attention=attended), number))
        return np.array(parents, np.intp), made

    def _extended(self, row: _Row, number: int) -> _Row:
        piece = self._pieces.pieces[number]
        begins = piece.startswith(SPACE) or not row.word
        word, place = ((number,), row.following) if begins else ((*row.word, number), row.place)
        said = (*row.said, row.word) if begins and row.word else row.said
        price = STAMMER if said is not row.said and _stammers(said) else 0.0
        if piece[-1] in _OPENING and (begins or piece[-1] == "-"):
            word, following = (), Place.GLUED
        else:
            following = Place.WITHIN
        row = row._replace(pieces=(*row.pieces, number), said=said, word=word, place=place, following=following)
        return row._replace(fused=row.fused - price)

    def _end_with(self, source: _Source, row: _Row, how: Search) -> None:
        steps = len(row.attention)
        seen = np.stack(row.attention)[:, : len(source.owner)] if how.attention else None
        cut_off = steps == len(row.pieces)  # there was no step for </s>
        if seen is not None and cut_off:
            seen = np.concatenate([seen, seen[-1:]])
        pieces = tuple(self._pieces.pieces[number] for number in row.pieces)
        score = np.nan if cut_off else row.own / steps
        source.ended.append(Decoded(pieces, score, seen, row.fused / steps**how.length_penalty))


def _stammers(said: Sequence[Path]) -> bool:
    """Tell whether the last one to four words stood right before already."""
    return any(said[-size:] == said[-2 * size : -size] for size in range(1, 5) if len(said) >= 2 * size)


class FusedEngine:
    """An engine whose beam search is that of ``FusedSearch``; a greedy or penalised search stays with ``engine``."""

    def __init__(self, engine: Engine, decoder: Decoder) -> None:
        self._engine = engine
        self.label, self.pieces, self.settings = engine.label, engine.pieces, engine.settings
        self.kind = f"{engine.kind}-lexicon{engine.settings.lexicon_bias:g}"
        self._search = FusedSearch(decoder, engine.pieces, engine.settings.lexicon_bias)

    def search(self, sources: Sequence[Sequence[str]], how: Search) -> list[list[Decoded]]:
        """See ``Engine.search``."""
        if how.beam == 1 or how.repetition_penalty != 1 or how.no_repeat_ngram:
            return self._engine.search(sources, how)
        found = self._search.run(sources, self._engine.encode(sources, end=True), how)
        cut_off = [(i, k) for i, best in enumerate(found) for k, item in enumerate(best) if np.isnan(item.score)]
        forced = self._engine.force([(sources[i], found[i][k].pieces) for i, k in cut_off])
        for (i, k), scored in zip(cut_off, forced, strict=True):
            found[i][k] = replace(found[i][k], score=scored.score)
        return found

    def force(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]], attention: bool = False) -> list[Decoded]:
        """See ``Engine.force``."""
        return self._engine.force(pairs, attention)

    def encode(self, rows: Sequence[Sequence[str]], end: bool = False) -> list[NDArray[np.float32]]:
        """See ``Engine.encode``."""
        return self._engine.encode(rows, end)
