"""Chinese and Korean names: the syllables of the romanisation systems, levelled to one form.

Sources: the official tables of Hanyu Pinyin (ISO 7098) and Wade-Giles; Revised Romanisation of Korean (2000) and
McCune-Reischauer; the Korean family names' customary spellings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_PINYIN_INITIALS: Final = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_PINYIN_FINALS: Final = (
    "iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|uei|ai|ei|ao|ou|an|"
    "en|in|un|ia|ie|iu|io|ua|uo|ui|ue|er|a|o|e|i|u"
)
_PINYIN: Final = re.compile(rf"(?:(?:{_PINYIN_INITIALS})?(?:{_PINYIN_FINALS})(?![aeiou]))+")
_WADE: Final = re.compile(
    r"(?:(?:ch'?|hs|ts'?|tz'?|sz|sh|[pkt]'|[pkmftnlhjsyw])?"
    rf"(?:{_PINYIN_FINALS}|ih|ieh|ueh|ien|uh|eh|erh|ung|iung|uen))+"
)
_LEVEL: Final = tuple(
    (re.compile(a), b)
    for a, b in (
        (r"tsch", "C"),
        (r"hs", "S"),
        (r"tz|ts|sz", "c"),
        (r"zh|ch|j(?=[iu])|q", "C"),
        (r"x|sh|sch", "S"),
        (r"[jr](?=[aeiou])", "Z"),
        (r"z", "c"),
        (r"b", "p"),
        (r"d", "t"),
        (r"g(?![^aeiou]|$)|(?<!n)g", "k"),
        (r"ieh", "ie"),
        (r"ueh", "ue"),
        (r"ien", "ian"),
        (r"(?<=[CcSZ])ih|(?<=[c])u(?:h)?$", "i"),
        (r"ung", "ong"),
        (r"(?<=[kh])o$", "e"),
        (r"(?<=p|f|m)o|(?<=p|f|m)uo", "o"),
        (r"yi", "i"),
        (r"wu", "u"),
        (r"y(?=[aeou])", "i"),
        (r"w(?=[aeo])", "u"),
        (r"(?<=[kht])uei", "ui"),
        (r"iou", "iu"),
        (r"(?<=[lntsc])o$", "uo"),
        (r"'|h(?=$)", ""),
    )
)

# The hundred commonest (Ministry of Public Security of China, 2020) and those of people in the news.
_CHINESE_NAMES = """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang
    deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen cui
    tan fan lü fang shi jia wan xia fu zhong jin dai lai bai xue yan hou long qin meng xi mao hong wen hao qian
    gong niu mo shao kong kang bo tao qiu jing ning gu chang mei qi pang sheng mu zhuang zhan ke bao ai zou xiong
    ji qiao lei hua
"""
_CHINESE_FAMILY: Final = frozenset(_CHINESE_NAMES.split())

# Spellings of one family name, a comma between names.
_KOREAN_NAMES = """
    kim gim, lee yi rhee li ri i rhie, park pak bak, choi choe tschoi tschoe, jung chung jeong cheong dschong, cho
    jo, kang gang, yoon yun, jang chang, lim im rim, han, oh o, seo suh so, shin sin, kwon gwon, hwang, ahn an,
    song, ryu yoo yu ryoo, hong, moon mun, bae pae, ban pan, roh noh no ro, chun jeon jun chon, yang ryang, son
    sohn, koo ku gu goo, nam, ha, na ra rha, min, woo u wu, byun pyon byeon
"""
_KOREAN_FAMILY: Final[dict[str, str]] = {
    spelling: group.split()[0] for group in _KOREAN_NAMES.split(",") for spelling in group.split()
}
_KOREAN_LEVEL: Final = tuple(
    (re.compile(a), b)
    for a, b in (
        (r"dsch|tsch", "C"),
        (r"ch|j", "C"),
        (r"yeo|yo|you", "io"),
        (r"eo|u(?=ng)|au", "o"),
        (r"eu", "u"),
        (r"oo|ou", "u"),
        (r"ee|ui|ie|i|y(?![aeou])", "i"),
        (r"ae|ai|e", "e"),
        (r"b", "p"),
        (r"d", "t"),
        (r"g(?![^aeiou]|$)|(?<!n)g", "k"),
        (r"sh|sch", "s"),
        (r"w", "u"),
        (r"l", "r"),
        (r"hn", "n"),
    )
)
_HANGUL_SYLLABLE: Final = re.compile(
    r"(?:kk|tt|pp|ss|jj|ch|sh|dsch|tsch|[bcdghjklmnprstwy])?"
    r"(?:yeo|yae|wae|weo|eo|eu|ae|oe|ui|ue|wi|wa|wo|ya|yo|yu|ye|oo|ee|ou|you|ai|[aeiouy])(?:ng|ck|hn|k[^aeiou]?|[nlmprtbkg])?"
)


def level_chinese(name: str) -> str | None:
    """Return a form that Pinyin, Wade-Giles and the old German spelling of one name share, or None: not Chinese."""
    plain = name.replace("’", "'").casefold()
    tight = re.sub(r"[\s'-]", "", plain)
    pieces = re.split(r"[\s-]", plain)
    pinyin = all(_PINYIN.fullmatch(p.replace("'", "")) for p in pieces)
    if not pinyin and not all(_WADE.fullmatch(p) for p in pieces) and "tsch" not in plain:
        return None
    if "tsch" in plain and not all(_WADE.fullmatch(p.replace("tsch", "ch")) for p in pieces):
        return None
    levelled = [_level(p) for p in pieces]
    if not tight or len(pieces) > 3 or len(pieces) < 2 or not {levelled[0], levelled[-1]} & _families():
        return None
    return "".join(levelled)


def _level(piece: str) -> str:
    for pattern, new in _LEVEL:
        piece = pattern.sub(new, piece)
    return piece


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(map(_level, _CHINESE_FAMILY))


@lru_cache(maxsize=5000)
def korean(name: str) -> tuple[str, str] | None:
    """Return (family, given) of a Korean name, levelled over the systems, or None where it does not look Korean.

    Two or three syllables after a family name from the customary list; ``Jung Sung-min``, ``Kim Jong Un``.
    """
    parts = [p for p in re.split(r"[\s-]+", name.casefold()) if p]
    if not 2 <= len(parts) <= 3 or parts[0] not in _KOREAN_FAMILY:
        return None
    if len(parts) == 2 and len(parts[1]) > 4 and not _two_syllables(parts[1]):
        return None
    if any(not _HANGUL_SYLLABLE.fullmatch(p) and not _two_syllables(p) for p in parts[1:]):
        return None
    given = "".join(parts[1:])
    for pattern, new in _KOREAN_LEVEL:
        given = pattern.sub(new, given)
    return _KOREAN_FAMILY[parts[0]], given


def _two_syllables(word: str) -> bool:
    return bool(re.fullmatch(f"(?:{_HANGUL_SYLLABLE.pattern}){{2}}", word))
