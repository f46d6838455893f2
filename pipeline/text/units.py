"""Units of measure and currencies in German and English: which unit a word names, and how units convert.

Conversion factors: BIPM, "The International System of Units" (9th ed.), and NIST SP 811 for the customary units.
Currencies have no factor. The names are those that agencies print; a name that is also a common word (won, real, lei)
is read as a unit only next to a number, which ``find_units`` callers see by ``needs_number``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.types import Span

Language = Literal["de", "en"]


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor``: how many of the dimension's base unit one of these is; None where nothing converts (currencies)."""

    id: str
    dimension: str
    factor: float | None
    english: str  # plural, for messages and suggestions


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit's name or sign in a text. ``needs_number``: the word is a unit only when a number stands before it."""

    span: Span
    unit: Unit
    needs_number: bool


# id | dimension | factor | English plural | German pattern | English pattern. A leading ~ marks patterns that are units
# only after a number. Patterns are matched between word boundaries; letters fold case except in the ~ patterns.
_TABLE = r"""
km | length | 1000 | kilometres | Kilometern?s? ~km | kilomet(?:re|er)s? ~km ~kms
m | length | 1 | metres | Metern?s? Höhenmetern?s? ~m | met(?:re|er)s?
cm | length | 0.01 | centimetres | Zentimetern?s? ~cm | centimet(?:re|er)s? ~cm
mm | length | 0.001 | millimetres | Millimetern?s? ~mm | millimet(?:re|er)s? ~mm
mile | length | 1609.344 | miles | Meilen? | miles? ~mi
nmi | length | 1852 | nautical miles | Seemeilen? | nautical\ miles?
ft | length | 0.3048 | feet | ~Fuß | ~feet ~foot ~ft
in | length | 0.0254 | inches | ~Zoll | inch(?:es)?
yd | length | 0.9144 | yards | Yards? | ~yards? ~yd
km2 | area | 1000000 | square kilometres | Quadratkilometern?s? km² km2 ~qkm | square\ kilomet(?:re|er)s? km² km2 ~sq\ km
m2 | area | 1 | square metres | Quadratmetern?s? m² m2 ~qm | square\ met(?:re|er)s? m² m2 ~sq\ m
ha | area | 10000 | hectares | Hektar[es]? ~ha | hectares? ~ha
acre | area | 4046.856 | acres | Acres? ~Morgen | acres?
sqft | area | 0.092903 | square feet | Quadratfuß | square[\ -](?:feet|foot) ~sq\ ft
sqmi | area | 2589988 | square miles | Quadratmeilen? | square\ miles? ~sq\ mi
kg | mass | 1 | kilograms | Kilogramms? Kilos? ~kg | kilogram(?:me)?s? kilos? ~kgs?
g | mass | 0.001 | grams | ~Gramm ~g | grams? grammes?
mg | mass | 0.000001 | milligrams | Milligramm ~mg | milligrams? ~mg
t | mass | 1000 | tonnes | Tonnen? ~t | tonnes? tons?
pound | mass | 0.45359 | pounds | Pfund | pounds? ~lbs?
oz | mass | 0.0283495 | ounces | Unzen? | ounces? ~oz
l | volume | 1 | litres | Litern?s? | lit(?:re|er)s?
hl | volume | 100 | hectolitres | Hektolitern?s? | hectolit(?:re|er)s?
ml | volume | 0.001 | millilitres | Millilitern?s? ~ml | millilit(?:re|er)s? ~ml
m3 | volume | 1000 | cubic metres | Kubikmetern?s? m³ ~cbm | cubic\ met(?:re|er)s? m³
ft3 | volume | 28.3168 | cubic feet | Kubikfuß | cubic\ (?:feet|foot)
barrel | volume | 158.987 | barrels | Barrels? (?<=je\ )Fass (?<=pro\ )Fass ~Fass | barrels?
gallon | volume | 3.78541 | gallons | Gallonen? | gallons?
celsius | temperature |  | degrees Celsius | Grad\ Celsius °\ ?C Celsius | degrees?\ (?:Celsius|centigrade) °\ ?C Celsius ~C
fahrenheit | temperature |  | degrees Fahrenheit | Grad\ Fahrenheit °\ ?F Fahrenheit | degrees?\ Fahrenheit °\ ?F Fahrenheit ~F
degree | temperature |  | degrees | ~Grad ~° | ~degrees? ~°
kmh | speed | 1 | kilometres per hour | Kilometern?\ (?:pro|in\ der|je)\ Stunde Stundenkilometern? km/h Tempo(?=\ \d) | kilomet(?:re|er)s?\ (?:per|an)\ hour ~km/h ~kph ~kmh ~kmph
mph | speed | 1.609344 | miles per hour | Meilen\ (?:pro|in\ der|je)\ Stunde Stundenmeilen | miles?\ (?:per|an)\ hour ~mph ~miles/h
ms | speed | 3.6 | metres per second | Metern?\ (?:pro|in\ der)\ Sekunde ~m/s | met(?:re|er)s?\ (?:per|a)\ second ~m/s
knot | speed | 1.852 | knots | ~Knoten | ~knots?
W | power | 1 | watts | Watt | watts?
kW | power | 1000 | kilowatts | Kilowatt ~kW | kilowatts? ~kW
MW | power | 1000000 | megawatts | Megawatt ~MW | megawatts? ~MW
GW | power | 1000000000 | gigawatts | Gigawatt ~GW | gigawatts? ~GW
TW | power | 1000000000000 | terawatts | Terawatt | terawatts?
hp | power | 735.5 | horsepower | ~PS | horsepower ~hp ~bhp ~PS
kWh | energy | 1 | kilowatt-hours | Kilowattstunden? ~kWh | kilowatt[\ -]?hours? ~kWh
MWh | energy | 1000 | megawatt-hours | Megawattstunden? ~MWh | megawatt[\ -]?hours? ~MWh
GWh | energy | 1000000 | gigawatt-hours | Gigawattstunden? ~GWh | gigawatt[\ -]?hours? ~GWh
TWh | energy | 1000000000 | terawatt-hours | Terawattstunden? ~TWh | terawatt[\ -]?hours? ~TWh
kcal | energy | 0.001163 | kilocalories | Kilokalorien ~kcal | kilocalories ~kcal
MB | data | 1 | megabytes | Megabytes? ~MB | megabytes? ~MB
GB | data | 1000 | gigabytes | Gigabytes? ~GB | gigabytes? ~GB
TB | data | 1000000 | terabytes | Terabytes? ~TB | terabytes? ~TB
EUR | currency |  | euros | Euros? € EUR | euros? € EUR
USD | currency |  | dollars | US-Dollars? Dollars? US\$ \$ USD | dollars? US\$ A\$ C\$ NZ\$ HK\$ S\$ \$ USD
GBP | currency |  | pounds | Pfund\ Sterling £ GBP | pounds?\ sterling £ GBP sterling
CHF | currency |  | Swiss francs | Franken Fränkli CHF Sfr | Swiss\ francs? francs? CHF
JPY | currency |  | yen | Yen ¥ | yen ¥
RUB | currency |  | roubles | Rubel | rou?bles?
UAH | currency |  | hryvnias | Hr[iy]wn[ij]?[ae]n? | hryvni?as?
PLN | currency |  | zlotys | Z[lł]oty | z[lł]oty?s?
CZK | currency |  | koruna | | korun(?:y|as?)?
krone | currency |  | kroner | ~Kronen? | kron(?:er|or|a|e) ~crowns?
TRY | currency |  | lira | ~Lira ~Lire | ~lira ~lire
CNY | currency |  | yuan | Yuan Renminbi | yuan renminbi
INR | currency |  | rupees | Rupien | rupees?
KRW | currency |  | won | ~Won | ~won
HUF | currency |  | forints | Forint | forints?
ILS | currency |  | shekels | Sche[ck]el | shekels?
cent | currency |  | cents | ~Cents? | ~cents? ~¢
pence | currency |  | pence | Pence | pence ~p
second | time | 1 | seconds | Sekunden? ~Sek | ~seconds? ~sec
minute | time | 60 | minutes | Minuten? minütige[nrsm]? ~Min ~min | minutes? mins?
hour | time | 3600 | hours | Stunden? stündige[nrsm]? ~Std ~h | hours? hrs?
day | time | 86400 | days | Tage?n?s? tägige[nrsm]? | days?
fortnight | time | 1209600 | fortnights | | fortnights?
week | time | 604800 | weeks | Wochen? wöchige[nrsm]? | weeks?
month | time | 2629746 | months | Monate?n?s? monatige[nrsm]? | months?
year | time | 31556952 | years | Jahre?n?s? jährige[nrsm]? | years?
decade | time | 315569520 | decades | Jahrzehnte?n?s? | decades?
century | time | 3155695200 | centuries | Jahrhunderte?n?s? ~Jh | centur(?:y|ies)
"""  # noqa: E501 -- one row is one unit


