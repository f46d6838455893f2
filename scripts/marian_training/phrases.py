"""Short phrases with figures, times and dates, as German news writes them and in British English."""

from __future__ import annotations

import numpy as np

from .data import Pair

MONTHS = (
    ("Januar", "January"), ("Februar", "February"), ("März", "March"), ("April", "April"), ("Mai", "May"),
    ("Juni", "June"), ("Juli", "July"), ("August", "August"), ("September", "September"), ("Oktober", "October"),
    ("November", "November"), ("Dezember", "December"),
)  # fmt: skip
DAYS = (
    ("Montag", "Monday"), ("Dienstag", "Tuesday"), ("Mittwoch", "Wednesday"), ("Donnerstag", "Thursday"),
    ("Freitag", "Friday"), ("Samstag", "Saturday"), ("Sonntag", "Sunday"),
)  # fmt: skip
PARTS = (("", ""), ("abend", " evening"), ("morgen", " morning"), ("nachmittag", " afternoon"), ("nacht", " night"))
SCALES = (("Millionen", "million"), ("Milliarden", "billion"), ("Billionen", "trillion"))
COINS = (
    ("Euro", "euros"), ("Dollar", "dollars"), ("US-Dollar", "US dollars"), ("Pfund", "pounds"), ("Rubel", "roubles"),
    ("Franken", "Swiss francs"),
)  # fmt: skip
THINGS = (
    ("Menschen", "people"), ("Soldaten", "soldiers"), ("Kilometer", "kilometres"), ("Verletzte", "injured"),
    ("Tonnen", "tonnes"), ("Stimmen", "votes"), ("Einwohner", "residents"), ("Flüchtlinge", "refugees"),
    ("Arbeitsplätze", "jobs"), ("Haushalte", "households"), ("Polizisten", "police officers"), ("Tote", "dead"),
    ("Meter", "metres"), ("Drohnen", "drones"), ("Megawatt", "megawatts"),
)  # fmt: skip
ROUGH = (
    ("rund", "around"), ("etwa", "about"), ("mehr als", "more than"), ("mindestens", "at least"), ("fast", "almost"),
    ("knapp", "just under"), ("bis zu", "up to"),
)  # fmt: skip
CLOCK_WORDS = (("um", "at"), ("gegen", "at around"), ("ab", "from"), ("bis", "until"))
DAY_WORDS = (("am", "on"), ("seit", "since"), ("bis", "by"), ("Am", "On"))


def pick(table: tuple[tuple[str, str], ...], rng: np.random.Generator) -> Pair:
    """One row."""
    return table[int(rng.integers(len(table)))]


def phrase(rng: np.random.Generator) -> Pair:
    """One phrase; a third of the amounts have a word like *around* before them."""
    german, english = (money, amount, share, clock, date, moment)[int(rng.integers(6))](rng)
    if english[0].isdigit() and rng.random() < 0.35:
        before = pick(ROUGH, rng)
        german, english = f"{before[0]} {german}", f"{before[1]} {english}"
    return german, english


def decimal(english: str) -> str:
    """``1.28`` → ``1,28``, ``3,000`` → ``3.000``."""
    return english.translate(str.maketrans(".,", ",."))


def money(rng: np.random.Generator) -> Pair:
    """``1,28 Millionen Euro``"""
    coin, scale = pick(COINS, rng), SCALES[int(rng.choice(3, p=(0.5, 0.4, 0.1)))]
    figure = str(rng.integers(2, 900))
    if rng.random() < 0.7:
        figure = f"{rng.integers(1, 100)}.{rng.integers(1, 100 if rng.random() < 0.4 else 10)}"
    return f"{decimal(figure)} {scale[0]} {coin[0]}", f"{figure} {scale[1]} {coin[1]}"


def amount(rng: np.random.Generator) -> Pair:
    """``3.000 Menschen``"""
    thing = pick(THINGS, rng)
    figure = f"{int(rng.integers(2, 10 ** int(rng.integers(2, 7)) + 1)):,}"
    return f"{decimal(figure)} {thing[0]}", f"{figure} {thing[1]}"


def share(rng: np.random.Generator) -> Pair:
    """``4,5 Prozent``"""
    figure = f"{rng.integers(0, 100)}.{rng.integers(1, 10)}" if rng.random() < 0.7 else str(rng.integers(2, 101))
    kind = ("Prozentpunkte", "percentage points") if rng.random() < 0.15 else ("Prozent", "per cent")
    return f"{decimal(figure)} {kind[0]}", f"{figure} {kind[1]}"


def clock(rng: np.random.Generator) -> Pair:
    """``um 14.30 Uhr``"""
    hour, minute = int(rng.integers(0, 24)), int(rng.integers(0, 12)) * 5
    before, mark = pick(CLOCK_WORDS, rng), "." if rng.random() < 0.6 else ":"
    german = f"{hour}{mark}{minute:02} Uhr" if minute or rng.random() < 0.3 else f"{hour} Uhr"
    english = f"{(hour - 1) % 12 + 1}" + (f".{minute:02}" if minute else "") + ("am" if hour < 12 else "pm")
    return f"{before[0]} {german}", f"{before[1]} {english}"


def date(rng: np.random.Generator) -> Pair:
    """``am 3. Mai 2022``"""
    month, day = pick(MONTHS, rng), rng.integers(1, 29)
    year = f" {rng.integers(1914, 2035)}" if rng.random() < 0.5 else ""
    return f"am {day}. {month[0]}{year}", f"on {day} {month[1]}{year}"


def moment(rng: np.random.Generator) -> Pair:
    """``am Dienstagabend``"""
    before, day, part = pick(DAY_WORDS, rng), pick(DAYS, rng), pick(PARTS, rng)
    return f"{before[0]} {day[0]}{part[0]}", f"{before[1]} {day[1]}{part[1]}"
