"""How the romanisation schemes spell sounds: letters of each scheme -> one-letter sounds of a common alphabet.

Sounds: vowels ``a e i o u y`` (y is the hard i of Russian); consonants as in English, and ``x`` = kh, ``c`` = ts,
``C`` = ch in church, ``S`` = sh, ``Z`` = zh, ``J`` = j in Jack, ``j`` = y in yes, ``G`` = gh. A digit is a letter
that stands for two sounds: ``1`` = s or z, ``2`` = sh or zh. The longest entry wins; ``^`` and ``$`` anchor an entry,
``>`` in an entry requires the letters after it without consuming them.

Sources: Duden, Die deutsche Rechtschreibung, transcription tables (German); BGN/PCGN 1947 and later tables, ICAO Doc
9303 part 3 and the Cabinet of Ministers of Ukraine's resolution 55 of 2010 (English); ISO 9:1995 and the scientific
transliteration (DIN 1460); PWN, Zasady pisowni (Polish); Imprimerie nationale usage (French); Taalunie, Buitenlandse
namen (Dutch); Turkish, Romanian and South Slavic Latin alphabets as they are.
"""

from __future__ import annotations

from typing import Final


def _table(entries: str) -> dict[str, str]:
    """Read ``letters=sound`` entries."""
    return {letters: sound for letters, _, sound in (entry.partition("=") for entry in entries.split())}


SCHEMES: Final[dict[str, dict[str, str]]] = {
    "german": _table("""
        schtsch=SC tzsch=C tsch=C dsch=J sch=2 ch=x ck=k tz=c ss=s ß=s s=1 w=v z=c zz=c ä=e ö=o ü=u ie=i kh=x
        ph=f gh=G th=t qu=kv q=k oo=u x=ks
    """),
    "english": _table("""
        shch=SC tch=C ch=C sh=S zh=Z kh=x ts=c tz=c dzh=J dj=J j=J w=v oo=u ee=i ou=u ph=f gh=G th=t dh=d ck=k
        qu=kv q=k c=k x=ks y>a=j y>e=j y>o=j y>u=j
    """),
    "french": _table("""
        chtch=SC tch=C ch=S dj=J j=Z ou=u kh=x ts=c gu>e=g gu>i=g gu>y=g w=v ine$=in tsyne$=cyn ss=s ff$=v oï=oj
        aï=aj eï=ej ï=j é=e è=e q=k gh=G c=k yne$=yn x=ks y>a=j y>e=j y>o=j y>u=j
    """),
    "polish": _table("""
        szcz=SC dż=J cz=C sz=S rz=Z ż=Z ź=z ś=s ć=C ń=n ł=l ch=x w=v ó=u q=k c=c dz=dz ę=en ą=on
    """),
    "dutch": _table("""
        sjtsj=SC tsj=C sj=S zj=Z oe=u ch=x ts=c w=v ie=i ij=i dzj=J z=z q=k x=ks
    """),
    "scholarly": _table("""
        šč=SC ŝ=SC ŝč=SC č=C ć=C š=S ž=Z đ=J dž=J h=x ch=x c=c â=ja û=ju ë=jo è=e ě=e ŭ=u w=v ś=s ź=z q=k ł=l
        ń=n
    """),
    "turkic": _table("""
        ç=C c=J ş=S ğ= ı=i ö=o ü=u ə=a j=Z q=k x=x w=v y>a=j y>e=j y>o=j y>u=j y>ə=j
    """),
    "romanian": _table("""
        ce=Ce ci=Ci ge=Je gi=Ji ș=S ş=S ț=c ţ=c j=Z ă=a â=y î=y ch=k c=k w=v q=k
    """),
    "arabic": _table("""
        dsch=J sch=S sh=S dj=J j=J kh=x ch=x dh=d th=t gh=G au=o aw=o ow=o ou=u oo=u ee=i s=1 w=v q=k y=j
    """),
    "greek press": _table("""
        gi>a=j gi>o=j gi>u=j y>a=j y>e=j y>o=j y>u=j ou=u ch=x kh=x tz=c ts=c ph=f th=t c=k q=k w=v
    """),
    "spanish": _table("""
        ch=C j=x ll=j ñ=n z=z qu=k c=k w=v y=i ü=u sh=S y>a=j y>e=j y>o=j y>u=j
    """),
}

