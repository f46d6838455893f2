"""Where names may stand in a text: runs of capitalised words, without a trained tagger.

English gives names away by capitals except at the start of a sentence. German writes every noun with a capital, so a
run is only a candidate there; ``check._names`` keeps what survives translation or what no word list knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipeline.text.tokens import tokenize
from pipeline.text.wordforms import wordset
from pipeline.types import Span

# Closed classes that begin sentences with a capital letter, and calendar words. Sources: Duden, Die Grammatik (10th
# ed.), chapters on pronouns, particles and conjunctions; Quirk et al., A Comprehensive Grammar of the English Language.
NOT_NAMES: Final[dict[str, frozenset[str]]] = {
    "de": wordset("""
        letzterer letztere letzteres ersterer erstere ersteres der die das den dem des ein eine einen einem einer
        eines kein keine keinen keinem keiner ich du er sie es
        wir ihr ihm ihn ihnen uns euch mich dich sich mein dein sein unser euer meine deine seine ihre unsere eure
        meinen seinen ihren unseren seinem ihrem unserem seiner ihrer unserer seines ihres dieser diese dieses
        diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem alle allen aller alles beide beiden
        viele vielen vieler viel mehr weniger wenige einige einigen einiger manche mancher man jemand niemand nichts
        etwas wer was wen wem wessen welche welcher welches welchen wo wohin woher wann warum weshalb wie wieso als
        ob dass wenn weil da denn doch aber sondern oder und sowie auch nicht nur noch schon erst bereits dann
        danach dabei dazu davon darauf daran darin damit dafür dagegen daher deshalb deswegen trotzdem dennoch
        allerdings jedoch außerdem zudem ferner hier dort dorthin heute gestern morgen nun jetzt so sehr ganz etwa
        rund fast knapp kaum in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter hinter neben
        zwischen für durch gegen ohne um bis seit während wegen trotz laut ab je pro per statt anstatt infolge
        aufgrund angesichts anhand mithilfe sowohl weder entweder obwohl obgleich indem sobald solange nachdem bevor
        ehe falls sofern hat haben hatte hatten ist sind war waren wird werden wurde wurden kann können konnte soll
        sollen sollte muss müssen musste darf dürfen will wollen wollte mag möchte ja nein bitte danke zwar immerhin
        unterdessen inzwischen zunächst zuletzt zuvor später früher ebenso ebenfalls insgesamt gleichzeitig derzeit
        schließlich endlich vielleicht möglicherweise offenbar angeblich natürlich selbst sogar wieder weiter
        weitere montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar märz
        april mai juni juli august september oktober november dezember uhr euro prozent dollar herr herrn frau
    """),
    "en": wordset("""
        the a an this that these those some any no none every each either neither both all many much more most few
        fewer less least several another other such what which who whom whose where when why how i you he she it we
        they me him her us them my your his its our their mine yours hers ours theirs myself himself herself itself
        themselves one someone anyone everyone nobody nothing something anything everything there here and or but
        nor so yet for if unless until although though because since while whereas whether as than then thus hence
        therefore however moreover furthermore meanwhile nevertheless nonetheless instead otherwise also too even
        only just still already again once twice never always often sometimes now today yesterday tomorrow tonight
        soon later earlier before after during within without in on at by to from of off up down out over under
        above below between among across through around about against along amid despite except into onto like near
        past per plus toward towards upon via with not yes no is are was were be been being am do does did has have
        had will would can could shall should may might must let monday tuesday wednesday thursday friday saturday
        sunday january february march april may june july august september october november december mr mrs ms miss
        dr prof sir lady lord according
        following given based due regarding apart
    """),
}
JOINERS: Final = wordset("""
        de del della der den di da do dos du la le les von van vom zu zum zur ten ter af av bin ibn ben al el as
        asch ash ad ar at y e und of and the für fur
    """)
_NAME_JOINERS: Final = JOINERS - wordset("und of and the für fur e y zu zum zur")
# Closed-class words that no family name is spelt like, unlike Weil, Mai or Will: they end a run.
_NEVER: Final = wordset("""
    sie ihr ihre ihren ihnen ihrer uhr euro prozent dollar herr herrn frau mr mrs ms miss i der die das und the and
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar april juni juli august
    september oktober november dezember monday tuesday wednesday thursday friday saturday sunday january february
    june july october december
