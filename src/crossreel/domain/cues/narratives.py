"""Forced narratives: what a viewer has to read who understands what is spoken, foreign lines and signs.

A language has a track of its own for them, or the translations of its signs stand in for one.
"""

from collections.abc import Collection
from dataclasses import replace

from crossreel.domain.cues.track import Role
from crossreel.domain.text.column_name import SIGNS, column_name
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import plain_text

FORCED = Role.FORCED.value


def narratives_role(columns: Collection[str], language: str) -> str:
    """Return the role of the column that holds the forced narratives of a language: "forced", "signs", or "" where none does.

    Args:
        columns: those of a title that hold any text ("en", "en-x-signs").
        language: the language.
    """
    return next((role for role in (FORCED, SIGNS) if column_name(language, role) in columns), "")


def with_narratives(whole: Document, narratives: Document) -> Document:
    """Return whole subtitles with forced narratives among them in order of time, each once.

    A narrative is there already where the whole subtitles say the same while it is shown. What only its own file's format knows of
    it stays behind.
    """
    added = [replace(cue, extras={}) for cue in narratives.cues if not cue.is_drawing and not _is_said(cue, whole)]
    if not added:
        return whole
    return replace(whole, cues=tuple(sorted((*whole.cues, *added), key=lambda cue: (cue.start_ms, cue.end_ms))))


def _is_said(narrative: DocumentCue, whole: Document) -> bool:
    words = plain_text(narrative.text).split()
    during = (cue for cue in whole.cues if cue.start_ms < narrative.end_ms and narrative.start_ms < cue.end_ms)
    return any(plain_text(cue.text).split() == words for cue in during)
