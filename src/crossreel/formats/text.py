"""From bytes to text and back: BOM, encoding and newlines, dealt with once for all codecs."""

import codecs
import re
import unicodedata
from functools import cache

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Encoding
from crossreel.formats.guessing import guess
from crossreel.formats.lost_bytes import mended
from crossreel.formats.notices import Notices

_SAID_LANGUAGE = re.compile(rb"(?i)[;{\s]lang:\s*([a-z]{2})\b")
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MIN_ZERO_SHARE = 0.2  # of the bytes on one side, for UTF-16 without BOM
# Whole characters of UTF-8 for each broken one, in what is still called UTF-8; long ones come about by no chance.
MOSTLY_LONG, MOSTLY = 1.5, 4
_OTHER_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
FEW_CONTROLS = 3  # characters that no text has, and a damaged one may
VIETNAMESE = "cp1258"
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
NO_CHARSETS = frozenset(["idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"])
"""Codecs from text to text that are no encoding of a file; some raise what no decoder should."""
_HZ = re.compile(rb"~\{(?:[!-w][!-~]){1,200}~\}")
_DOUBLED = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")
_ENDED_WORD = re.compile(
    "[\u00c2-\u00f4](?:[\u2013\u2014\u2018-\u201d\u2026\u2122](?![^\\W\\d_])|\u00bb)"
    "|[\u00c9-\u00cb][\u2013\u2014\u2018-\u201d]|[\u00c6-\u00cb]\u2026"
)
"""A capital and a sign behind it, as in `CAFÉ…`: that is what it says."""

