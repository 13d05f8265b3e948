"""Foreign lines: what is spoken in another language than the title's, and has to be read by whom it is foreign to."""

from collections.abc import Collection
from dataclasses import replace

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Spine, mapped, span
from crossreel.domain.errors import BadInput
from crossreel.domain.text.language import base_of, normalize_tag
from crossreel.domain.text.language_names import language_of

UNKNOWN = "und"
"""The tag of a language that nobody named."""


def tag_of(written: str, source: str) -> str | None:
    """Return what `Cue.spoken_in` holds for a language as written: None for the title's own, which is foreign to none of its lines.

    Args:
        written: a tag, alias or name; "und" for another language, whichever.
        source: the language of the title.

    Raises:
        BadInput: it is no language.
    """
    tag = find_tag(written)
    if tag is None:
        raise BadInput("editing.no_language", language_tag=written.strip()[:40])
    return None if base_of(tag) == base_of(source) else tag


def find_tag(written: str) -> str | None:
    """Return the tag of a language that is written as people do, `UNKNOWN` for that; None where it is no language."""
    said = written.strip()
    return UNKNOWN if said.lower() == UNKNOWN else language_of(said) or normalize_tag(said)


def lines_of(spine: Spine, cue_ids: Collection[int]) -> dict[int, Cue]:
    """Return the lines of a spine that cues are or render, by id."""
    positions = spine.positions()
    found = {cue.id: cue for cue in spine.cues if cue.id in cue_ids}
    for follower in spine.followers:
        if follower.id in cue_ids:
            found |= {source.id: source for source in span(spine.cues, positions, follower)}
    return found


def mark(spine: Spine, cue_ids: Collection[int], spoken_in: str | None) -> Spine:
    """Say in which language lines are spoken, of those that cues are or render; None for that of the title.

    Raises:
        BadInput: none of the cues is of a line.
    """
    lines = lines_of(spine, cue_ids)
    if not lines:
        raise BadInput("editing.no_line")
    return mapped(spine, lines, lambda cue: replace(cue, spoken_in=spoken_in))


def is_read_in(spoken_in: str | None, language: str) -> bool:
    """Tell whether a line has to be read by who understands the title and reads a language: it is foreign, and not their own."""
    return spoken_in is not None and base_of(spoken_in) != base_of(language)