def _rows() -> list[tuple[Unit, dict[Language, str]]]:
    rows: list[tuple[Unit, dict[Language, str]]] = []
    for line in _TABLE.strip().splitlines():
        name, dimension, factor, plural, german, english = (cell.strip() for cell in line.split("| "))
        unit = Unit(name, dimension, float(factor) if factor else None, plural)
        rows.append((unit, {"de": german, "en": english}))
    return rows


_START = re.compile(r"[^\W\d_]+|[$€£¥°¢]")


UNITS: tuple[Unit, ...] = tuple(unit for unit, _ in _rows())
"""All units that are known."""


@lru_cache(maxsize=2)
def _patterns(language: Language) -> dict[str, list[tuple[re.Pattern[str], Unit, bool]]]:
    """Return (pattern, unit, needs_number), longest pattern first, by the first two letters of what they match."""
    found: dict[str, list[tuple[re.Pattern[str], Unit, bool]]] = {}
    entries = [(word, unit) for unit, words in _rows() for word in re.split(r"(?<!\\)\s+", words[language]) if word]
    for word, unit in sorted(entries, key=lambda entry: -len(entry[0])):
        bare = word.removeprefix("~")
        edge = r"(?![^\W_])" if bare[-1] not in "$€£¥°¢²³" else ""
        folds = re.IGNORECASE if bare == word or len(bare) > 4 else 0
        opening = re.match(r"\\?[$€£¥°¢]|[^\W\d_]{1,2}(?![?\[])|[^\W\d_]", bare)
        key = opening[0].removeprefix("\\").lower() if opening else ""
        found.setdefault(key, []).append((re.compile(bare + edge, folds), unit, bare != word))
    return found


