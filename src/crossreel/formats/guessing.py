"""Which legacy encoding a text without BOM is in: by the letters and words it would then be made of.

Statistics over bytes fail on subtitles, which are short and half ASCII. Each encoding that can decode a text is rated by the share
of its characters that its languages are written with, by where they stand, and by the short words that dialogue is full of.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossreel.formats.letters import ONE_BYTE, TWO_BYTES, Characters
from crossreel.formats.misreading import SCATTERED_SHARE, Reading, rate

SAMPLE_BYTES = 4096
LAST_RESORT = "cp1252"
CHARACTER_WEIGHT = 2.6  # common characters are a third or more of a text read rightly, a twentieth of one misread
CLOSE = 0.25  # readings this near to the best rating are named, since either may be right
CLEAR = 1.6  # so common are the characters of no text of one byte a letter that is read as two
MOST_DAMAGED, DAMAGED_SHARE = 2, 0.03  # bytes that may be damaged, and their share of what is beyond ASCII
DAMAGE, DAMAGE_WEIGHT = 0.15, 3.0
NAMED_TWO_BYTES, NAMED_LETTERS, NAMED_SHARE = 0.4, 0.15, 0.15  # for the encodings of the language that a name says
# Letters beyond two-byte Chinese stand in GB18030 as high byte, digit, high byte, digit: no other text looks so but by chance.
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_FOUR_BYTE_PROOF = 4
_TAG = re.compile(
    rb"</?[A-Za-z][^<>\n]*>|&[A-Za-z]+;"
)  # its letters are nobody's language; no two-byte character holds such a sign
_BEYOND = re.compile(rb"[\x80-\xff]")
_TOUCHED = re.compile("[\u3040-\u9fff\uac00-\ud7af][A-Za-z]|[A-Za-z][\u3040-\u9fff\uac00-\ud7af]")
TOUCHED_SHARE = 0.3  # of the characters stand against Latin letters: two bytes of a Latin text were taken for one


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The likeliest encoding, and others that read the text differently and are about as likely."""

    encoding: str
    others: tuple[str, ...] = ()


def guess(data: bytes, language: str = "") -> Guess:
    """Return the likeliest legacy encoding (Python codec names) of a text that is not UTF-8.

    Args:
        data: the text.
        language: what a name says its language is; of encodings that read it about as well those of that language come first, and
            more damage is borne in them.
    """
    sample, base = _sample(data), language.partition("-")[0]
    rated = sorted(_rated(sample, base), key=lambda each: -each[0])
    rates = {name: rating for rating, name, _ in rated}
    if rates.get("gb18030", -1) > 0 and len(_FOUR_BYTES.findall(sample)) >= _FOUR_BYTE_PROOF:
        return Guess(encoding="gb18030")
    if not rated:
        return Guess(encoding=LAST_RESORT)
    best, encoding, text = rated[0]
    others: dict[str, str] = {}
    for rating, name, other in rated[1:]:
        if best - rating < CLOSE and other != text:
            others.setdefault(other, name)
    return Guess(encoding=encoding, others=tuple(others.values()))


def _sample(data: bytes) -> bytes:
    """Return the lines beyond ASCII of the beginning: no legacy encoding uses a newline inside a character.

    A line longer than the sample is cut, perhaps within a character.
    """
    lines, size = [], 0
    for line in data[: 128 * SAMPLE_BYTES].splitlines():
        if not line.isascii():
            line = _TAG.sub(b" ", line)
            lines.append(line if len(line) < SAMPLE_BYTES else line[_first_beyond(line) :][:SAMPLE_BYTES])
            size += len(lines[-1])
            if size >= SAMPLE_BYTES:
                break
    return b"\n".join(lines)


def _first_beyond(line: bytes) -> int:
    """Return where a line leaves ASCII."""
    match = _BEYOND.search(line)
    return match.start() if match else 0


def _rated(sample: bytes, language: str = "") -> Iterator[tuple[float, str, str]]:
    """Rate the encodings that fit a text: rating, name, and the text as it reads; of equal ratings the first is preferred."""
    best = 0.0
    for two in TWO_BYTES:
        is_named = two.language == language
        text, worse = _decoded(sample, two.name, is_named)
        if text:
            rating = _rate_of_characters(text, two) - worse + NAMED_TWO_BYTES * is_named
            best = max(best, rating)
            yield rating, two.name, text
    if best >= CLEAR:
        return
    for one in ONE_BYTE:
        is_named = language in one.languages
        text, worse = _decoded(sample, one.name, is_named)
        if text:
            reading = Reading.of(text)
            rating = max(rate(reading, each) + NAMED_LETTERS * (each == language) for each in one.languages)
            yield rating - one.rare - worse, one.name, text


def _decoded(sample: bytes, encoding: str, is_named: bool = False) -> tuple[str, float]:
    """Return a text, "" where it cannot be read, and how much worse a few bytes make it that are damaged."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample, final=len(sample) < SAMPLE_BYTES)
    damaged = text.count("\ufffd")  # a character that the sample cuts off is no damage
    if not damaged:
        return text, 0.0
    beyond = sum(char > "\x7f" for char in text)
    if damaged > max(MOST_DAMAGED, (NAMED_SHARE if is_named else DAMAGED_SHARE) * beyond) or 4 * damaged > beyond:
        return "", 0.0
    return text, DAMAGE + DAMAGE_WEIGHT * damaged / beyond


def _rate_of_characters(text: str, candidate: Characters) -> float:
    """Return the share of characters beyond ASCII that are common, less the share that no text would hold."""
    beyond = [char for char in text if char > "\x7f"]
    expected = candidate.expected()
    good = sum(char in expected for char in beyond)
    odd = sum("\x80" <= char <= "\x9f" or "\ue000" <= char <= "\uf8ff" for char in beyond)
    touched = len(_TOUCHED.findall(text))
    bad = 2 * odd + (2 * touched if touched > TOUCHED_SHARE * len(beyond) else 0)
    scattered = len(beyond) < SCATTERED_SHARE * sum(char.isascii() and char.isalpha() for char in text)
    return (CHARACTER_WEIGHT * good - bad) / max(1, len(beyond)) - 2 * scattered
