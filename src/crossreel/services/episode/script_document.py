"""Episodes of a title as a script: a row a cue with its id, a column a language, and what each cell held when it went out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import groupby

import xxhash

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.text.column_name import is_signs, language_of
from crossreel.domain.text.document import CHARACTER_LIMIT, Document, DocumentCue
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
    title: Title, episodes: Sequence[EpisodeCues], languages: Sequence[str], speakers: Mapping[int, str], format_id: str,
    *, room: int = 0,
) -> Document:  # fmt: skip
    """Return the script of some episodes: the source beside the languages asked for, translations in the row of their source cue.

    A second translation of one source cue, and one that lost its source cue, have rows of their own under their own ids. What
    stands on the picture has rows among the dialogue, marked as such and with its place, in the columns of the same languages;
    `languages` with signs alone leave the dialogue out.

    Args:
        title: the title.
        episodes: what hangs together in its episodes, the signs of each after its dialogue.
        languages: columns of the title.
        speakers: names by id.
        format_id: of the script.
        room: the most characters a translation may have, 0 to say nothing of that.
    """
    source = title.source_language
    spoken = [each for each in languages if not is_signs(each)]
    shown = [language_of(each) for each in languages if is_signs(each)]
    others = tuple(dict.fromkeys(each for each in (*spoken, *shown) if each != source))
    cues: list[DocumentCue] = []
    for _number, group in groupby(episodes, key=lambda each: each.episode.id):
        rows = [
            _rows(each, source, shown if each.is_signs else spoken, others, speakers) for each in group if _has(each, spoken, shown)
        ]
        cues += merge(*rows, key=lambda cue: cue.start_ms)
    if room:
        cues = [replace(cue, extras={**cue.extras, CHARACTER_LIMIT: room}) for cue in cues]
    return Document(cues=tuple(cues), language=source, format_id=format_id)


def _has(episode: EpisodeCues, spoken: Sequence[str], shown: Sequence[str]) -> bool:
    """Tell whether the rows of a group are asked for: dialogue always but where only signs are."""
    return bool(shown) if episode.is_signs else bool(spoken) or not shown


def _rows(
    episode: EpisodeCues, source: str, asked: Sequence[str], others: Sequence[str], speakers: Mapping[int, str]
) -> Iterator[DocumentCue]:
    names = {track.id: _column(name, signs=episode.is_signs) for name, track in episode.columns.items()}
    spine_column = names.get(episode.spine.track_id, "") if episode.spine.track_id is not None else ""
    wanted = {source, *asked}
    for row in cue_rows(episode.spine, {id: name for id, name in names.items() if id != episode.spine.track_id}):
        first, extra = _cells(row, spine_column)
        for cue, texts in ((row.cue, first), *extra):
            shown = {name: text for name, text in texts.items() if name in wanted}
            if (cue is row.cue and row.is_spine) or shown:
                made = _row(cue, shown, source, others, episode.episode.number, speakers)
                more = {"signs": True, "place": cue.placement} if episode.is_signs else {}
                yield replace(made, extras={**made.extras, **more})


def _column(name: str, *, signs: bool) -> str:
    """Return the column of a script in which the texts of a title's column stand: signs in that of their language."""
    return language_of(name) if signs else name


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
        extras={"episode": episode, "base": base} | ({"spoken_in": cue.spoken_in} if cue.spoken_in else {}),
    )
