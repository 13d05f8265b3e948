"""Characters nobody sees: they hide from searches and counts, and go when a file is read or written.

Kept are those that a writing needs: marks of direction, joiners within words and emoji, and breaks between words of Thai, Lao,
Khmer, Myanmar and Tibetan.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from crossreel.domain.text.document import DocumentCue
from crossreel.domain.text.inline import canonical, parse, render
from crossreel.formats.markup import JOINER
from crossreel.formats.notices import Notices

_WITHOUT_SPACES = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
_GONE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u180e\u2061-\u2064\ufeff\ufff9-\ufffc\ufffe\uffff\ud800-\udfff\r]"
    f"|(?<![{_WITHOUT_SPACES}])\u200b+|\u200b+(?![{_WITHOUT_SPACES}\u200b])"
)
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_MARKS = " \t\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069"
BLANK = " \t\u00a0\u061c\u3000\u205f\u202f" + "".join(
    map(chr, (*range(0x2000, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
_HOLLOW = re.compile("[\u00a0\u061c\u2000-\u200f\u202a-\u202f\u205f\u2066-\u2069\u3000]")
_EMPTY_LINE = re.compile(rf"^[{_MARKS}]+$", re.MULTILINE)
_EMPTY_ENDS = re.compile(
    rf"\A(?:[{_MARKS}\u00a0\u2000-\u200a\u202f\u205f\u3000]*\n)+|(?:\n[{_MARKS}\u00a0\u2000-\u200a\u202f\u205f\u3000]*)+\Z"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ud800-\uf8ff\ufeff\ufff9-\uffff"
    "\U000f0000-\U0010fffd]"
)
_ODD = re.compile(
    f"{_GONE.pattern}|{_BREAKS.pattern}|{JOINER}|{_EMPTY_LINE.pattern}|{_EMPTY_ENDS.pattern}|{_PRIVATE.pattern}", re.MULTILINE
)


def visible(text: str) -> tuple[str, int]:
    """Return a text without what nobody sees, and how many such characters there were.

    Separators of lines become line breaks; lines of nothing but blanks and marks are empty, and gone at both ends.
    """
    if text.isascii() and text.isprintable():
        return text, 0
    text, count = _GONE.subn("", _BREAKS.sub("\n", text.replace(JOINER, "")))
    return text if text.isascii() else _plain_lines(text), count


def without_lines_of_marks(markup: str) -> str:
    """Return inline markup whose lines of nothing but blanks and marks are empty, and gone at both ends, be they between tags."""
    if markup.isascii():
        return markup
    return _between_tags(markup) if "<" in markup and _HOLLOW.search(markup) else _plain_lines(markup)


def without_invisible(markup: str) -> tuple[str, int]:
    """Return inline markup without what nobody sees, and how many such characters there were."""
    text, count = visible(markup)
    text = without_lines_of_marks(text) if "<" in text else text
    return (text if text == markup else canonical(text)), count


def _plain_lines(text: str) -> str:
    if "\n" not in text and text.strip() and _HOLLOW.search(text) is None:
        return text
    text = _EMPTY_LINE.sub("", text)
    return _EMPTY_ENDS.sub("", text) if any(line.strip(BLANK) for line in text.split("\n")) else ""


def _between_tags(markup: str) -> str:
    """Do to markup what is done to plain lines: a line that shows nothing may hold tags."""
    spans = parse(markup)
    whole = "".join(span.text for span in spans)
    lines = whole.split("\n")
    shown = [at for at, line in enumerate(lines) if line.strip(BLANK)]
    if not shown:
        return ""
    keep: list[bool] = []
    for at, line in enumerate(lines):
        keep += [shown[0] <= at <= shown[-1] and _EMPTY_LINE.fullmatch(line) is None] * len(line)
        keep.append(shown[0] <= at < shown[-1])
    if all(keep[:-1]):
        return markup
    kept, at = [], 0
    for span in spans:
        text = "".join([char for char, stays in zip(span.text, keep[at : at + len(span.text)], strict=True) if stays])
        at += len(span.text)
        if text:
            kept.append(replace(span, text=text))
    return canonical(render(kept))


def cleared(cues: tuple[DocumentCue, ...], notices: Notices) -> tuple[DocumentCue, ...]:
    """Return cues without what nobody sees in texts and names; what went is said, and so are characters of private use."""
    if not _is_suspect(cues):
        return cues
    return tuple([_cleared(cue, notices) if _is_odd(cue) else cue for cue in cues])


def _is_suspect(cues: tuple[DocumentCue, ...]) -> bool:
    """Tell by one look over all texts whether there is anything to look for."""
    texts = "\n".join([cue.text for cue in cues])
    beside = "\n".join([text for cue in cues for text in (cue.speaker, *cue.texts.values()) if text])
    return _SUSPECT.search(texts) is not None or (bool(beside) and _SUSPECT.search(beside) is not None)


def _is_odd(cue: DocumentCue) -> bool:
    if not (cue.text.isascii() and cue.speaker.isascii()) or cue.texts:
        return any(_may_be_odd(text) for text in (cue.text, cue.speaker, *cue.texts.values()))
    return not cue.text.isprintable() and _ODD.search(cue.text) is not None


def _may_be_odd(text: str) -> bool:
    return _ODD.search(text) is not None or ("<" in text and _HOLLOW.search(text) is not None)


def _cleared(cue: DocumentCue, notices: Notices) -> DocumentCue:
    text, gone = without_invisible(cue.text)
    texts: Mapping[str, str] = cue.texts
    if texts:
        found = {language: without_invisible(each) for language, each in texts.items()}
        texts, gone = {language: each for language, (each, _) in found.items()}, gone + sum(count for _, count in found.values())
    notices.drop("invisible", count=int(gone > 0))
    private = sum(len(_PRIVATE.findall(each)) for each in (text, *texts.values()))
    notices.add_many("text.private_use", private, text=text[:80])
    return replace(cue, text=text, texts=texts, speaker=without_invisible(cue.speaker)[0])
