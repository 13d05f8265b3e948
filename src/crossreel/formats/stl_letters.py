"""The letters of EBU STL (EBU Tech 3264): ISO 6937 with floating accents, four parts of ISO 8859, and its codes for languages."""

import codecs
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from crossreel.domain.text.language import wider_tags

# ISO 6937 beyond ASCII, in the order of its table; a dot stands for a place without a sign.
_UPPER = (
    "\xa0¡¢£$¥.§¤‘“«←↑→↓°±²³×µ¶·÷’”»¼½¾¿"  # A0 to BF
    "................—¹®©™♪¬¦....⅛⅜⅝⅞"  # C0 to DF, accents first
    "ΩÆĐªĦ.ĲĿŁØŒºÞŦŊŉĸæđðħıĳŀłøœßþŧŋ\xad"  # E0 to FF
)
_ACCENTS: Mapping[int, str] = {
    0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC5: "\u0304", 0xC6: "\u0306", 0xC7: "\u0307", 0xC8: "\u0308",
    0xC9: "\u0308", 0xCA: "\u030a", 0xCB: "\u0327", 0xCC: "\u0332", 0xCD: "\u030b", 0xCE: "\u0328", 0xCF: "\u030c",
}  # fmt: skip
_PARTS: Mapping[bytes, str] = {b"01": "iso8859_5", b"02": "iso8859_6", b"03": "iso8859_7", b"04": "iso8859_8"}
_SCRIPTS: Mapping[str, bytes] = {"Cyrl": b"01", "Arab": b"02", "Grek": b"03", "Hebr": b"04"}
_ACCENTED: Mapping[int, str] = {
    0xC1: "AEIOUaeiou", 0xC2: "ACEILNORSUYZaceilnorsuyz", 0xC3: "ACEGHIJOSUWYaceghijosuwy", 0xC4: "AINOUainou", 0xC5: "AEIOUaeiou",
    0xC6: "AGUagu", 0xC7: "CEGIZcegz", 0xC8: "AEIOUYaeiouy", 0xCA: "AUau", 0xCB: "CGKLNRSTcgklnrst", 0xCD: "OUou", 0xCE: "AEIUaeiu",
    0xCF: "CDELNRSTZcdelnrstz",
}  # fmt: skip
"""The letters that ISO 6937 has with each accent."""

LATIN = b"00"
SCRIPTS = frozenset({"Latn", *_SCRIPTS})
UNKNOWN = "\ufffd"

_EUROPEAN = (
    "sq br ca hr cy cs da de en es eo et eu fo fr fy ga gd gl is it se la lv lb lt hu mt nl no oc pl pt ro rm sr sk sl fi sv tr "
    "nl-BE wa"
)
_OTHERS = (
    "zu vi uz ur uk th te tt ta tg sw srn so si sn sh - ru qu ps pa fa pap or ne nd mr ro ms mg mk lo ko km kk kn ja id hi he ha "
    "gn gu el ka ff prs cv zh my bg bn be bm az as hy ar am"
)
LANGUAGES: Mapping[bytes, str] = {
    b"%02X" % code: tag
    for begin, tags in ((0x01, _EUROPEAN), (0x45, _OTHERS))
    for code, tag in enumerate(tags.split(), begin)
    if tag != "-"
}
"""BCP 47 tags by the two digits of the field LC."""


def letters_of(data: bytes, table: bytes) -> str:
    """Return printable bytes as text; what the table has no sign for becomes U+FFFD.

    Args:
        data: printable bytes of a text field.
        table: the field CCT: "00" Latin, "01" Cyrillic, "02" Arabic, "03" Greek, "04" Hebrew; any other is read as Latin.
    """
    part = _PARTS.get(table)
    return codecs.decode(data, part, "replace") if part else _latin(data)


def _latin(data: bytes) -> str:
    out: list[str] = []
    accent = ""
    for byte in data:
        if byte in _ACCENTS:
            accent = _ACCENTS[byte]
            continue
        sign = chr(byte) if byte < 0x80 else _UPPER[byte - 0xA0] if byte >= 0xA0 else UNKNOWN
        sign = UNKNOWN if sign == "." and byte >= 0x80 else sign
        out.append(unicodedata.normalize("NFC", sign + accent))
        accent = ""
    return "".join(out)


@cache
def _bytes_by_sign(table: bytes) -> Mapping[str, bytes]:
    """Return how each sign of a table is written; one that stands in it twice as every reader knows it."""
    codes = [bytes([code]) for code in (*range(0xFF, 0xA0, -1), *range(0x7E, 0x1F, -1))]
    if table == LATIN:
        codes = [bytes([accent, ord(base)]) for accent, bases in _ACCENTED.items() for base in bases] + codes
    found = {letters_of(code, table): code for code in codes}
    return {sign: code for sign, code in found.items() if len(sign) == 1 and sign not in (UNKNOWN, "\xa0", "\xad")}


def holds(sign: str, table: bytes) -> bool:
    """Tell whether a table has a sign."""
    return sign in _bytes_by_sign(table)


def bytes_of(text: str, table: bytes) -> bytes:
    """Return text as the printable bytes of a table that has all of its signs.

    Raises:
        KeyError: it lacks one.
    """
    known = _bytes_by_sign(table)
    return b"".join([known[sign] for sign in text])


def table_for(scripts: Iterable[str]) -> bytes:
    """Return the table for letters of some scripts (ISO 15924): that of most of them that have one, else the Latin one."""
    found = Counter(script for script in scripts if script in _SCRIPTS)
    return _SCRIPTS[found.most_common(1)[0][0]] if found else LATIN


def code_of_language(language: str) -> bytes:
    """Return the two digits of the field LC for a BCP 47 tag, "00" (unknown) where the list does not have it."""
    tags = {tag.lower(): code for code, tag in reversed(list(LANGUAGES.items()))}
    return next((tags[each.lower()] for each in wider_tags(language) if each.lower() in tags), b"00") if language else b"00"