@lru_cache(maxsize=4096)
def find_units(text: str, language: Language) -> tuple[UnitMention, ...]:
    """Return the units and currencies that ``text`` names, in order, without overlap."""
    patterns, found, end = _patterns(language), [], 0
    for opening in _START.finditer(text):
        start = opening.start()
        if start < end:
            continue
        word = opening[0].lower()
        for pattern, unit, needs_number in patterns.get(word[:2], ()) or patterns.get(word[:1], ()):
            hit = pattern.match(text, start)
            if hit:
                end = hit.end()
                found.append(UnitMention(Span(start, end), unit, needs_number))
                break
    return tuple(found)


def same_unit(a: Unit, b: Unit) -> bool:
    """Tell whether two units can be the same thing: degrees without a scale fit both, a pound is money or mass."""
    pair = {a.id, b.id}
    return a.id == b.id or pair == {"pound", "GBP"} or pair == {"degree", "celsius"} or pair == {"cent", "pence"}


def share_dimension(a: Unit, b: Unit) -> bool:
    """Tell whether one of the units could wrongly stand for the other: miles for kilometres, dollars for euros."""
    if "pound" in (a.id, b.id):
        return {a.dimension, b.dimension} <= {"mass", "currency"}
    return a.dimension == b.dimension or {a.dimension, b.dimension} == {"power", "energy"}
