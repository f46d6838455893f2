"""An edited version of our own English: what was left alone stays linked, the rest is aligned anew."""

from __future__ import annotations

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.align.sentences import LinkStatus, SentenceLink, align_sentences
from pipeline.align.sentences.edited import align_edited

GERMAN = [
    "Die Werft in Neustadt baut künftig auch Eisbrecher.",
    "Der Auftrag hat einen Wert von 450 Millionen Euro.",
    "Der Betriebsrat begrüßte die Entscheidung.",
    "Die ersten Schiffe sollen 2027 fertig sein.",
    "Die Stadt plant eine neue Zufahrt zum Hafen.",
]
OURS = [
    ["The shipyard in Neustadt will also build icebreakers in future."],
    ["The contract has a value of 450 million euros."],
    ["The works council welcomed the decision.", "It said so."],
    ["The first ships are to be ready in 2027."],
    ["The city is planning a new access road to the port."],
]
EARLIER = list(zip(GERMAN, OURS, strict=True))
WHOLE = [sentence for sentences in OURS for sentence in sentences]


def written(links: list[SentenceLink]) -> list[str]:
    return [f"{' '.join(str(i + 1) for i in s.source)}:{' '.join(str(j + 1) for j in s.target)}" for s in links]


def no_question(source: object, target: object) -> list[SentenceLink]:
    raise AssertionError(f"asked about {source} and {target}")


def test_what_nobody_touched_is_not_aligned_again() -> None:
    links = align_edited(GERMAN, WHOLE, EARLIER, no_question)
    assert written(links) == ["1:1", "2:2", "3:3 4", "4:5", "5:6"]
    assert {link.score for link in links} == {1.0}


def test_an_edited_sentence_keeps_its_place() -> None:
    english = [*WHOLE[:1], "The order has a value of 450 million euros, a record.", *WHOLE[2:]]
    links = align_edited(GERMAN, english, EARLIER, no_question)
    assert written(links) == ["1:1", "2:2", "3:3 4", "4:5", "5:6"]
    assert links[1].score < 1.0


def test_only_what_was_rewritten_is_asked_about() -> None:
    english = [*WHOLE[:4], "Delivery of the vessels starts in five years, in 2027.", WHOLE[5]]
    asked = []

    def align(source: object, target: object) -> list[SentenceLink]:
        asked.append((source, target))
        return [SentenceLink(range(1), range(1), 0.8, LinkStatus.GOOD)]

    assert written(align_edited(GERMAN, english, EARLIER, align)) == ["1:1", "2:2", "3:3 4", "4:5", "5:6"]
    assert asked == [([GERMAN[3]], [english[4]])]


def test_a_cut_and_an_inserted_sentence_are_seen() -> None:
    english = [WHOLE[0], *WHOLE[2:5], "A ferry sank off the coast in spring.", WHOLE[5]]
    links = align_edited(GERMAN, english, EARLIER, no_question)
    assert written(links) == ["1:1", "2:", "3:2 3", "4:4", ":5", "5:6"]
    assert [link.status for link in links if not (link.source and link.target)] == ["missing", "added"]


def test_a_sentence_moved_by_the_editor_is_found() -> None:
    links = align_edited(GERMAN, [WHOLE[5], *WHOLE[:5]], EARLIER, no_question)
    assert written(links) == ["1:2", "2:3", "3:4 5", "4:6", "5:1"]
    assert [link.source.start for link in links if link.status == LinkStatus.MOVED] == [4]


def test_two_sentences_made_one_are_aligned_together() -> None:
    merged = "The contract has a value of 450 million euros, and the works council welcomed the decision."
    links = align_edited(GERMAN, [WHOLE[0], merged, *WHOLE[4:]], EARLIER, align_sentences)
    assert written(links) == ["1:1", "2 3:2", "4:3", "5:4"]


@given(st.permutations(range(6)), st.integers(0, 6), st.sampled_from([None, "Something else was said.", WHOLE[1]]))
@settings(max_examples=60)
def test_every_sentence_is_in_exactly_one_link(order: list[int], kept: int, new: str | None) -> None:
    english = [WHOLE[i] for i in order][:kept] + ([new] if new else [])
    if not english:
        return
    links = align_edited(GERMAN, english, EARLIER, align_sentences)
    assert sorted(chain.from_iterable(link.source for link in links)) == list(range(len(GERMAN)))
    assert sorted(chain.from_iterable(link.target for link in links)) == list(range(len(english)))
