"""The parts of a wire article: which paragraph is headline, byline, dateline, time stamp, credit, correction, body.

Recognised by form alone, from the conventions of German agencies and news sites (dpa-Kompass; the visible layout of
public news pages); what is not certain stays body, because body text is translated and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.types import SegmentKind, Span

AGENCIES = (
    r"(?:dpa(?:-[\w-]+)?|dpa-AFX|AFP|AP|APA|Reuters|rtr|sda|Keystone-SDA|epd|KNA|SID|sid|dts|ANSA|TASS|Interfax"
    r"|Ukrinform|Yonhap|Xinhua|DPA|afp|ap|apa|reuters|REUTERS|dapd|ots|BBC|DW|dw|EFE|PAP|CTK|ČTK|Bloomberg|Kyodo)"
)
_DASH = r"[-–—]"
_MONTH = (
    r"(?:Jan(?:uar)?|Jän(?:ner)?|Feb(?:r|ruar)?|März|Mrz|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|Mo|Di|Mi|Do|Fr|Sa|So)\.?"
_DATE = rf"(?:\d{{1,2}}\.\s?(?:\d{{1,2}}\.(?:\s?\d{{2,4}})?|{_MONTH}(?:\s\d{{4}})?)|\d{{4}}-\d\d-\d\d)"
_TIME = r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?Uhr|\s?h)?|\d{1,2}\sUhr)"
_AGO = r"vor\s(?:weniger als\s)?(?:einer|einem|\d+)\s(?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr)(?:en|n|e)?"
_STAMP_LABEL = (
    r"(?:(?:Zuletzt|Erstmals|Erst|Letztmals)?\s?(?:aktualisiert|veröffentlicht|publiziert|erschienen|geändert|erstellt)"
    r"|(?:Letzte[sr]?\s)?(?:Update|Aktualisierung|Änderung)|Stand|Datum|Veröffentlichung|Lese(?:dauer|zeit)|Artikel)"
)
_STAMP = re.compile(
    rf"(?:(?:{_STAMP_LABEL}|{_AGO}|{_DATE}|{_TIME}|{_WEEKDAY}|heute|gestern|vorgestern|am|um|vom|ca\.|seit"
    r"|\d{1,2}\sMin(?:uten|\.)?|(?:MES?Z|UTC|GMT|CES?T|Ortszeit|Uhr))(?![^\W\d_])[\s,;:|·•/()\-–—]*)+",
    re.IGNORECASE,
)
_TIMELY = re.compile(rf"\d|{_AGO}|heute|gestern", re.IGNORECASE)

_PARTICLE = r"(?:von|van|vom|zu|zur|de|der|den|di|da|del|dos|el|al|bin|ibn|ben|ter|la|le|du)"
_CAPITAL = r"(?:[A-ZÄÖÜÀ-ÖØ-Þ][^\W\d_]*(?:['’.\-‑][^\W\d_]+)*\.?|Mc\w+|O['’]\w+)"
NAME = rf"{_CAPITAL}(?:\s(?:{_PARTICLE}\s)*{_CAPITAL}){{1,4}}"
_PLACE = rf"{_CAPITAL}(?:\s(?:am|an der|im|in|bei|ob der)?\s?{_CAPITAL}){{0,2}}"
_WHO = rf"(?:{NAME}|{AGENCIES})(?:\s\((?:{AGENCIES}|{_PLACE})\))?"
_BYLINE = re.compile(
    rf"[-–—•*]?\s*(?:(?:Autor(?:in|en|innen|:in|\*in)?\s?[:,]\s*|(?:Text|Von|Bericht|Reporter(?:in)?)\s?[:,]\s*(?={NAME}))"
    rf"(?P<label>\S.{{1,120}})"
    rf"|(?:Von|VON|von)\s(?:unser(?:em|er)\s\w+\s)?(?P<von>{_WHO}(?:(?:,|\sund|\s&|,\sund|\s/|/|\sUND)\s?{_WHO})*"
    rf"(?:,?\s(?:in\s|aus\s)?{_PLACE}|,?\s{AGENCIES}(?:/{AGENCIES})*)?)(?:\s\([^()]{{3,60}}\))?)"
)
_ROLE = re.compile(
    r"[-–—•*]?\s*(?:Rolle|Funktion|Position|Tätigkeit|Berichtet(?:\s(?:aus|von))?|Reporter aus)\s?[:,]"
    r"\s*(?P<role>\S.{1,160})"
)
_ROLE_AFTER_BYLINE = re.compile(
    r"(?:[\w-]*-)?(?:Auslands|Chef|Wirtschafts|Sport|Politik|Büro)?-?"
    r"(?:korrespondent|reporter|redakteur|redaktion|chef|leiter|experte|analyst|autor)(?:in|en|innen)?\b[^.!?]{0,80}",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    rf"""\(?\s*(?:
      (?:Zusätzliche|Weitere|Ergänzende)\s(?:Berichterstattung|Berichte|Recherchen?|Informationen)(?:\s(?:von|durch)\b|:)
    | (?:Berichterstattung|Mitarbeit|Recherche|Redaktion|Übersetzung|Redaktionelle\sBearbeitung)\s?(?::|von\b|durch\b)
    | (?:Mit|Unter\sVerwendung\svon)\s(?:zusätzliche[mn]\s)?(?:Material|Informationen|Agenturmaterial|Agenturen)
      (?:\)|$|\s(?:von|der|durch|aus)\b(?=.*\b(?:Agentur(?:en)?|{AGENCIES})\b)|\s\()
    | (?:Quellen?|Fotos?|Bild(?:er|nachweis)?|Fotonachweis)(?:\s?:|\svon\b)
    | (?:Übersetzt|Redigiert|Bearbeitet|Geschrieben|Mitgearbeitet)(?:\s?:|\svon\b)
    | Berichte?\svon\s.{{3,200}}(?:redigiert|bearbeitet|geschrieben)\b
    | Alle\sRechte\svorbehalten
    | ©\s?\S
    )""",
    re.VERBOSE,
)
_SIGN_OFF = re.compile(
    rf"\(?(?:{AGENCIES}(?:[/,\s]+{AGENCIES})*(?:[-/\s:][a-zäöü0-9-]{{2,20}}){{0,6}}"
    rf"|[a-zäöü]{{2,4}}(?:[/,]\s?[a-zäöü]{{2,4}}){{0,4}}\s?[/(\s]\s?{AGENCIES}(?:[,/]\s?{AGENCIES}){{0,4}})\)?"
)
# Initials of author and desk that close an article ("jop/wd", "wd akr"); they show only by their place.
_INITIALS = re.compile(r"\(?[a-zäöü]{2,4}(?:[/, -][a-zäöü]{2,4}){0,3}\)?")
_CORRECTION = re.compile(
    r"\(?\s*(?:Berichtigung|Korrektur(?:hinweis)?|Richtigstellung|Klarstellung|Anm(?:erkung|\.)\s(?:der|d\.)\sRed(?:aktion|\.)"
    r"|Hinweis\sder\sRedaktion|Redaktioneller\sHinweis|Berichtigte\sFassung|Wiederholung|ACHTUNG\sREDAKTIONEN)"
    r"(?:\s(?:im|in|zu[rm]?|vom)\s[^:]{0,60}(?:Absatz|Satz|Überschrift|Meldung|Text|Bericht|Artikel)[^:]{0,30})?\s?:"
    r"|\(\s*(?:Berichtig(?:t|ung)|Korrigier?t|Korrektur|Wiederholung|Wiederholt|Neu(?:er)?|Aktualisiert|Ergänzt"
    r"|Durchgehend\sneu|Stellt\sklar|Zusammenfassung)\b[^()]*\)\s*\.?$"
    r"|Zusammenfassung\s\d{4}\b"
    r"|(?:In\seiner\sfrüheren\s(?:Version|Fassung)|(?:Wir|Die\sRedaktion)\shat?(?:ben)?\sden\sFehler)\b",
    re.IGNORECASE,
)
_EMBARGO = re.compile(
    r"\W*(?:ACHTUNG\W+)?(?:Sperrfrist|Sperrvermerk|Sperrfristvermerk|Embargo|Gesperrt\sbis"
    rf"|Frei\s(?:für|ab|zur|bis)\s(?:{_WEEKDAY}|{_DATE}|{_TIME}|heute|morgen|die\sVeröffentlichung|Veröffentlichung|\w+ausgabe)"
    r"|Freigegeben\s(?:ab|für)|Nicht\s(?:zur\sVeröffentlichung|veröffentlichen)\s?(?:vor|bis))\b",
    re.IGNORECASE,
)
# Capitals before a dash that are no place: acronyms that open sentences, and names of text forms.
_ACRONYM = (
    "EXKLUSIV|VORSCHAU|EILMELDUNG|EIL|LIVE|UPDATE|HINTERGRUND|ANALYSE|KOMMENTAR|INTERVIEW|PORTRÄT|REPORTAGE|STICHWORT"
    "|CHRONOLOGIE|ÜBERBLICK|FAKTENCHECK|NATO|USA|EU|UNO|UN|OPEC|IWF|EZB|FED|WHO|OSZE|CDU|CSU|SPD|FDP|BSW|ARD|ZDF|CNN"
    "|FIFA|UEFA|IOC|NASA|ESA|DAX"
)
_DATELINE = re.compile(
    rf"""(?:
      {_PLACE}(?:\s?/\s?{_PLACE})*(?:,\s*(?:den\s)?{_DATE})?\s*
        \((?:(?:{AGENCIES})(?:\s?[/,]\s?[\w-]+)*\)\s*(?:{_DASH}|[:.])?|[A-Za-z][\w/.-]{{1,14}}\)\s*{_DASH})
    | {_PLACE}(?:\s?/\s?{_PLACE})*,\s*(?:den\s)?{_DATE}\s*(?:{_DASH}|:)
    | (?!(?:{_ACRONYM})\b)[A-ZÄÖÜ][A-ZÄÖÜ'’.\-]{{2,}}(?:[\s/][A-ZÄÖÜ][A-ZÄÖÜ'’.\-]+){{0,3}}(?:,\s*{_DATE})?
      \s*(?:[–—]|-(?=\s))(?=\s+[A-ZÄÖÜ0-9„“"»«])
    | \(?{AGENCIES}(?:/{AGENCIES}){{0,4}}\)?\s*{_DASH}
    )(?=\s+[^\W\d_a-zäöüß]|\s+[\d„“"»«‚])""",
    re.VERBOSE,
)
_SENTENCE_END = re.compile(r"[.!?…:;,][\"“”’‘»«›‹)\]]*$")
_QUESTION_END = re.compile(r"[!?][\"“”’‘»«›‹)\]]*$")
_INNER_STOP = re.compile(r"[a-zäöüß]{2}[.!?][\"“”»«]?\s+\S")
HEADLINE_LENGTH = 160  # characters; longer lines without a stop are body
CROSSHEAD_WORDS = 9
KICKER_WORDS = 5


def label(line: str) -> SegmentKind | None:
    """Return the kind that ``line``, a whole paragraph, shows by its own form, or None if it shows none."""
    if not any(c.isalnum() for c in line):
        return SegmentKind.SEPARATOR
    if len(line) <= 140 and _STAMP.fullmatch(line) and _TIMELY.search(line):
        return SegmentKind.TIMESTAMP
    if _EMBARGO.match(line):
        return SegmentKind.EMBARGO
    if _CORRECTION.match(line):
        return SegmentKind.CORRECTION
    if _CREDIT.match(line) or (len(line) <= 80 and _SIGN_OFF.fullmatch(line)):
        return SegmentKind.CREDIT
    if _ROLE.fullmatch(line):
        return SegmentKind.ROLE
    return SegmentKind.BYLINE if _BYLINE.fullmatch(line) else None


def dateline(paragraph: str) -> Span | None:
    """Return the dateline that opens ``paragraph`` ("KIEW (dpa) –", "Berlin, 3. Oktober -"), its dash included."""
    found = _DATELINE.match(paragraph)
    return Span(*found.span()) if found else None


def byline_names(line: str) -> str:
    """Return who wrote it, from a byline: "Von Anna Muster, dpa" gives "Anna Muster, dpa"."""
    found = _BYLINE.fullmatch(line)
    return (found["label"] or found["von"]).strip() if found else ""


def role_text(line: str) -> str:
    """Return the role from a role line: "- Rolle, Korrespondentin in Wien" gives "Korrespondentin in Wien"."""
    found = _ROLE.fullmatch(line)
    return found["role"].strip() if found else line.strip()


def kinds(paragraphs: Sequence[str], title: str = "") -> list[SegmentKind]:
    """Return the kind of each paragraph of one article, in order; ``title`` names the headline if it is known.

    A short line without a stop is a headline at the top of the article, and a crosshead (same kind) between two body
    paragraphs; a still shorter one right above the headline is the kicker.
    """
    found = [label(paragraph) for paragraph in paragraphs]
    for i, paragraph in enumerate(paragraphs):
        if found[i] is None and i and found[i - 1] == SegmentKind.BYLINE and _ROLE_AFTER_BYLINE.fullmatch(paragraph):
            found[i] = SegmentKind.ROLE
    _label_head(found, paragraphs, title)
    if len(found) > 1 and found[-1] is None and _INITIALS.fullmatch(paragraphs[-1]):
        found[-1] = SegmentKind.CREDIT
    for i, paragraph in enumerate(paragraphs):
        if found[i] is None:
            crosshead = 0 < i < len(paragraphs) - 1 and found[i + 1] is None and _is_crosshead(paragraph)
            found[i] = SegmentKind.HEADLINE if crosshead else SegmentKind.BODY
    return [kind or SegmentKind.BODY for kind in found]


def _label_head(found: list[SegmentKind | None], paragraphs: Sequence[str], title: str) -> None:
    """Label headline and kicker: the unlabelled lines without a stop above the first body paragraph."""
    head: list[int] = []
    for i, paragraph in enumerate(paragraphs):
        if found[i] is None:
            if paragraph != title and not _is_headline(paragraph, first=not head):
                break
            head.append(i)
    else:
        head = [i for i in head if paragraphs[i] == title]  # nothing below: lines, not headlines
    for i in head:
        found[i] = SegmentKind.HEADLINE
    if len(head) > 1 and paragraphs[head[0]] != title and _is_kicker(paragraphs[head[0]], paragraphs[head[1]]):
        found[head[0]] = SegmentKind.KICKER


def _is_headline(line: str, first: bool) -> bool:
    if len(line) > HEADLINE_LENGTH or dateline(line) or _INNER_STOP.search(line) or line[0] in "-–•*":
        return False
    return not _SENTENCE_END.search(line) or (first and bool(_QUESTION_END.search(line)) and "„" not in line[:1])


def _is_kicker(line: str, headline: str) -> bool:
    return len(line.split()) <= KICKER_WORDS and len(line) < len(headline)


def _is_crosshead(line: str) -> bool:
    words = line.split()
    opens = line[0].isupper() or line[0].isdigit() or line[0] in '„"»'
    return opens and len(words) <= CROSSHEAD_WORDS and not _SENTENCE_END.search(line) and not _INNER_STOP.search(line)
