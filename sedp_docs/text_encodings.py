"""Vietnamese in the code tables before Unicode: told from the letters that a Unicode program then shows.

A font such as .VnTime drew "¹" as "ạ" (TCVN 5712:1993, "TCVN3"); VNI-Times drew "aï" as "ạ". A text counts as typed in
such a table when words that no language writes this way become Vietnamese syllables by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from sedp_docs.text import nfc

OldEncoding = Literal["", "TCVN3", "VNI"]

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROUND = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_SHORT = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI = (
    {base + mark: nfc(letter + tone) for base, letter in zip("aeouyôö", "aeouyơư", strict=True) for mark, tone in _TONES.items()}
    | {base + mark: nfc(base + "\u0302" + tone) for base in "aeo" for mark, tone in _ROUND.items()}
    | {"a" + mark: nfc("ă" + tone) for mark, tone in _SHORT.items()}
    | {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
)
_VNI_LETTER = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))
_TCVN3_LETTER = re.compile(f"[{''.join(_TCVN3)}]")

_WORD = re.compile("[A-Za-z\u00a1-\u00ff]{2,}")
_NEWER = re.compile("[\u0100-\u024f\u1e00-\u1eff]")
"""Letters of Unicode's Vietnamese that no old table could show."""

_TCVN3_ODD = re.compile("[¡-®µ-¾]|[a-zß-ÿ][À-ÖØ-Þ]")
"""A sign or a capital within a word, as in "ho¹ch" and "tÕ"."""

_VNI_ODD = re.compile("(?i:[ae][ùøûõïâáàåãä]|a[êéèúüë]|[uy][ùøûõï]|o[øûõïâåä]|[öô][ùøûõï]|ñ[aeiouyôöæóòî]|ö[a-zôù-û]|æ)")
"""Two signs on a vowel where Unicode has one letter; "oà", "oá", "oã" are left out, being Vietnamese as they stand."""

_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    "(?:uyê|uya|iê|yê|ươ|uô|uâ|oă|oa|oe|uê|uơ|uy|ưa|ua|ia|ya|[aăâeêioôơuưy])(?:ch|nh|ng|[cmnptiouy])?"
)
_FOREIGN = frozenset({"µm", "n·m"})
"""Units of measure that would read as syllables."""

_TONE_MARKS = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_NEVER_OURS = re.compile("[¡-®µ-¾øûïåäüëñöæØÛÏÅÄÜËÑÖÆ]")
_CAPITAL_WITHIN = re.compile("[À-ÖØ-Þ](?<=[a-zß-ÿ].)")
_TABLES: tuple[tuple[OldEncoding, re.Pattern[str], re.Pattern[str], Mapping[str, str]], ...] = (
    ("TCVN3", _TCVN3_ODD, _TCVN3_LETTER, _TCVN3),
    ("VNI", _VNI_ODD, _VNI_LETTER, _VNI),
)


def may_be_old(text: str) -> bool:
    """Tell at once whether a long text is worth a look at its pieces; no page in an old encoding is without these letters."""
    return bool(_NEVER_OURS.search(text) or _CAPITAL_WITHIN.search(text))


def old_encoding(text: str) -> OldEncoding:
    """Return the code table in which a text seems to be typed, or an empty text.

    A short text may hold none of the telling letters: judge a document by several of its texts.
    """
    if text.isascii() or _NEWER.search(text):
        return ""
    marked = [word for word in _WORD.findall(text) if not word.isascii() and word.lower() not in _FOREIGN]
    for name, odd, letter, table in _TABLES:
        words = [word if name == "TCVN3" else word.lower() for word in marked]
        told = sum(1 for word in words if odd.search(word) and _is_syllable(_decoded(word, letter, table)))
        if told and told * 3 >= len(marked):
            return name
    return ""


def _decoded(word: str, letter: re.Pattern[str], table: Mapping[str, str]) -> str:
    return letter.sub(lambda found: table[found[0]], word)


def _is_syllable(word: str) -> bool:
    plain = nfc(unicodedata.normalize("NFD", word.lower()).translate(_TONE_MARKS))
    return bool(_SYLLABLE.fullmatch(plain))
