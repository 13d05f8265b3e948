"""Single words with times, grouped into lines as a subtitler would: at ends of sentences, at pauses, when another speaks."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

LONGEST_MS, WIDEST, PAUSE_MS = 6000, 42, 800
SOFT = 0.6  # of the widest: from here on a comma ends a line too
FULL_STOPS, COMMAS = ".?!。？！…؟।", ",;:，、；：،"
CLOSING = "\"'”’)]」』》"
NO_BLANK_BEFORE = set(FULL_STOPS + COMMAS + "”’)]」』》%")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign; a sign has no times of its own (-1). `confidence` is in thousandths, None where nobody says."""

    text: str
    start_ms: int = -1
    end_ms: int = -1
    speaker: str = ""
    confidence: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLimits:
    """How much a line holds: columns as `width` counts them and milliseconds; a silence of `pause_ms` ends it."""

    widest: float = WIDEST
    longest_ms: float = LONGEST_MS
    pause_ms: int = PAUSE_MS


USUAL = LineLimits()


@dataclass(slots=True)
class Line:
    """Words that stand together."""

    start_ms: int
    end_ms: int
    text: str
    speaker: str
    words: list[Word] = field(default_factory=list)


def group(words: Sequence[Word], limits: LineLimits = USUAL) -> list[Line]:
    """Return the lines of some words in their order."""
    raw = any(word.text[:1].isspace() or word.text[-1:].isspace() for word in words)
    lines: list[Line] = []
    line: Line | None = None
    for word in words:
        if not word.text:
            continue
        if word.start_ms < 0:
            if line is not None:
                line.text += _joined(line.text, word.text, raw=raw, sign=True)
                line.words.append(word)
        elif line is None or _is_over(line, word, limits):
            if not word.text.strip():
                continue
            line = Line(word.start_ms, max(word.end_ms, word.start_ms), word.text, word.speaker, [word])
            lines.append(line)
        else:
            line.words.append(word)
            line.text += _joined(line.text, word.text, raw=raw)
            line.end_ms = max(line.end_ms, word.end_ms) if word.text.strip() else line.end_ms
    for each in lines:
        each.text = " ".join(each.text.split())
    return [each for each in lines if each.text]


def together(words: Sequence[Word], *, raw: bool | None = None) -> str:
    """Return words as one text; `raw` says whether they bring their blanks along, None: as it looks."""
    if raw is None:
        raw = any(word.text[:1].isspace() or word.text[-1:].isspace() for word in words)
    text = ""
    for word in words:
        text += _joined(text, word.text, raw=raw, sign=word.start_ms < 0) if word.text else ""
    return " ".join(text.split())


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends with a full stop, or what stands for one."""
    return text.rstrip().rstrip(CLOSING)[-1:] in set(FULL_STOPS)


def _is_over(line: Line, word: Word, limits: LineLimits) -> bool:
    text = line.text.rstrip().rstrip(CLOSING)
    wide = width(line.text) + width(word.text)
    return (
        word.start_ms - line.end_ms >= limits.pause_ms
        or (bool(word.speaker) and word.speaker != line.speaker)
        or (text[-1:] in FULL_STOPS and bool(text))
        or (text[-1:] in COMMAS and bool(text) and wide > SOFT * limits.widest)
        or wide > limits.widest
        or word.end_ms - line.start_ms > limits.longest_ms
    )


def _joined(before: str, text: str, *, raw: bool, sign: bool = False) -> str:
    """Return a word with the blank that belongs before it."""
    if raw or not before or text[0] in NO_BLANK_BEFORE or (sign and not text[0].isalnum()):
        return text
    return text if _is_wide(before[-1]) and _is_wide(text[0]) else f" {text}"


def _is_wide(char: str) -> bool:
    """Tell whether a letter stands beside others without a blank between words: Han, kana, Thai and their signs."""
    return (unicodedata.east_asian_width(char) in "WF" and not "가" <= char <= "힣") or "฀" <= char <= "໿"


def width(text: str) -> int:
    """Return how many columns a text takes, wide letters as two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
