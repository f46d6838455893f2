"""Modals with many ways round them (will, muss, hätte sollen), what is alleged, and the English that keeps their force.

They are common and English has many ways round them, so what excuses is broad; where nothing of it is left, a plan or a
duty has become a fact. Sources: those of ``text.modality``; every list was counted on good wire pairs.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.text.modality import ENDS, HEARSAY, HEDGES, Modal, any_of

_BE_TO = (
    r"(?:am|is|are|was|were|be|been|being|'s|'re)\s(?:\w+\s){0,2}to\b|"
    r"ha(?:s|ve|d|ving)(?: (?:either|neither|both|only|now|first|also|still|always))? to"
)
_PLANS = (
    rf"{_BE_TO}|should|shall|suppos\w+|due|plan\w*|expect\w*|inten[dt]\w*|meant|scheduled|slated|want\w*|aim\w*|"
    r"hop(?:e|es|ed|ing)|designed|going|wish\w*|propos\w*|demand\w*|call\w*|ask\w*|urg\w*|likely|target\w*|goal|"
    r"so that|future|decision|decid\w*|potential\w*|prospect\w*|would|'d|will|'ll|won't|could|can|cannot|may|might|if|"
    r"seek\w*|sought|tr(?:y|ies|ied|ying)|attempt\w*|effort\w*|keen|ready|eager|determined|bids?|willing|prepar\w*|promis\w*|"
    r"pledg\w*|vow\w*|refus\w*|unwilling|reluct\w*|prefer\w*|push\w*|would-be|campaign\w*|desire\w*|eye(?:s|d|ing)?|"
    r"consider\w*|commit\w*|threaten\w*|insist\w*|ambition\w*|choos\w*|chose|declin\w*|claim\w*|alleg\w*|says?|said|"
    r"according|interested|looking|intention|idea|request\w*|let|lets|tomorrow|next|soon|fight\w*|advocat\w*|"
    r"in favou?r|oppos\w*|reject\w*|announc\w*|bent|mov(?:es|ed|ing)"
)
_DUTIES = (
    rf"{_PLANS}|must|need\w*|requir\w*|oblig\w*|forced?|compel\w*|necess\w*|yet|still|pending|"
    r"subject|await\w*|mandat\w*|compulsory|essential|important|vital|crucial|made?|mak(?:es|ing)|fac(?:e|es|ed|ing)|"
    r"only|struggl\w*|unavoidable|inevitabl\w*|duty|duties|task|until|without|unless|condition\w*|depend\w*|no choice|"
    r"no option|sentenc\w*|leads?|led|left|end(?:s|ed) up|under pressure|remain\w*|responsib\w*|bound|ought|order\w*|"
    r"got to|gotta|recommend\w*|urgent\w*|tak(?:e|es|ing)|took|standing trial|on trial|hardly any"
)
_LEAVE = (
    r"may|must\w*|can|cannot|could|allow\w*|permi\w*|ban\w*|bar|bars|barred|forb\w*|prohibit\w*|should\w*|shall|right|"
    r"able|illegal\w*|prevent\w*|stop\w*|not to|never|no longer|only|exclud\w*|off-limits|outlaw\w*|unable|ought|"
    r"need\w*|ha(?:s|ve|d) to|restrict\w*|block\w*|refus\w*|den(?:y|ied|ies)|unless|leave|disqualif\w*|will|would|"
    r"limit\w*|expect\w*|suppos\w*|suspend\w*|without|unlawful\w*|authori[sz]\w*|entitle\w*|lawful\w*|free|let|lets|keep|kept|"
    r"closed|confined|is not to|are not to|licen[cs]\w*|from \w+ing|required|subject|legal\w*|clear\w*|eligible|"
    r"approv\w*|grounded|chance|privilege|honou?r|get|gets|got|access|exempt\w*|green light|if|tolerat\w*|accept\w*"
)
_ALLEGED = (
    rf"{HEARSAY}|so-called|ostensib\w*|perceived|feared|professed|self-\w+|call(?:s|ed)|on the grounds|pretext|"
    r"pretend\w*|would-be|reckon\w*|imagin\w*|thinks?|show\w*|argu\w*|feign\w*|complain\w*|add(?:s|ed)|not(?:es|ed)|wrote|writ\w*|"
    r"warn\w*|expected|potential\w*|probable|fear\w*|consider\w*|suppos\w*|accusation\w*|fake\w*"
)
_UNREAL = r"should\w*|could\w*|would\w*|ought|might\w*|'d|if|may|must have|can|unless"
_DONE = r"[a-zäöüß]+(?:en|ern|eln|tun|sein)"
_NEGATIVE = re.compile(r"\b(?:nicht|kein\w*|niemand\w*|nie|weder)\b")

DUTIES: Final[tuple[Modal, ...]] = (
    Modal(
        "will",
        re.compile(
            rf"\b(?:will|wollen)\b(?![^.;:!?]*\bhaben{ENDS})(?! (?:heißen|sagen))"
            rf"[^.;:!?]*\b[a-zäöüß]+(?:en|ern|eln){ENDS}"
        ),
        any_of(_PLANS),
    ),
    Modal("muss", re.compile(r"\b(?:muss|(?<!zu )müssen)\b"), any_of(_DUTIES)),
    Modal("darf", re.compile(r"\b(?:darf|dürfen)\b(?! sich freuen)"), any_of(_LEAVE)),
    Modal("angeblich", re.compile(r"\b(?:[Aa]ngeblich|[Mm]utmaßlich|[Mm]utmasslich)\w*"), any_of(_ALLEGED)),
    Modal(
        "wollte",
        re.compile(rf"\bwollten?\b(?! Sie)(?=[^.;:!?]*{_DONE}{ENDS})"),
        any_of(
            rf"{HEDGES}|{_PLANS}|to [a-z]+|determin\w*|willing\w*|fail\w*|like\w*|about|long\w*|"
            r"purpose\w*|in mind|opt\w*|mission|object\w*|for [a-z]+ing|fancied|dream\w*|condition|deliberate\w*|"
            r"did not|didn't|do not|not"
        ),
    ),
    Modal(
        "hätte müssen",
        re.compile(rf"\bhätten?\b[^.;:!?]*\b{_DONE}\s(?:müssen|sollen|können|dürfen){ENDS}"),
        any_of(rf"{_UNREAL}|{_BE_TO}|suppos\w*|need\w*|due|mistake|able|meant|inten[dt]\w*|set to|to have|most"),
    ),
    Modal(
        "irrealis",
        re.compile(
            r"(?:^|[.!?:]\s)[„“\"»]?(?:Wären?|Hätten?)\b[^.;:!?]*,\s"
            r"(?:so\s|dann\s)?(?:wären?|hätten?|würden?|könnten?)\b"
        ),
        any_of(_UNREAL),
    ),
    Modal(
        "wird wohl",
        re.compile(r"\b(?:wird|werden)\swohl\b"),
        any_of(
            rf"{_UNREAL}|(?:un)?likely|probab\w*|will|'ll|won't|expect\w*|presum\w*|appear\w*|seem\w*|apparently|set|believ\w*|"
            r"doubt\w*|perhaps|must|going|maybe|possib\w*|suppos\w*|guess\w*|bound|due|suspect\w*|think|thought|surely|"
            r"certain\w*|assum\w*|look\w*|tend\w*|potential\w*"
        ),
    ),
)
