"""What two lines are compared by: their words, whatever their markup, line breaks, case and numbers."""

import re
import unicodedata

from crossreel.domain.text.inline import plain_text

NUMBER = re.compile(r"\d+(?:[.,٬٫'’]\d+)*")
"""A number in digits of any script; parts of a date or of a time of day are numbers of their own."""
_NUMBER_MARK = "0"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_BESIDE_UNSPACED = re.compile(f"(?<=[{_UNSPACED},.!?]) +(?=[{_UNSPACED}])|(?<=[{_UNSPACED}]) +")


def line_of(markup: str) -> str:
    """Return a text without markup as one line, composed (NFC)."""
    return " ".join(unicodedata.normalize("NFC", plain_text(markup)).split())


def key_of(line: str) -> str:
    """Return what a line is compared by: compatible forms are one (NFKC), case does not count, every number is the same one.

    Where a script writes no spaces between words, a space is the place of a line break and does not count either.
    """
    folded = line.casefold() if line.isascii() else unicodedata.normalize("NFKC", line).casefold()
    return NUMBER.sub(_NUMBER_MARK, unspaced(folded))


def unspaced(line: str) -> str:
    """Return a line without the spaces that stand where its script writes none: places of line breaks."""
    return _BESIDE_UNSPACED.sub("", line) if " " in line and not line.isascii() else line


def numbers_in(line: str) -> list[str]:
    """Return the numbers of a line as they are written, in order."""
    return NUMBER.findall(line)


def digits_of(number: str) -> str:
    """Return the value of a written number as comparable text: ASCII digits, thousands together, a point before decimals."""
    plain = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in number)
    marks = re.findall(r"\D", plain)
    parts = re.split(r"\D", plain)
    grouped = len(parts) > 1 and len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]) and len(set(marks)) == 1
    if not marks or grouped:
        return "".join(parts)
    return "".join(parts[:-1]) + "." + parts[-1]