# Cyrillic, Greek and Georgian letters -> sounds; what a language reads otherwise than the others stands apart.
CYRILLIC: Final = _table("""
        а=a б=b в=v г=g ґ=g д=d е=e ё=jo ж=Z з=z и=i і=i ї=ji й=j к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ў=u
        ф=f х=x ц=c ч=C ш=S щ=SC ъ= ы=y ь= э=e ю=ju я=ja є=je ј=j љ=lj њ=nj ћ=C ђ=J џ=J ѓ=g ќ=k ѕ=dz ’= '=
""")
CYRILLIC_BY_LANGUAGE: Final[dict[str, dict[str, str]]] = {
    "uk": _table("г=h и=y щ=SC"),
    "be": _table("г=h"),
    "bg": _table("щ=St ъ=a"),
}
GREEK: Final = _table("""
        ου=u αυ=av ευ=ev αι=e ει=i οι=i μπ=b ντ=d γκ=g γγ=ng τσ=c τζ=J α=a β=v γ=g δ=d ε=e ζ=z η=i θ=t ι=i κ=k
        λ=l μ=m ν=n ξ=ks ο=o π=p ρ=r σ=s ς=s τ=t υ=i φ=f χ=x ψ=ps ω=o
""")
GEORGIAN: Final = _table("""
        ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=Z რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=G ყ=q შ=S ჩ=C
        ც=c ძ=dz წ=c ჭ=C ხ=x ჯ=J ჰ=h
""")

# Sounds -> letters of the English press, for generating forms.
SPELL_ENGLISH: Final = _table("""
        SC=shch ja=ya jo=yo ju=yu je=ye ji=yi S=sh Z=zh C=ch J=j x=kh c=ts j=y 1=s 2=sh G=gh q=q
""")

# Given names that are one name in different languages or everyday forms, each line one name, the forms as any
# scheme may spell them. Source: Duden, Lexikon der Vornamen.
_GIVEN = """
alexander aleksandr alexandr oleksandr olexander olexandr aliaksandr aljaksandr alaksandar aleksandar
alexandra aleksandra oleksandra olexandra
alexej alexei aleksej oleksij oleksii aliaksei aljaksej aleksei
andrej andrei andrij andrii andriy andrzej andrey
anastasia anastasija nastassja
anton antin
artjom artem artyom
benjamin binjamin binyamin
bogdan bohdan
dmitri dmitry dmytro dzmitry dmitrij
david dawit davit davyd dawid
eugen jewgeni jewhen yevhen jauhen evgeny yauheni evgeni
fjodor fedir fedor fyodor
georg georgi heorhij heorhii georgij
gennadi hennadij gennady hennadii
grigori hryhorij hryhorii grigory
helena olena elena jelena alena yelena
igor ihor ihar
ignati ihnat
ilja illja ilya illia
isaac izchak jizchak yitzhak itzhak isaak
jakob yaakov jaakow jakow
jaroslaw yaroslav jaroslav iaroslav
johannes iohannes
juri jurij yuri yurii iurii jury
kirill kyrylo kiril cyril kiryl
konstantin kostjantyn kostiantyn kanstantsin
leonid leanid
ludmila ljudmyla lyudmila liudmyla
maria marija maryia mariya maryja
maxim maksym maksim maxym
michael michail mykhailo mychajlo mikhail mihail michajlo
moses mosche moshe
muhammad mohammed mohammad mohamed muhammed mehmet mohamad muhamed
nikita mykyta mikita
nikolai mykola mikalai nikolaj nikolay
natalia natalija nataliya natallia
nadeschda nadija nadia nadezhda
oleg oleh aleh
olga olha wolha volha
paul pawel pawlo pavel pavlo
peter pjotr petro pyotr piotr pjatro
philipp filipp pylyp
roman raman
sergej serhij sergei serhii siarhei sjarhej sergey sergius serge
sebastian
stepan stsiapan
swetlana svetlana switlana svitlana sviatlana swjatlana
taras
timofej tymofij
viktor wiktar viktar wiktor
viktoria wiktorija viktoriia
vadim vadym wadym
vasili wassili vasyl wassyl vasily
valentin walentyn valiantsin
valeri walerij valerii valeriy walery valery
vitali vitalij vitalii witalij vital
wladimir vladimir wolodymyr volodymyr uladsimir uladzimir volodimir wladimer
wladislaw vladislav wladyslaw vladyslav uladzislau
xenia kseniya ksenija oksana aksana
katharina jekaterina kateryna yekaterina ekaterina katsiaryna
elisabeth jelisaweta elizaveta yelizaveta lisaweta
abdallah abdullah
hussein hossein hussain husain husayn hossain
hassan hasan
ali aly
osama usama
omar umar omer
josef jossif yosef joseph iosif osip yossef jussuf yusuf youssef yousef
johann iwan
stefan stepan stjepan
thomas tomas tomasz
anatoli anatolij anatolii
arkadi arkadij arkady
gerhard gerd gerdt
"""
GIVEN_EQUIVALENTS: Final = tuple(_GIVEN.strip().splitlines())

# Words of a name that do not tell people apart.
_TITLES = """
    ayatollah baron bruder dame dipl doktor dr frau fürst graf gräfin herr hodschatoleslam imam ing jr lady lord
    miss mr mrs ms mullah pater prinz prinzessin prof professor sankt scheich schwester shaikh sheikh sir sr
"""
_PARTICLES = """
    ad af al an ar as asch ash at av az ben bin da de del della den der di do dos du e el ibn la le ten ter ud ul
    und van vom von y zu zum zur
"""
TITLES: Final = frozenset(_TITLES.split())
PARTICLES: Final = frozenset(_PARTICLES.split())
