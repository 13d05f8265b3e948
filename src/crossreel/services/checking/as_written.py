"""The cues of a file with what reading took out of them: QC tells of a file as it is, and not as it was mended."""

import html
import re
from dataclasses import replace

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import escape, plain_text
from crossreel.formats.invisible import visible

OVERRIDES = re.compile(r"\{\\[^{}]*\}")  # {\an8}: read as a place
NO_REFERENCES = frozenset({"srt", "subviewer", "microdvd", "lrc"})
"""Formats that know no character references: one that stands there is read by viewers as it is."""


def as_written(document: Document, text: str, format_id: str) -> Document:
    """Return a document whose lines have the invisible characters and character references again that its file has.

    Args:
        document: what was read.
        text: the whole file.
        format_id: the format it was read as; only in some a character reference is a fault.

    Cues with tags stay as they were read.
    """
    lines = [OVERRIDES.sub("", line).strip(" \t\r") for line in text.split("\n")]
    mended = {shown for line in lines if (shown := _shown(line, format_id)) != line.strip()}
    if not mended:
        return document
    written: dict[str, list[str]] = {}
    for line in lines:
        if (shown := _shown(line, format_id)) in mended:
            written.setdefault(shown, []).append(line)
    return replace(document, cues=tuple(_as_it_was(cue, written) for cue in document.cues))


def _shown(line: str, format_id: str) -> str:
    """Return a line as reading leaves it."""
    known = html.unescape(line) if format_id in NO_REFERENCES and "&" in line else line
    return visible(known)[0].strip()


def _as_it_was(cue: DocumentCue, written: dict[str, list[str]]) -> DocumentCue:
    if "<" in cue.text:
        return cue
    lines = plain_text(cue.text).split("\n")
    found = [written[line.strip()].pop(0) if written.get(line.strip()) else line for line in lines]
    return cue if found == lines else replace(cue, text=escape("\n".join(found)))