""")
_AFTER_JOINER: Final = frozenset({"der", "den"})  # von der, van den; alone they are articles
_SENTENCE_END: Final = frozenset(".!?:;…")
_OPENING: Final = frozenset("„“”\"'‚‘’»«(–—-[•*>|")
_PREFIXED: Final = re.compile(r"(?i)(?:al|el|as|ash|asch|ad|ar|at|an|az)[-‑](?=.)")


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words. ``words``: spans of the words, joiners left out; ``span`` covers the run.

    ``initial``: the first word begins a sentence or a quotation, so its capital may say nothing.
    """

    span: Span
    words: tuple[Span, ...]
    initial: bool

    def texts(self, text: str) -> tuple[str, ...]:
        """Return the words as written."""
        return tuple(w.of(text) for w in self.words)


def is_capital(word: str) -> bool:
    """Tell whether a word can be a name or part of one by its shape."""
    first = word[:1]
    return (first.isupper() or bool(_PREFIXED.match(word) and word[3:4].isupper())) or (
        first.islower() and any(c.isupper() for c in word[1:]) and not any(c.isdigit() for c in word)
    )


@lru_cache(maxsize=8192)
def capital_runs(text: str, language: str) -> tuple[Run, ...]:
    """Return the maximal runs of capitalised words of ``text`` (language de or en), in order.

    Words of the closed classes never belong to a run when they begin a sentence; a joiner (von, de, al) does between
    two capitalised words. Punctuation, except the point of an initial, ends a run.
    """
    tokens = tokenize(text)
    runs: list[Run] = []
    current: list[Span] = []
    initial = fresh = True
    pending: Span | None = None

    def close() -> None:
        nonlocal current, pending
        if current:
            runs.append(Run(Span(current[0].start, current[-1].end), tuple(current), initial))
        current, pending = [], None

    for i, token in enumerate(tokens):
        word = token.of(text)
        low = word.casefold()
        if not word[0].isalpha() and not word[0].isdigit():
            dotted = word == "." and current and len(tokens[i - 1]) and tokens[i - 1].end - tokens[i - 1].start == 1
            if word in "'’" or dotted:
                continue
            close()
            fresh = word in _SENTENCE_END or (fresh and word in _OPENING) or word in '„“"»«'
            continue
        closed = low in NOT_NAMES[language]
        if is_capital(word) and not (closed and (fresh or not current or low in _NEVER)):
            if not current:
                initial = fresh
            current.append(token)
            pending = None
        elif current and low in _NAME_JOINERS and (pending or low not in _AFTER_JOINER):
            pending = token
        else:
            close()
        fresh = False
    close()
    return tuple(runs)


def without_article(word: str) -> str:
    """Return an Arabic name without the article at its beginning: al-Khatib -> Khatib."""
    return _PREFIXED.sub("", word, count=1) if _PREFIXED.match(word) else word


_POSSESSIVE: Final = re.compile(r"(?:['’ʼ]s?|(?<=s)['’ʼ])$")


@lru_cache(maxsize=50000)
def without_possessive(word: str) -> str:
    """Return an English word without 's or the apostrophe after s; also a German genitive apostrophe."""
    return _POSSESSIVE.sub("", word)


@lru_cache(maxsize=50000)
def genitive_of(word: str, base: str) -> bool:
    """Tell whether ``word`` is ``base`` or its German or English genitive (``Merkels``, ``Merkel's``, ``Fritz'``)."""
    bare, base = without_possessive(word), without_possessive(base)
    return bare == base or bare in (base + "s", base + "es", base + "ens")
