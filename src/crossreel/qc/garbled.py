"""Text that was once read in another encoding than it was written in, told by the characters that this left behind."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum

from crossreel.qc.checked_track import CheckedCue, CheckedTrack


class Garbling(StrEnum):
    """What became of the characters: they are lost, question marks stand for them, or they were read in another encoding."""

    LOST = "lost"
    MARKS = "marks"
    MISREAD = "misread"


# What the bytes 0x80 to 0xbf of UTF-8 become where they are taken for Windows-1252 or Latin-1.
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_NO_QUOTE = "\u0080-\u00aa\u00ac-\u00ba\u00bc-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_STRANGE = "\u0080-\u009f¢-ª¬-º¼-¾€‚ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"
_SURE = (
    rf"[ÄÅ][{_NO_QUOTE}]|Ã[{_NO_QUOTE}]|Ã[«»](?=[a-z])|Â[{_NO_QUOTE}]|â€|ðŸ|ï¼|ï¿½|à[¤¥¸¹][{_TAIL}]"
    rf"|[à-ï][{_STRANGE}][^\n]*[à-ï][{_STRANGE}]"
)
_UNSURE = rf"[Ä-ß][{_TAIL}]|[à-ï][{_TAIL}]{{2}}"
WESTERN_RUN = re.compile(rf"[\u00c0-\u00ff{_TAIL}]+")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_LOST = re.compile("\ufffd")
_CONTROL = re.compile("[\u0080-\u0084\u0086-\u009f]")
_MARKS = re.compile(r"^\?{2,}(?: \?+)+$|(?<=[a-z])\?(?=[a-z])(?!\w+=)", re.MULTILINE)
_IN_HAN = r"[ä-é][¡-ª¬-º¼-¾](?=[^\n]*[一-鿿])|(?<=[一-鿿])[ä-é][¡-ª¬-º¼-¾]"
_SURELY = re.compile(
    rf"{_SURE}|{_IN_HAN}|(?:‚[^\s.!?][^\n]?){{2}}|锟斤拷|烫烫烫|屯屯屯|[縺繧繝][^\n]{{0,2}}[縺繧繝]|[銇銉][^\n]{{0,3}}[銇銉]"
)
_LEGACY = re.compile("[À-ÿ]{4}|[¡-ÿ]{5}")
# Each with the encoding that such text was taken for.
_PERHAPS = (
    (re.compile(rf"{_SURE}|(?:{_UNSURE})(?:[^\n]?(?:{_UNSURE}))+"), "cp1252"),
    (re.compile("(?:[РС][^А-Яа-яё\\s\\x1e]|[РС][а-яё](?=[РС])){3}"), "cp1251"),
    (re.compile("(?:[طظ][^ء-ي\\s\\x1e]){2}"), "cp1256"),
    (re.compile("(?:เ[ธน].){3}"), "cp874"),
    (re.compile("[浣鎴鐨涓鈥銆鍙鏄鍦浜鍚杩鎵澶鏈鍒]"), "gbk"),
    (re.compile("[縺繧繝]"), "cp932"),
)
# Letters that a language has not, and that stand for its own where bytes of its code page were read as Latin-1.
_CODE_PAGE = {"tr": re.compile("[ýþðÝÞÐ]"), "pl": re.compile(r"[A-Za-z][³¹¿¶¼](?=[a-z])|[¹³¶¼](?=[a-z])|[a-z]{2}[¹¶¼](?![\w])")}
_FOREIGN_HAN = "銇銉縺繧繝锟烫屯浣鎴鐨涓鈥銆鍙鏄鍦浜鍚杩鎵澶鏈鍒"
# What each of these has in any case, quickly looked for over all of a track, with the characters that it begins with.
_SUSPECTS = (
    (frozenset("?"), re.compile(r"\?(?:\?|(?=[a-z]))")),
    (frozenset(map(chr, (0xFFFD, *range(0x80, 0x85), *range(0x86, 0xA0)))), re.compile("[\ufffd\u0080-\u0084\u0086-\u009f]")),
    (frozenset(map(chr, range(0xC2, 0xF1))), re.compile(rf"[Â-ð][{_TAIL}]")),
    (frozenset(map(chr, range(0xC0, 0x100))), re.compile("[À-ÿ][À-ÿ][À-ÿ][À-ÿ]|[¡-ÿ][¡-ÿ][¡-ÿ][¡-ÿ][¡-ÿ]")),
    (frozenset("‚"), re.compile("‚[\u00a0-\u00ffŒœŠšŽž‘’“”•–—™ƒˆ‰A-Za-z]")),
    (frozenset("РС"), re.compile("[РС][ЂЃ‚ѓ„…†‡€‰ЉЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈ¤Ґ¦§Ё©Є«¬®Ї°±Ііґµ¶·№є»јЅѕї]")),
    (frozenset("طظ"), re.compile(r"[طظ][^ء-ي\s\x1e]")),
    (frozenset("เ"), re.compile("เ[ธน].เ[ธน]")),
    (frozenset(_FOREIGN_HAN), re.compile(f"[{_FOREIGN_HAN}]")),
)


def garbling_of(text: str) -> tuple[Garbling | None, str]:
    """Return what became of the characters of a plain text, and the first of them; (None, "") where nothing did."""
    for kind, pattern in ((Garbling.MISREAD, _SURELY), (Garbling.LOST, _LOST), (Garbling.MARKS, _MARKS)):
        found = pattern.search(text)
        if found:
            return kind, found.group()
    for pattern, encoding in _PERHAPS:
        found = pattern.search(text)
        if found and _decoded(text, encoding) is not None:
            return Garbling.MISREAD, found.group()
    if found := _CONTROL.search(text):
        return Garbling.LOST, f"U+{ord(found.group()):04X}"
    legacy = _LEGACY.search(text)
    if legacy and len(set(legacy.group().lower())) > 2:
        return Garbling.MISREAD, legacy.group()
    return None, ""


def reread(text: str) -> str | None:
    """Return a plain text as it was written, where all of it can be brought back; else None."""
    for pattern, encoding in _PERHAPS:
        made = _decoded(text, encoding) if pattern.search(text) else None
        if made is not None:
            return made
    return None


def garbled(track: CheckedTrack) -> Sequence[tuple[CheckedCue, Garbling, str]]:
    """Return the cues of a track with garbled characters: what became of them, and the first."""
    return track.once("garbled", lambda: list(_garbled(track)))


def _garbled(track: CheckedTrack) -> Iterator[tuple[CheckedCue, Garbling, str]]:
    texts = track.written
    suspects = {
        number
        for begins, pattern in _SUSPECTS
        if not begins.isdisjoint(texts.characters) and pattern.search(texts.text)
        for number, _ in texts.matches(pattern)
    }
    wrong = _CODE_PAGE.get(track.language)
    suspects |= {number for number, _ in texts.matches(wrong)} if wrong else set()
    for number in sorted(suspects):
        kind, found = garbling_of(texts.texts[number])
        if kind is None and wrong and (letter := wrong.search(texts.texts[number])):
            kind, found = Garbling.MISREAD, letter.group()
        if kind is not None:
            yield track.cues[number], kind, found


def garbled_cues(track: CheckedTrack) -> frozenset[int]:
    """Return the ids of the cues of a track with garbled characters."""
    return track.once("garbled_cues", lambda: frozenset(checked.cue.id for checked, _, _ in garbled(track)))


def _decoded(text: str, encoding: str) -> str | None:
    """Read every stretch of characters beyond ASCII as UTF-8 that was taken for an encoding; None where one is none.

    What the encoding does not have was written later, and stays; so do marks that are nothing but marks.
    """

    def read(found: re.Match[str]) -> str:
        try:
            return _bytes(found.group(), encoding).decode("utf-8")
        except UnicodeError:
            if any(map(str.isalpha, found.group())):
                raise
            return found.group()

    try:
        made = (WESTERN_RUN if encoding == "cp1252" else BEYOND_ASCII).sub(read, text)
    except UnicodeError:
        return None
    assigned = all(unicodedata.category(char) not in ("Cn", "Cc", "Co") or char == "\n" for char in made)
    return made if made != text and assigned else None


def _bytes(text: str, encoding: str) -> bytes:
    """Encode; what Windows-1252 leaves open are the controls that programs read instead."""
    if encoding != "cp1252":
        return text.encode(encoding)
    return b"".join(bytes([ord(char)]) if "\x80" <= char <= "\x9f" else char.encode(encoding) for char in text)
