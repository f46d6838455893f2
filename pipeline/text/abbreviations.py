"""Closed word lists for sentence splitting: abbreviations by what may follow them, and words that open sentences.

Sources: Duden, "Die deutsche Rechtschreibung", rules on abbreviations, and the list "Wichtige Abkürzungen"; for English
the New Hart's Rules chapter on abbreviations. The function words are the closed classes of the two grammars (articles,
pronouns, prepositions, conjunctions, frequent sentence adverbs). Written by hand; no corpus was mined.
"""

from __future__ import annotations

from dataclasses import dataclass


def words(text: str) -> frozenset[str]:
    """Return the words of ``text`` as a set."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language that decide whether a full stop ends a sentence; all without their last stop.

    ``prefix``: always followed by more of the sentence (``Dr.``). ``counter``: an abbreviation only before a number
    (``Art.``, ``Nr.``). ``final``: may end a sentence, which then shows in the word that follows (``Mio.``, ``Inc.``).
    ``months``: short month names, abbreviations only next to a number. ``starters``: words that are lower-case within
    a sentence, so that a capital tells a sentence opening. ``fixed``: several words, ``z. B``, as ``prefix``.
    ``ordinals``: a number with a stop can be an ordinal. ``determiners``: what stands before an ordinal; ``ranked``:
    what makes an ordinal of any number before it (``1. FC``). ``glue``: the starters that are no noun, no form of
    address and no part of names besides, so that one in mid-sentence shows a lost line end; ``names_follow``: words
    after which even these belong to a name (``das Magazin Der Spiegel``); ``names``: such names, in two words.
    """

    prefix: frozenset[str]
    counter: frozenset[str]
    final: frozenset[str]
    months: frozenset[str]
    starters: frozenset[str]
    fixed: tuple[str, ...] = ()
    ordinals: bool = False
    determiners: frozenset[str] = frozenset()
    month_names: frozenset[str] = frozenset()
    ranked: frozenset[str] = frozenset()
    glue: frozenset[str] = frozenset()
    names_follow: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


_GERMAN_STARTERS = words(
    """Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Kein Keine Keinen Keiner Dieser Diese Dieses Diesen
    Diesem Jener Jene Jenes Jeder Jede Jedes Jeden Alle Alles Allen Viele Vieles Vielen Wenige Einige Manche Mancher
    Mehrere Beide Beiden Andere Anderen Anders Ich Du Er Sie Es Wir Ihr Ihm Ihn Ihnen Uns Mir Mich Man Jemand
    Niemand Nichts Etwas Sein Seine Seinen Seinem Seiner Ihre Ihren Ihrem Ihrer Unser Unsere Unseren Mein Meine
    Meinen Dein Deine Wer Was Wann Wo Wie Warum Weshalb Wieso Wohin Woher Womit Wofür Welche Welcher Welches Wen Wem
    In Im Ins An Am Ans Auf Aufs Aus Bei Beim Mit Nach Vor Vom Von Zu Zum Zur Über Unter Um Durch Für Gegen Ohne
    Seit Bis Ab Während Wegen Trotz Statt Anstatt Laut Neben Zwischen Hinter Innerhalb Außerhalb Angesichts
    Aufgrund Dank Entlang Gegenüber Gemäß Infolge Mithilfe Mittels Nahe Zufolge Zugunsten Binnen Anhand Anlässlich
    Und Oder Aber Doch Denn Sondern Sowie Sowohl Weder Entweder Dass Daß Weil Da Wenn Als Ob Obwohl Obgleich Nachdem
    Bevor Ehe Sobald Solange Sofern Falls Indem Damit Sodass Wenngleich Zumal Allerdings Jedoch Dennoch Trotzdem
    Deshalb Daher Darum Deswegen Dabei Dafür Dagegen Daran Darauf Daraus Darin Darüber Darunter Davon Davor Dazu
    Danach Dadurch Damals Dann Dort Dorthin Hier Hierzu Hierbei Hierfür Hinzu Jetzt Nun Heute Gestern Morgen Bald
    Auch Nur Noch Schon Bereits Bislang Bisher Zuvor Zuletzt Zunächst Zudem Zugleich Zwar Außerdem Ferner Überdies
    Darüberhinaus Weiter Weitere Weiterhin Ebenso Ebenfalls Genauso So Somit Sonst Sogar Selbst Selbstverständlich
    Natürlich Vielleicht Wahrscheinlich Vermutlich Möglicherweise Offenbar Offensichtlich Angeblich Tatsächlich
    Eigentlich Leider Immer Immerhin Inzwischen Mittlerweile Unterdessen Indessen Schließlich Endlich Insgesamt
    Insbesondere Besonders Vielmehr Stattdessen Andererseits Einerseits Ansonsten Anschließend Später Früher Erst
    Einst Manchmal Oft Häufig Meist Meistens Nie Niemals Nicht Kaum Fast Etwa Rund Mindestens Höchstens Ungefähr
    Gut Ja Nein Bitte Wäre War Ist Sind Hat Haben Wird Werden Kann Können Muss Soll Seitdem Seither Derzeit Aktuell
    Nebenbei Demnach Demzufolge Folglich Infolgedessen Zuerst Zwei Drei Vier Fünf Sechs Sieben Acht Neun Zehn Zwölf
    Wobei Wodurch Worauf Worin Wozu Dies Derweil Mehr Weniger Gleichzeitig Ebensowenig Umso Solche Solcher"""
)

