"""Episodes of a title as a script: a row a cue with its id, a column a language, and what each cell held when it went out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import xxhash

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.views.grid import CueRow
from crossreel.domain.views.sheet import cue_rows
from crossreel.formats.comparing import comparable
from crossreel.services.episode.cues import EpisodeCues


def cell_digest(markup: str) -> str:
    """Return the digest of a cell: 8 hex digits of xxh3, the same for texts that differ in blanks or the order of tags only."""
    return str(xxhash.xxh3_64_hexdigest(comparable(markup).encode("utf-8", "replace")))[:8]


def speaker_names(people: Iterable[Character], language: str) -> dict[int, str]:
    """Return the names of characters by id, in a language where they have one there."""
    return {each.id: each.names.get(language) or each.name for each in people}


def script_document(
    title: Title, episodes: Sequence[EpisodeCues], languages: Sequence[str], speakers: Mapping[int, str], format_id: str
) -> Document:
    """Return the script of some episodes: the source beside the languages asked for, translations in the row of their source cue.

    A second translation of one source cue, and one that lost its source cue, have rows of their own under their own ids.
    """
    source = title.source_language
    others = tuple(dict.fromkeys(language for language in languages if language != source))
    cues = [cue for each in episodes for cue in _rows(each, source, others, speakers)]
    return Document(cues=tuple(cues), language=source, format_id=format_id)


def _rows(episode: EpisodeCues, source: str, others: Sequence[str], speakers: Mapping[int, str]) -> Iterator[DocumentCue]:
    names = {track.id: name for name, track in episode.columns.items()}
    spine_column = names.get(episode.spine.track_id, "") if episode.spine.track_id is not None else ""
    wanted = {source, *others}
    for row in cue_rows(episode.spine, {id: name for id, name in names.items() if id != episode.spine.track_id}):
        first, extra = _cells(row, spine_column)
        for cue, texts in ((row.cue, first), *extra):
            shown = {name: text for name, text in texts.items() if name in wanted}
            if (cue is row.cue and row.is_spine) or shown:
                yield _row(cue, shown, source, others, episode.episode.number, speakers)


def _cells(row: CueRow, spine_column: str) -> tuple[dict[str, str], list[tuple[Cue, dict[str, str]]]]:
    """Return the texts of a row by column, and the rows of further translations of the same cue."""
    if not row.is_spine:
        return {}, [(cue, {name: cue.text}) for name, followers in row.followers.items() for cue in followers]
    texts = {spine_column: row.cue.text}
    extra: list[tuple[Cue, dict[str, str]]] = []
    for name, followers in row.followers.items():
        texts[name] = followers[0].text
        extra += [(cue, {name: cue.text}) for cue in followers[1:]]
    return texts, extra


def _row(
    cue: Cue, texts: Mapping[str, str], source: str, others: Sequence[str], episode: int, speakers: Mapping[int, str]
) -> DocumentCue:
    base = {name: cell_digest(text) for name, text in texts.items() if text}
    return DocumentCue(
        start_ms=cue.start_ms,
        end_ms=cue.end_ms,
        text=texts.get(source, ""),
        speaker=speakers.get(cue.speaker_id, "") if cue.speaker_id is not None else "",
        cue_id=cue.id,
        texts={name: texts.get(name, "") for name in others},
        extras={"episode": episode, "base": base},
    )
