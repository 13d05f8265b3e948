"""Lines of a title beside what each language makes of them, without case, marks and breaks: for rules over all episodes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

import regex

from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import script_of
from crossreel.qc.checked_track import CheckedCue, CheckedTrack

BETWEEN = "\x1e"
NEEDLESS = regex.compile(rf"[^\p{{L}}\p{{M}}\p{{N}}{BETWEEN}]+")
DENSE = frozenset({"Hans", "Hant", "Jpan", "Kore", "Thai"})


class RenderedLine(NamedTuple):
    """A source line that one cue alone renders: both as they are compared, the cue with its track, and its place in the track."""

    source: str
    rendering: str
    track: CheckedTrack
    checked: CheckedCue
    at: int


def by_language(tracks: Sequence[CheckedTrack]) -> Iterator[list[CheckedTrack]]:
    """Yield the translated tracks of each language and role, in order of the episodes."""
    hanging = [track for track in tracks if track.spine and track.source_language]
    for _, group in groupby(sorted(hanging, key=_column), key=_column):
        yield list(group)


def rendered_lines(column: Sequence[CheckedTrack], *, repeated: str, dense: int, words: int) -> Iterator[RenderedLine]:
    """Yield lines of the source that are rendered by one cue, and that cue by no other, where a text comes more than once.

    Args:
        column: the tracks of one language.
        repeated: which text comes again: "source" or "rendering".
        dense: how many letters it has at least in scripts whose letters say much.
        words: how many words it has at least elsewhere.
    """
    language = column[0].source_language if repeated == "source" else column[0].language
    of_track = [compared((track.source_texts if repeated == "source" else track.texts).text) for track in column]
    counted = Counter(chain.from_iterable(of_track))
    again = {text for text, count in counted.items() if count > 1 and is_long(text, language, dense=dense, words=words)}
    for track, texts in zip(column, of_track, strict=True):
        if not again.isdisjoint(texts):
            for line in _lines(track):
                if getattr(line, repeated) in again:
                    yield line


def _lines(track: CheckedTrack) -> Iterator[RenderedLine]:
    sources, renderings = compared(track.source_texts.text), compared(track.texts.text)
    if len(sources) != len(track.spine) or len(renderings) != len(track.cues):
        return
    said = {cue.id: text for cue, text in zip(track.spine, sources, strict=True)}
    rendered = Counter(cue.id for checked in track.cues for cue in checked.sources)
    for at, checked in enumerate(track.cues):
        if len(checked.sources) == 1 and rendered[checked.sources[0].id] == 1:
            source = said.get(checked.sources[0].id)
            if source and renderings[at]:
                yield RenderedLine(source, renderings[at], track, checked, at)


def shown(line: RenderedLine) -> str:
    """Return the source of a line as it is told of."""
    return " ".join(plain_text(line.checked.sources[0].text).split())


@lru_cache(maxsize=1024)
def compared(joined: str) -> tuple[str, ...]:
    """Return joined texts one by one, without case, marks and breaks; spaces are kept as one."""
    return tuple(text.strip() for text in NEEDLESS.sub(" ", joined.casefold()).split(BETWEEN))


def is_long(text: str, language: str, *, dense: int, words: int) -> bool:
    """Tell whether a line, as it is compared, is long enough to mean one thing: letters where they say much, words elsewhere."""
    if script_of(language) in DENSE:
        return len(text.replace(" ", "")) >= dense
    return len(text.split()) >= words


def _column(track: CheckedTrack) -> tuple[str, str]:
    return track.language, track.role
