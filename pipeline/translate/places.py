"""English names of places, for datelines and role lines: the desk's knowledge first, then the Unicode CLDR.

CLDR (cldr.unicode.org, Unicode licence) has German and English names of all countries and of the cities that stand
for time zones, most of them capitals; it comes with the package ``babel``.
"""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from pipeline.knowledge import Knowledge


def english_place(name: str) -> str | None:
    """Return the English name of a German place, in capitals if ``name`` is; None where it is not known."""
    known = Knowledge.load().place(name, "de")
    english = known[0].en[0] if known else _cldr().get(name.casefold())
    if english is None:
        return None
    return english.upper() if name.isupper() and len(name) > 3 else english


@lru_cache(maxsize=65536)
def english_name(name: str) -> str:
    """Return the English form of a German name: of a place or a person that the desk knows; others as they are."""
    place = english_place(name)
    if place is not None:
        return place
    families = {person.family_en for person in Knowledge.load().family(name)}
    return families.pop() if len(families) == 1 else name


@lru_cache(maxsize=1)
def _cldr() -> dict[str, str]:
    german, english = Locale("de"), Locale("en")
    made: dict[str, str] = {}
    for zone in sorted({*german.time_zones, *english.time_zones}):
        plain = zone.rpartition("/")[2].replace("_", " ")
        left = german.time_zones.get(zone, {}).get("city", plain).replace("\u00ad", "")
        made.setdefault(left.casefold(), english.time_zones.get(zone, {}).get("city", plain))
    for code, left in german.territories.items():
        if code.isalpha() and code in english.territories:
            made.setdefault(left.casefold(), english.territories[code])
    return made
