"""The translator: rules for what needs no model, the model for the rest, and nothing lost or invented on the way."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from pipeline.knowledge.style import Style
from pipeline.translate.cells import english_figures
from pipeline.translate.engine import MAX_PIECES, Decoded, Engine, Search
from pipeline.translate.english import is_english
from pipeline.translate.guesses import replace_guesses
from pipeline.translate.house import in_house_style
from pipeline.translate.ladder import Ladder, Outcome
from pipeline.translate.lines import translate_line
from pipeline.translate.plan import Draft, Plan, join, make_plan, plan_line
from pipeline.translate.polish import STYLES, polish
from pipeline.translate.restore import restore_names
from pipeline.types import Attention, Hypothesis, Segment, Span, States, Translation

log = logging.getLogger(__name__)


class MarianTranslator:
    """Translates segments with one MarianMT model; see ``pipeline.protocols.Translator``.

    Args:
        engine: the loaded model.
        beam: beam size of the first search.
        n_best: alternatives kept per segment; 1 keeps none.
        quotes: house style of quotation marks, a key of ``STYLES``.
        max_pieces: longer segments are cut at clause boundaries; None is the model's own limit.
        names: put back names that the model garbled.
        house: the house style that the English is written in; None leaves it as the model wrote it.
    """

    def __init__(
        self,
        engine: Engine,
        beam: int = 4,
        n_best: int = 1,
        quotes: str = "straight",
        max_pieces: int | None = None,
        names: bool = True,
        house: Style | None = None,
    ) -> None:
        self.engine, self._names, self._house = engine, names, house
        self._style = STYLES[quotes]
        self._beam, self._best = beam, n_best
        self._limit = max_pieces or engine.settings.max_pieces
        beam = max(beam, n_best)
        self._ladder = Ladder(engine, Search(beam=beam, best=beam if engine.settings.lexicon_weight else n_best))

    @property
    def model(self) -> str:
        """name@revision."""
        return self.engine.label

    @property
    def kind(self) -> str:
        """The engine with its precision, such as ``ct2-int8``."""
        return self.engine.kind

    def translate(self, segments: Sequence[Segment]) -> list[Translation]:
        """Return the translations of ``segments``, in order.

        Raises:
            ModelError: the engine fails, for example for want of memory.
        """
        made = [_without_model(segment) for segment in segments]
        plans = [None if done else self._plan(segment) for segment, done in zip(segments, made, strict=True)]
        outcomes = iter(self._ladder.run([unit for plan in plans if plan for unit in plan.units]))
        finished = iter(
            self._sure_words(
                [
                    self._finish(segment, plan, [next(outcomes) for _ in plan.units])
                    for segment, plan in zip(segments, plans, strict=True)
                    if plan
                ]
            )
        )
        return [done or next(finished) for done in made]

    def _plan(self, segment: Segment) -> Plan:
        parts = translate_line(segment.text, segment.kind)
        return plan_line(segment.text, parts, self.engine.pieces, self._limit)

    def _finish(self, segment: Segment, plan: Plan, outcomes: Sequence[Outcome]) -> Translation:
        if not plan.units:
            return Translation(segment, plan.between[0], origin="rule")
        draft = self._draft(
            segment.text,
            plan.cut([[unit for unit, _ in outcome.parts] for outcome in outcomes]),
            [decoded for outcome in outcomes for _, decoded in outcome.parts],
        )
        draft, restored = restore_names(draft, segment.text) if self._names else (draft, ())
        draft = self._housed(draft, segment.text) if restored else draft
        return Translation(
            segment,
            draft.text,
            draft.score,
            self.model,
            attempts=(*_attempts(segment, outcomes), *restored),
            alternatives=self._alternatives(segment.text, plan, outcomes),
            attention=draft.attention,
        )

    def _sure_words(self, made: Sequence[Translation]) -> list[Translation]:
        """Replace guessed words where the model is one that the lexicon helps."""
        if not self.engine.settings.lexicon_bias:
            return list(made)
        drafts = [Draft(item.text, item.score, item.attention) for item in made if item.origin == "mt"]
        found = iter(replace_guesses(drafts, [item.segment.text for item in made if item.origin == "mt"], self))
        return [self._sure(item, *next(found)) if item.origin == "mt" else item for item in made]

    def _sure(self, translation: Translation, draft: Draft, notes: tuple[str, ...]) -> Translation:
        """Return the translation with the guessed words of ``draft`` replaced, if any were."""
        if not notes:
            return translation
        draft, attempts = self._housed(draft, translation.segment.text), (*translation.attempts, *notes)
        return replace(translation, text=draft.text, attention=draft.attention, attempts=attempts)

    def _draft(self, text: str, plan: Plan, outputs: Sequence[Decoded]) -> Draft:
        draft = polish(join(plan, outputs, self.engine.pieces, self.engine.settings.head.shift), text, self._style)
        return self._housed(draft, text)

    def _housed(self, draft: Draft, text: str) -> Draft:
        return in_house_style(draft, text, self._house) if self._house else draft

    def _alternatives(self, text: str, plan: Plan, outcomes: Sequence[Outcome]) -> tuple[Hypothesis, ...]:
        if self._best < 2 or len(outcomes) != 1 or len(plan.units) != 1:
            return ()
        drafts = [self._draft(text, plan, [other]) for other in outcomes[0].others[: self._best]]
        return tuple(Hypothesis(draft.text, draft.score or 0.0) for draft in drafts)

    def alternatives(self, text: str, n: int) -> list[Hypothesis]:
        """Return up to ``n`` different translations of ``text``, best first."""
        plan = make_plan(text, self.engine.pieces, self._limit)
        if not plan.units:
            return [Hypothesis(text, 0.0)]
        how = Search(beam=max(self._beam, n), best=n, attention=False)
        found = self.engine.search([self.engine.pieces.source(unit.text)[0] for unit in plan.units], how)
        made: dict[str, Hypothesis] = {}
        for k in range(n):
            draft = self._draft(text, plan, [best[min(k, len(best) - 1)] for best in found])
            made.setdefault(draft.text, Hypothesis(draft.text, draft.score or 0.0))
        return list(made.values())

    def drafts(self, texts: Sequence[str]) -> list[str]:
        """Return quick translations, one for each text: greedy, unpolished, cut where the model ends.

        Evidence for alignment, not copy.
        """
        pieces = self.engine.pieces
        read = [pieces.source(text)[0][: MAX_PIECES - 1] for text in texts]
        full = [i for i, row in enumerate(read) if row]
        made = [""] * len(texts)
        for i, best in zip(full, self.engine.search([read[i] for i in full], Search(1, attention=False)), strict=True):
            made[i] = pieces.text(best[0].pieces)[0]
        return made

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the mean log-probability per target piece of each (German, English) pair, by forced decoding.

        Texts longer than the model takes are scored as far as it takes them.
        """
        return [forced.score for forced in self.engine.force(self._cut(pairs))]

    def log_likelihood(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """See ``pipeline.protocols.Scorer``; texts longer than the model takes are read as far as it takes them."""
        return [(len(one.pieces) + 1) * one.score for one in self.engine.force(self._cut(pairs))]

    def piece_log_likelihoods(self, pairs: Sequence[tuple[str, str]]) -> list[list[tuple[Span, float]]]:
        """See ``pipeline.protocols.Scorer``; what the model does not read has no figures."""
        spans = [self.engine.pieces.target(target)[1] for _, target in pairs]
        found = self.engine.force(self._cut(pairs))
        return [list(zip(some, one.chances, strict=False)) for some, one in zip(spans, found, strict=True)]

    def attend(self, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
        """Return the cross-attention of each (German, English) pair, by forced decoding."""
        pieces = self.engine.pieces
        made = []
        for (source, target), forced in zip(pairs, self.engine.force(self._cut(pairs), attention=True), strict=True):
            if forced.attention is None:
                continue
            rows = forced.attention[1:] if self.engine.settings.head.shift else forced.attention[:-1]
            sources, targets = pieces.source(source)[1], pieces.target(target)[1]
            weights = rows[:, :-1]
            made.append(Attention(tuple(sources[: weights.shape[1]]), tuple(targets[: weights.shape[0]]), weights))
        return made

    def states(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[States, States]] | None:
        """Return the encoder's states of both texts of each pair; None where the encoder reads no English."""
        if not self.engine.settings.bilingual:
            return None
        read = [self.engine.pieces.source(text) for pair in pairs for text in pair]
        most = MAX_PIECES - 1
        vectors = self.engine.encode([pieces[:most] for pieces, _ in read])
        made = [States(tuple(spans[:most]), some) for (_, spans), some in zip(read, vectors, strict=True)]
        return list(zip(made[::2], made[1::2], strict=True))

    def _cut(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[list[str], list[str]]]:
        most, pieces = MAX_PIECES - 1, self.engine.pieces
        return [(pieces.source(source)[0][:most], pieces.target(target)[0][:most]) for source, target in pairs]


def _without_model(segment: Segment) -> Translation | None:
    """Return what needs no model: English already, or no letters, of which only the figures change."""
    if any(c.isalpha() for c in segment.text):
        return Translation(segment, segment.text, origin="copied") if is_english(segment.text) else None
    text = english_figures(segment.text)
    return Translation(segment, text, origin="copied" if text == segment.text else "rule")


def _attempts(segment: Segment, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """Return what was tried, and what is surely still wrong (a name that seems to lack may be an unknown noun)."""
    tried = [f"split in {len(outcomes)}"] if len(outcomes) > 1 else []
    tried += dict.fromkeys(name for outcome in outcomes for name in outcome.attempts)
    if problems := dict.fromkeys(name for outcome in outcomes for name in outcome.problems if name != "names"):
        tried.append(f"kept with: {', '.join(problems)}")
        log.info("%s: kept with %s", segment.key, ", ".join(problems))
    return tuple(tried)
