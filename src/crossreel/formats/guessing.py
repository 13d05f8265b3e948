"""Which legacy encoding a text without BOM is in: by the letters it would then be made of.

Statistics over bytes fail on subtitles, which are short and half ASCII. Each candidate that can decode the text is rated by the
share of its characters that are among the commonest letters of the languages the encoding was made for.
"""

import codecs
import re
from collections.abc import Mapping

from crossreel.formats.letters import CANDIDATES, MARKS_ABOVE_AND_BELOW, THAI_LETTERS, Candidate

SAMPLE_BYTES = 32_768
ENOUGH = 0.5  # of the characters beyond ASCII are common letters: no second opinion needed
LAST_RESORT = "cp1252"
UNDECODABLE = -9.0
CHARACTER_WEIGHT = 2.6  # common characters are a third or more of a text read rightly, a twentieth of one misread
# Letters beyond two-byte Chinese stand in GB18030 as high byte, digit, high byte, digit: no other text looks so but by chance.
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_FOUR_BYTE_PROOF = 4
_BEYOND = re.compile(rb"[\x80-\xff]")


def guess(data: bytes) -> str:
    """Return the Python codec name of the likeliest legacy encoding of a text that is not UTF-8."""
    sample = _sample(data)
    rated = {each.name: _rate(sample, each) for each in CANDIDATES}
    if rated.get("gb18030", UNDECODABLE) > 0 and len(_FOUR_BYTES.findall(sample)) >= _FOUR_BYTE_PROOF:
        return "gb18030"
    best = max(rated, key=lambda name: rated[name])
    if rated[best] >= ENOUGH:
        return best
    return _second_opinion(sample, rated) or (best if rated[best] > 0 else LAST_RESORT)


def _sample(data: bytes) -> bytes:
    """Return the lines beyond ASCII of the beginning: no legacy encoding uses a newline inside a character.

    A line longer than the sample is cut, perhaps within a character.
    """
    lines, size = [], 0
    for line in data[: 64 * SAMPLE_BYTES].splitlines():
        if not line.isascii():
            lines.append(line if len(line) < SAMPLE_BYTES else line[_first_beyond(line) :][:SAMPLE_BYTES])
            size += len(lines[-1])
            if size >= SAMPLE_BYTES:
                break
    return b"\n".join(lines)


def _first_beyond(line: bytes) -> int:
    """Return where a line leaves ASCII."""
    match = _BEYOND.search(line)
    return match.start() if match else 0


def _rate(sample: bytes, candidate: Candidate) -> float:
    """Return the share of characters beyond ASCII that are common, less the share that no text would hold; -1 if undecodable."""
    try:  # a character that the sample cuts off is no fault
        text = codecs.getincrementaldecoder(candidate.name)().decode(sample, final=len(sample) < SAMPLE_BYTES)
    except UnicodeDecodeError:
        return UNDECODABLE
    beyond = [char for char in text if char > "\x7f"]
    if not beyond:
        return UNDECODABLE
    good = max(sum(char in letters for char in beyond) for letters in candidate.sets())
    odd = sum("\x80" <= char <= "\x9f" or "\ue000" <= char <= "\uf8ff" for char in beyond)
    if candidate.writing == "characters":
        return (CHARACTER_WEIGHT * good - 2 * odd) / len(beyond)
    return (good - 2 * odd - _faults(text, candidate)) / len(beyond)


def _faults(text: str, candidate: Candidate) -> float:
    """Count neighbours that the writing forbids: capitals inside words, mixed scripts, runs of accents, marks without a letter."""
    faults = 0.0
    before, last = " ", " "
    for char in text:
        if char > "\x7f" and char.isalpha():
            faults += char.isupper() and last.islower()
            if candidate.writing == "alphabet":
                faults += 2 * (char.isupper() and last.islower())
                faults += last < "\x7f" and last.isalpha()
            else:
                faults += last > "\x7f" and last.isalpha() and before > "\x7f" and before.isalpha()
        if char in MARKS_ABOVE_AND_BELOW:
            faults += last not in THAI_LETTERS
        before, last = last, char
    return faults


def _second_opinion(sample: bytes, rated: Mapping[str, float]) -> str:
    """Ask charset-normalizer to choose among the candidates that could decode the text."""
    from charset_normalizer import from_bytes

    possible = [name for name, rate in rated.items() if rate > UNDECODABLE]
    if not possible:
        return ""
    match = from_bytes(sample, cp_isolation=possible).best()
    found = match.encoding.replace("_", "-") if match is not None else ""
    return next((name for name in possible if name.replace("-", "").replace("_", "") == found.replace("-", "")), "")
