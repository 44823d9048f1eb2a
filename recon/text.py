"""The one gate for text: what two texts are compared as, and what of them a person cannot see.

Compared are texts in NFKC (UAX #15), without characters that show nothing (UAX #44, Default_Ignorable_Code_Point; format and
control characters), with radicals and strokes as the ideographs they look like (UAX #44, Equivalent_Unified_Ideograph of Unicode
14) and with one kind of blank. What is written back stays as it was typed. Letters of other alphabets that look like Latin ones are
another text, and a sentence names them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, is_normalized, normalize

#: Radicals and strokes that NFKC leaves, and the ideographs they stand for.
_RADICALS = str.maketrans(
    (
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪"
        "⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒"
        "⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲㇆㇏㇐㇑㇒㇓㇔㇕"
        "㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡"
    ),
    (
        "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔"
        "目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸"
        "长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀𠃌乀一丨丿丿丶𠃍"
        "乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎"
    ),
)
#: Shown as nothing: soft hyphen, joiners, direction marks, variation selectors, byte order mark, tags, controls.
_IGNORED = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u08e2\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
#: Letters that every text may hold, of which each is what it looks like.
_USUAL = re.compile(r"[ -~\u4e00-\u9fff]*")
_UNSEEN = re.compile(f"[{_IGNORED}]")
#: Shown as a blank, though no blank to Python: Hangul fillers, the empty Braille pattern.
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
_BLANK = re.compile(rf"[\s{_FILLERS}]")
#: Letters of Greek and Cyrillic that look like a Latin one.
_ALIKE = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοАВЕЅІЈКМНОРСТУХаеорсухѕіј"
#: What a sentence names: what shows nothing, blanks but the usual ones, letters in disguise, loose accents, radicals.
_NAMED = re.compile(
    rf"[{_IGNORED}{_FILLERS}\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2e80-\u2fdf\u31c0-\u31ef"
    rf"\u0300-\u036f\ue000-\uf8ff\ud800-\udfff{_ALIKE}]"
)

#: What moves the cursor of a terminal or shows nothing there; a tab and the end of a line stay.
_STEERING = re.compile(rf"[{_IGNORED}\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029\ud800-\udfff]")
#: A byte that a file system gave and that is no UTF-8, and a run of letters, some of which may be halves of such.
_BYTE = re.compile("[\udc80-\udcff]")
_RUN = re.compile("[^\\x00-?/\\\\、，。：；（）《》“”]+")


def plain(text: str) -> str:
    """A text as it compares, its blanks (each one U+0020 or a line break) where they were."""
    if _USUAL.fullmatch(text):
        return text
    shown = _UNSEEN.sub("", text).translate(_RADICALS)
    if not is_normalized("NFKC", shown):
        shown = normalize("NFKC", shown)
    return _BLANK.sub(_blank, shown)


def _blank(match: re.Match[str]) -> str:
    return match[0] if match[0] in "\t\n\r" else " "


def words(text: str) -> str:
    """A name as it compares: :func:`plain` without blanks around it."""
    return plain(text).strip()


def joined(text: str) -> str:
    """A heading, key or code as it compares: :func:`plain` without any blank."""
    return "".join(plain(text).split())


@lru_cache(maxsize=1 << 13)
def shown(text: str) -> str:
    """A text for a sentence or a terminal: characters that are not what they look like as code points, ‹U+200B›.

    Those that show nothing are replaced; behind a letter, accent or radical that can be seen its code point is added.
    """
    if text.isascii() and text.isprintable():
        return text
    return _NAMED.sub(_named, spelled(text))


def terminal(text: str) -> str:
    """A text as it leaves to a terminal: nothing in it moves the cursor, turns the writing round or hides.

    What would is shown by its code point, ‹U+001B›; line breaks and tabs stay. Bytes of a file's name that are no
    UTF-8 are read as GB 18030 where they are that.
    """
    if text.isascii() and text.isprintable():
        return text
    return _STEERING.sub(lambda m: f"‹U+{ord(m[0]):04X}›", spelled(text))


def spelled(text: str) -> str:
    """A text in which the bytes of a file's name that are no UTF-8 are read as GB 18030, or else shown by code point."""
    return _RUN.sub(_decoded, text) if _BYTE.search(text) else text


def _decoded(match: re.Match[str]) -> str:
    if not _BYTE.search(match[0]):
        return match[0]
    try:
        return match[0].encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return "".join(f"‹U+{ord(c):04X}›" if c > "\ud7ff" and c < "\ue000" else c for c in match[0])


def _named(match: re.Match[str]) -> str:
    char = match[0]
    seen = category(char)[0] in "LSM" and char not in _FILLERS and not _UNSEEN.match(char)
    return f"{char if seen else ''}‹U+{ord(char):04X}›"
