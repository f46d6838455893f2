"""Alignment -> Flag: one file per check; this tuple is the table of contents."""

from __future__ import annotations

from pipeline.check.approximation_lost import ApproximationLost
from pipeline.check.bracket_mismatch import BracketMismatch
from pipeline.check.capitalisation import Capitalisation
from pipeline.check.clause_dropped import ClauseDropped
from pipeline.check.comparison_reversed import ComparisonReversed
from pipeline.check.content_added import ContentAdded
from pipeline.check.date_mismatch import DateMismatch
from pipeline.check.empty_translation import EmptyTranslation
from pipeline.check.end_punctuation import EndPunctuation
from pipeline.check.false_friend import FalseFriend
from pipeline.check.gender_pronoun import GenderPronoun
from pipeline.check.glossary_term import GlossaryTerm
from pipeline.check.guessed_word import GuessedWord
from pipeline.check.house_style_name import HouseStyleName
from pipeline.check.length_outlier import LengthOutlier
from pipeline.check.low_confidence import LowConfidence
from pipeline.check.magnitude_mismatch import MagnitudeMismatch
from pipeline.check.meaning_drift import MeaningDrift
from pipeline.check.memory_match import MemoryMatch
from pipeline.check.misspelling import Misspelling
from pipeline.check.modality_changed import ModalityChanged
from pipeline.check.name_altered import NameAltered
from pipeline.check.name_missing import NameMissing
from pipeline.check.name_variant import NameVariant
from pipeline.check.negation_lost import NegationLost
from pipeline.check.number_mismatch import NumberMismatch
from pipeline.check.office_term import OfficeTerm
from pipeline.check.opposite_word import OppositeWord
from pipeline.check.organisation_altered import OrganisationAltered
from pipeline.check.percent_points import PercentPoints
from pipeline.check.place_altered import PlaceAltered
from pipeline.check.quote_speaker_changed import QuoteSpeakerChanged
from pipeline.check.quote_unbalanced import QuoteUnbalanced
from pipeline.check.repeated_phrase import RepeatedPhrase
from pipeline.check.reported_speech_lost import ReportedSpeechLost
from pipeline.check.role_title import RoleTitle
from pipeline.check.roles_swapped import RolesSwapped
from pipeline.check.score_mismatch import ScoreMismatch
from pipeline.check.sentence_dropped import SentenceDropped
from pipeline.check.spacing import Spacing
from pipeline.check.stray_word import StrayWord
from pipeline.check.time_mismatch import TimeMismatch
from pipeline.check.unit_mismatch import UnitMismatch
from pipeline.check.untranslated_words import UntranslatedWords
from pipeline.check.url_altered import UrlAltered
from pipeline.check.weekday_mismatch import WeekdayMismatch
from pipeline.check.wire_line import WireLine
from pipeline.check.word_missing import WordMissing
from pipeline.protocols import Check

ALL_CHECKS: tuple[type[Check], ...] = (
    QuoteUnbalanced,
    EmptyTranslation,
    RepeatedPhrase,
    LengthOutlier,
    UntranslatedWords,
    NumberMismatch,
    MagnitudeMismatch,
    PercentPoints,
    UnitMismatch,
    DateMismatch,
    TimeMismatch,
    WeekdayMismatch,
    ScoreMismatch,
    ApproximationLost,
    ComparisonReversed,
    OppositeWord,
    NegationLost,
    Spacing,
    EndPunctuation,
    BracketMismatch,
    UrlAltered,
    Capitalisation,
    NameVariant,
    RoleTitle,
    OfficeTerm,
    HouseStyleName,
    PlaceAltered,
    OrganisationAltered,
    NameMissing,
    NameAltered,
    ClauseDropped,
    ContentAdded,
    ModalityChanged,
    ReportedSpeechLost,
    SentenceDropped,
    LowConfidence,
    GuessedWord,
    GenderPronoun,
    FalseFriend,
    GlossaryTerm,
    QuoteSpeakerChanged,
    RolesSwapped,
    StrayWord,
    WireLine,
    WordMissing,
    Misspelling,
    MeaningDrift,
    MemoryMatch,
)
