"""The check reported-speech-lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from pipeline.check._common import flag
from pipeline.knowledge.lexicon import Lexicon, lexicon
from pipeline.text.modality import attributions, speech_of_others, speech_words
from pipeline.text.stems import english_stem
from pipeline.text.wordforms import fold, word_forms
from pipeline.types import Alignment, Flag, Severity, Span

_RENDERS: Final = 0.2  # strength from which an English word is what a German word became
# Words that attribute in one sense of several: they do not where they render another German word (WordNet 3.0).
_OTHERWISE: Final = re.compile(
    r"(?:report(?!edly)|releas|charg|find|found|see|knew|know|show|mean|put|mak|made|post|issu|fil|like|mind|throw|threw|"
    r"cast|shar|clear|rate|valu|regist|promot|list|point|call|continu|convict|rul|insur|guarant|address|appear|seem|"
    r"assess|certif|term|label|learn|feel|felt|open|observ)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReportedSpeechLost:
    """What somebody says in the German is a fact in the English.

    Why: the desk makes an allegation its own.
    Flags: ``Die Frau berichtete, sie sei bedroht worden.`` -> ``The woman was threatened.``
    Passes: ``said``, ``according to``, ``reportedly``, ``is expected to``, quotation marks
    Limits: any verb of saying, thinking or judging in the English is enough, unless it renders another German word
        (angezeigt, reported). The Konjunktiv I alone, without a verb of saying in its sentence, goes on with the
        speech of the sentence before; English then needs no second "he said".
    """

    id: ClassVar[str] = "reported-speech-lost"
    severity: ClassVar[Severity] = Severity.WARNING

    lexicon: Lexicon = field(default_factory=lexicon)

    def find(self, pairs: Sequence[Alignment]) -> Iterator[Flag]:
        for pair in pairs:
            if not word_forms(pair.target):
                continue
            found = speech_of_others(pair.source)
            if found and not self._attributed(pair):
                message = f"“{found.group()}”: the English says it as a fact"
                yield flag(self, pair, message, Span(*found.span()), confidence=0.6)

    def _attributed(self, pair: Alignment) -> bool:
        """Tell whether the English gives the statement to somebody by a word that no other German word accounts for."""
        said = speech_words(pair.source)
        others = [w for w in word_forms(pair.source) if not any(w.span.overlaps(span) for span in said)]
        options = [{english_stem(w): s for w, s in self.lexicon.words(other.fold).items()} for other in others]
        rest = Counter[str]()  # German words that account for an English stem, less the English words with it
        for found in attributions(pair.target):
            stem = english_stem(fold(found.group().split()[0]))
            rest[stem] = rest.get(stem, sum(words.get(stem, 0.0) >= _RENDERS for words in options)) - 1
            if rest[stem] < 0 or not _OTHERWISE.fullmatch(found.group()):
                return True
        return False