GERMAN = Lexicon(
    prefix=words(
        """Dr Dres Prof Hr Hrn Fr Frl Dipl Ing med jur phil habil rer nat pol oec theol dent vet Hl hl St Ste Mag Msgr
        Pfr Abg Vors Präs Gov Sen Rep Lt Sgt Col Capt Cpt Cmdr Maj Adm Kpt Hptm Oblt Mr Mrs Ms Mt Ft ca zzgl inkl exkl
        bzw sog bspw evtl ggf ggfs insb insbes lt rd max mind vgl Vgl geb gest verh gesch gegr ehem div allg dt engl
        frz russ amerik ukrain ital span griech lat hebr arab jap chin türk poln evang ev kath röm südl nördl östl
        westl einschl ausschl abzgl gem gez zit übers hrsg Hrsg z.B d.h i.d i.A i.V o.g s.o s.u m.E u.U d.i i.e e.g vs
        urspr vorm nachm wg zw betr bes spez entspr jew tägl wöchentl monatl jährl voraussichtl Gebr Ges Staatssekr
        Min.-Präs stv stellv komm sel hpts vermutl mögl Univ Tel Fa Bez Reg Kard Erzb Bf u.d z.T z.Zt z.Z"""
    ),
    counter=words("Nr Nrn No Art Abs Abt Kap Bd Bde Aufl Ziff Rn Rz Anm Abb Tab Fig Bl Bhf Az Vers Ausg Jg Hs Tel PF"),
    final=words(
        """usw etc usf Mio Mill Mrd Mia Bio Brd Tsd Co Inc Ltd Corp Bros Jr Sr Str Pl Jh Jhd Jhdt Std Min Sek Chr Gen
        jun sen a.D i.R i.Tr o.Ä u.Ä o.ä u.ä u.a u.v.m e.V e.G v.Chr n.Chr ff Bj Pf Kl resp excl incl mbH M.A B.A Ph.D
        U.S U.K U.N D.C L.A Dez. p.a p.m a.m a.M i.Br v.l n.r ggü Nds Tg Wdh Zt zus Mo Di Mi Do Sa"""
    ),
    months=words("Jan Jän Febr Feb Mrz Apr Jun Jul Aug Sept Sep Okt Nov Dez"),
    starters=_GERMAN_STARTERS,
    fixed=(
        "z. B",
        "Z. B",
        "d. h",
        "D. h",
        "i. d",
        "I. d",
        "z. T",
        "z. Zt",
        "u. U",
        "m. E",
        "o. g",
        "s. o",
        "s. u",
        "i. e",
        "e. g",
        "i. A",
    ),
    ordinals=True,
    determiners=words(
        """der die das den dem des am im zum zur vom beim ein eine einen einem einer eines sein seine seinen seinem
        seiner seines ihr ihre ihren ihrem ihrer ihres mein meinen unser unseren jeder jede jeden diesem diesen dieser
        Der Die Das Den Dem Des Am Im Zum Zur Vom Beim Ein Eine Einen Seinen Seinem Ihren Ihrem ab bis seit Ab Bis
        Seit ins fürs übers ums Ins sowie und"""
    ),
    month_names=words(
        """Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan Jän
        Febr Feb Mrz Apr Jun Jul Aug Sept Sep Okt Nov Dez"""
    ),
    ranked=words(
        """FC SC SV VfB VfL TSV FSV FFC SSV BC TV HC EC AFC Bundesliga Liga Kammer Senat Weltkrieg Jahrhundert
        Geburtstag Jahrestag Todestag Hochzeitstag Mal Stock Lebensjahr Spieltag Spielminute Minute Runde Etappe
        Klasse Auflage Legislaturperiode Bezirk Armee Division Brigade Jahrgang"""
    ),
    glue=_GERMAN_STARTERS
    - words(
        """Sie Ihr Ihre Ihren Ihrem Ihrer Ihnen Sein Seine Seinen Seinem Seiner Du Dein Deine Ich Mich Mir Man Wen
        Morgen Falls Andere Anderen Anders Allen Alles Wegen Nein Ja Bitte Ehe Dank Trotz Statt Nichts Etwas Oder Und
        Laut Nahe Gut Hat War Ist Sind Haben Wird Werden Kann Können Muss Soll Wäre Beiden Beide Drei Vier Fünf Acht
        Aus Aufs Rund Etwa Mehr Weniger Weiter Früher Gegenüber Mithilfe Selbst So Da Ab Uns Binnen Vieles Einst Meist
        Oft"""
    ),
    names_follow=words(
        """der die das den dem des eine einen einem einer eines und oder von vom zum zur im in am ans ins beim bei für
        über unter gegen nach mit ohne als wie dass Partei Fraktion Zeitung Magazin Wochenzeitung Nachrichtenmagazin
        Tageszeitung Zeitschrift Band Gruppe Film Serie Sendung Roman Buch Album Song Lied Stück Oper Titel Show
        Portal Blatt Boulevardblatt Theater Restaurant Kette
        berichtet berichten berichtete berichteten schreibt schrieb meldet meldete zitiert zitierte laut Laut"""
    ),
    names=frozenset(
        {"Den Haag", "Den Helder", "Die Linke", "Die Linken", "Die Grünen", "Die Basis", "Die Rechte", "Die Partei"}
        | {"Die PARTEI", "Die Heimat", "Die Zeit", "Die Welt", "Die Presse", "Der Spiegel", "Der Standard"}
        | {"Der Tagesspiegel", "Der Freitag", "Das Erste", "Das Bild", "Die Ärzte", "Die Toten"}
    ),
)