_BYTES_OF_SIGNS = {
    ord(bytes([code]).decode("cp1252")): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


def decode(data: bytes, notices: Notices, *, encoding: str | None = None, language: str = "") -> tuple[str, Encoding]:
    """Decode a text file and unify its newlines to `\\n`.

    Args:
        data: the whole file.
        notices: told of a guess and of damage.
        encoding: what the user says it is; None finds out (BOM, strict UTF-8, UTF-16 without BOM, then by the letters).
        language: what the name of the file says, "" for nothing; its encodings come first among those that fit.

    Raises:
        BadInput: the file is no text, or not in the encoding the user named.
    """
    if encoding is not None:
        return _named(data, encoding, notices)
    for mark, name in BOMS:
        if data.startswith(mark):
            return _strictly(data, name, len(mark), notices)
    escaped = _escaped(data, notices) if b"\x1b$" in data or _HZ.search(data) else None
    if escaped is not None:
        return escaped
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and "\x00" not in text:
        return _unified(_undoubled(text, notices), notices), Encoding(name="utf-8")
    wide = _utf16_without_bom(data)
    if wide:
        notices.add("encoding.guessed", encoding=wide)
        return _unified(data.decode(wide), notices), Encoding(name=wide, guessed=True)
    if _looks_binary(data):
        raise BadInput("format.binary")
    if text:
        notices.add_many("encoding.damaged", text.count("\x00"), encoding="utf-8")
        return _unified(text.replace("\x00", "\ufffd"), notices), Encoding(name="utf-8")
    return _narrow(data, notices, language or _said_within(data))


def encode(text: str, *, encoding: str, bom: bool, newline: str) -> bytes:
    """Encode text with `\\n` line ends for a file.

    Raises:
        BadInput: the encoding is unknown or has no sign for a character; the facts name the character and its line.
    """
    name = _codec_name(encoding)
    if newline != "\n":
        text = text.replace("\n", newline)
    mark = next((mark for mark, known in BOMS if known == name), b"") if bom else b""
    if name == VIETNAMESE:
        text = _parted(text)
    try:
        return mark + text.encode(name)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise BadInput("encoding.cannot_write", encoding=encoding, character=text[error.start], line=line) from None


def _codec_name(written: str) -> str:
    try:
        found = codecs.lookup(written)
    except (LookupError, ValueError):
        raise BadInput("encoding.unknown", encoding=written) from None
    if not getattr(found, "_is_text_encoding", True) or found.name.replace("_", "-") in NO_CHARSETS:
        raise BadInput("encoding.unknown", encoding=written)
    return "utf-16-le" if found.name == "utf-16" else "utf-32-le" if found.name == "utf-32" else found.name


def _named(data: bytes, written: str, notices: Notices) -> tuple[str, Encoding]:
    name = _codec_name(written)
    if name == "utf-8-sig":
        name = "utf-8"
    size = next((len(mark) for mark, known in BOMS if data.startswith(mark) and known.split("-")[:2] == name.split("-")[:2]), 0)
    if size:
        name = next(known for mark, known in BOMS if data.startswith(mark))
    try:
        text = _composed(data[size:].decode(name), name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput("encoding.wrong", encoding=written, line=line) from None
    return _unified(text, notices), Encoding(name=name, bom=bool(size))


def _strictly(data: bytes, name: str, skip: int, notices: Notices) -> tuple[str, Encoding]:
    try:
        text = data[skip:].decode(name)
    except UnicodeDecodeError:
        text = data[skip:].decode(name, "replace")
        notices.add_many("encoding.damaged", max(1, text.count("\ufffd")), encoding=name)
    return _unified(text, notices), Encoding(name=name, bom=True)


def _escaped(data: bytes, notices: Notices) -> tuple[str, Encoding] | None:
    """Return a text whose letters stand in ASCII between escapes, as mail from Japan, Korea (ISO 2022) and China (HZ) has them."""
    for name in ("iso2022_jp", "iso2022_jp_2", "iso2022_kr") if b"\x1b$" in data else ("hz",):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        notices.add("encoding.guessed", encoding=name)
        return _unified(text, notices), Encoding(name=name, guessed=True)
    return None


def _utf16_without_bom(data: bytes) -> str:
    """Return the byte order of UTF-16 whose ASCII characters leave zeros on one side, or ""."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    name = ""
    if odd / half >= MIN_ZERO_SHARE and odd > 4 * even:
        name = "utf-16-le"
    elif even / half >= MIN_ZERO_SHARE and even > 4 * odd:
        name = "utf-16-be"
    if not name or len(data) % 2:
        return ""
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return ""
    return "" if "\x00" in text else name


def _looks_binary(data: bytes) -> bool:
    sample = data[:65536]
    controls = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return b"\x00\x00" in sample or controls > max(FEW_CONTROLS, len(sample) // 50)


def _said_within(data: bytes) -> str:
    """Return the language that the head of a text names, as SAMI's classes do; English has no letters to read wrongly."""
    for named in _SAID_LANGUAGE.findall(data[:4096]):
        language: str = named.decode("ascii").lower()
        if language != "en":
            return language
    return ""


def _narrow(data: bytes, notices: Notices, language: str) -> tuple[str, Encoding]:
    mixed = _mostly_utf8(data, notices, language)
    if mixed is not None:
        return _unified(mixed, notices), Encoding(name="utf-8")
    declared = _DECLARED.search(data[:400])
    if declared:
        try:
            name = _codec_name(declared.group(1).decode())
            if name.startswith(("utf-16", "utf-32")):  # in which the declaration itself could not be read
                raise BadInput("encoding.unknown", encoding=name)
            return _unified(_composed(data.decode(name), name), notices), Encoding(name=name)
        except (BadInput, UnicodeError):
            pass
    found = guess(data, language)
    name = found.encoding
    if found.others:
        notices.add("encoding.uncertain", encoding=name, others=list(found.others))
    else:
        notices.add("encoding.guessed", encoding=name)
    read = mended(data, name)
    notices.add_many("encoding.damaged", read.text.count("\ufffd"), encoding=name)
    for line, doubtful in read.doubtful:
        notices.add("encoding.perhaps_lost", line, text=doubtful[:80])
    return _unified(_composed(read.text, name).replace("\x00", "\ufffd"), notices), Encoding(name=name, guessed=True)


def _composed(text: str, encoding: str) -> str:
    """Return a text with tones and vowels as one letter each where an encoding had to part them."""
    return unicodedata.normalize("NFC", text) if encoding == VIETNAMESE else text


def _parted(text: str) -> str:
    """Return a text with its tones behind its vowels, as the Vietnamese encoding writes them."""
    return text if text.isascii() else "".join([_letter_and_tone(char) for char in unicodedata.normalize("NFC", text)])


@cache
def _letter_and_tone(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    tone = next((part for part in parts[1:] if part in TONES), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone


def _mostly_utf8(data: bytes, notices: Notices, language: str) -> str | None:
    """Return the text of a UTF-8 file with broken bytes or lines of another encoding; None when it is not UTF-8 at all."""
    good, long, broken = _judged(data)
    if good < 2 or (long < MOSTLY_LONG * broken and good < MOSTLY * broken):
        return None
    lines = data.split(b"\n")
    foreign = [at for at, line in enumerate(lines) if _is_foreign(line)]
    texts = [line.decode("utf-8", "replace") for line in lines]
    damaged = sum(text.count("\ufffd") for at, text in enumerate(texts) if at not in foreign)
    if foreign:
        name = guess(b"\n".join(lines[at] for at in foreign), language).encoding
        for at in foreign:
            texts[at] = _composed(lines[at].decode(name, "replace"), name)
        notices.add_many("encoding.mixed", len(foreign), foreign[0] + 1, encoding=name)
        damaged += sum(texts[at].count("\ufffd") for at in foreign)
    notices.add_many("encoding.damaged", damaged, encoding="utf-8")
    return "\n".join(texts)


def _undoubled(text: str, notices: Notices) -> str:
    """Return the text that was meant where UTF-8 was taken for a Western encoding and encoded once more (`Ã©` for `é`)."""
    if not _DOUBLED.search(_ENDED_WORD.sub("", text)):
        return text
    try:
        meant = text.translate(_BYTES_OF_SIGNS).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
    notices.add("encoding.doubled")
    return meant


def _judged(data: bytes) -> tuple[int, int, int]:
    """Return how many characters beyond ASCII are whole in UTF-8, how many of them are long ones, and how many are broken."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - broken, sum(char >= "\u0800" for char in text) - broken, broken


def _is_foreign(line: bytes) -> bool:
    if line.isascii():
        return False
    good, _, broken = _judged(line)
    return broken > good


def _unified(text: str, notices: Notices) -> str:
    if text.startswith("\ufeff"):
        text = text[1:]
    if "\r\r\n" in text:
        notices.add("encoding.doubled_newlines")
        text = text.replace("\r\r\n", "\n")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in text:
        text = _OTHER_BREAKS.sub("\n", text)
    return text
