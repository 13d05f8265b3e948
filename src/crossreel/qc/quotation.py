"""Quotation marks, and which of them are those of a language."""

import re
from collections.abc import Sequence

from crossreel.qc.checked_track import CheckedTrack

MARK = re.compile('["“”„‟«»「」『』＂〝〞〟]')


def pairs_of(track: CheckedTrack) -> list[tuple[str, str]]:
    """Return the pairs that a track's language accepts, the first for the outer level; none where its guide names none."""
    listed = track.guide.conventions.get("quotes", ())
    pairs = [str(pair) for pair in listed] if isinstance(listed, list | tuple) else [str(listed)]
    return [(pair[0], pair[1]) for pair in pairs]


def foreign_mark(marks: Sequence[str], pairs: Sequence[tuple[str, str]]) -> str:
    """Return the first mark of a cue that neither opens nor closes a pair of the language there, or ""."""
    closes = dict(pairs)
    if len(marks) == 1:
        return "" if any(marks[0] in pair for pair in pairs) else marks[0]
    waiting: list[str] = []
    for mark in marks:
        if waiting and mark == waiting[-1]:
            waiting.pop()
        elif mark in closes:
            waiting.append(closes[mark])
        else:
            return mark
    return ""