ENGLISH = Lexicon(
    prefix=words(
        """Dr Prof Mr Mrs Ms Messrs Mx St Ste Mt Ft Gen Gov Sen Rep Reps Sens Lt Sgt Col Capt Cpt Cmdr Maj Adm Brig
        Cpl Pvt Supt Insp Pres Rev Hon Fr Msgr Hr ca cf vs e.g i.e approx Lt.-Col Lt.Gov Atty Det Amb Sec"""
    ),
    counter=words("No Nos Art Sec Ch Vol Fig Figs pp p Tel Eq Para"),
    final=words(
        """etc Co Inc Ltd Corp Bros Jr Sr St Ave Blvd Rd Dept Univ Assn U.S U.K U.N E.U U.S.A D.C L.A N.Y a.m p.m A.M
        P.M B.C A.D Ph.D M.D B.A M.A al Mass Calif Conn Fla Ga Ill Ind Kan Ky La Md Mich Minn Mo Okla Ore Pa Tenn Tex
        Va Wash Wis Ariz Ark Colo Del Ala Nev Neb bn mln min max est"""
    ),
    months=words("Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"),
    starters=words(
        """The A An This That These Those He She It They We I You His Her Its Their Our My Your Who What When Where
        Why How Which In On At By For From With Without Of To Into Over Under After Before During Since Until Through
        Between Among Against Despite Because Although Though While If Unless And But Or Nor So Yet However Meanwhile
        Moreover Furthermore Nevertheless Still Then Thus Therefore Also Only Just Even Now Today Yesterday Tomorrow
        Here There Some Many Most Several Few All Both Each Every Any No Not Nothing Nobody Other Others Another Such
        More Less As Once According Earlier Later Last Next Is Are Was Were Has Have Had Will Would Can Could Should
        Do Does Did Two Three Four Five Six Seven Eight Nine Ten About Around Nearly Almost Perhaps Maybe Yes"""
    ),
    fixed=("e. g", "i. e"),
)
