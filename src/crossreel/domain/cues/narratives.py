"""Forced narratives: what a viewer has to read who understands what is spoken, foreign lines and signs.

A language has a track of its own for them. Without one they are made: of its lines that say what is spoken in another language,
and of the translations of its signs; where nothing is marked as foreign, the signs stand in for them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import xxhash

from crossreel.domain.cues.cue import Cue, overlap_ms
from crossreel.domain.cues.track import Role
from crossreel.domain.text.column_name import SIGNS, column_name
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import plain_text

FORCED = Role.FORCED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """The foreign lines of an episode as a language has them: its cues in order of time, and how many lines have no words in it."""

    cues: tuple[Cue, ...] = ()
    unsaid: int = 0

    def digest(self, signs: str) -> str:
        """Return the digest of forced narratives that are made of these lines and of signs, by that of their track, "" for none."""
        told = [signs, *(f"{each.start_ms}\x1f{each.end_ms}\x1f{each.placement}\x1f{each.text}" for each in self.cues)]
        return xxhash.xxh3_64_hexdigest("\x1e".join(told).encode())


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
    added = [replace(cue, extras={}) for cue in narratives.cues if not cue.is_drawing and not _says_same(cue, whole.cues)]
    if not added:
        return whole
    return replace(whole, cues=tuple(sorted((*whole.cues, *added), key=lambda cue: (cue.start_ms, cue.end_ms))))


def made_narratives(lines: Iterable[Cue], signs: Iterable[Cue]) -> list[Cue]:
    """Return forced narratives made of foreign lines and of signs, in order of time, each once.

    What only the format of a file knows of a sign stays behind.
    """
    spoken = list(lines)
    beside = [replace(cue, extras={}) for cue in signs if not _says_same(cue, spoken)]
    return sorted((*spoken, *beside), key=lambda cue: cue.order)


def with_foreign_lines(own: Iterable[Cue], lines: Iterable[Cue]) -> list[Cue]:
    """Return the cues of a track of forced narratives with the foreign lines that it shows nothing for."""
    shown = list(own)
    left = [replace(line, extras={}) for line in lines if not any(overlap_ms(line, cue) for cue in shown)]
    return sorted((*shown, *left), key=lambda cue: cue.order)


def _says_same(narrative: Cue | DocumentCue, others: Iterable[Cue | DocumentCue]) -> bool:
    """Tell whether others say the same while a narrative is shown."""
    words = plain_text(narrative.text).split()
    during = (cue for cue in others if cue.start_ms < narrative.end_ms and narrative.start_ms < cue.end_ms)
    return any(plain_text(cue.text).split() == words for cue in during)
