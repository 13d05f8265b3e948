"""Foreign lines of a title, and what renders them: a handful of cues, found by sparse indexes."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Select, and_, func, select

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.episode import table as episode
from crossreel.storage.kinds.track import table as track
from crossreel.storage.mapping import Reader, columns, to_entities

_CUE = [cue.c[name] for name in columns(Cue)]
_LEADS = (Role.SOURCE.value, Role.TEMPLATE.value)
_first, _last = cue.alias("first"), cue.alias("last")


@dataclass(slots=True)
class ForeignLine:
    """A foreign line, in which episode it is and in which language written down, and the cues that render it, by language."""

    line: Cue
    episode_id: int
    language: str
    renderings: dict[str, list[Cue]] = field(default_factory=dict)


def foreign_lines(reader: Reader, title_id: int) -> list[ForeignLine]:
    """Return the foreign lines of a title by time, each with what renders it in the whole subtitles of other languages.

    One SELECT where it has none, three where it has, however many.
    """
    found = [ForeignLine(*each) for each in _read(reader, _lines(title_id))]
    if not found:
        return []
    by_id = {each.line.id: each for each in found}
    for follower, _episode_id, language in _read(reader, _alone(title_id)):
        by_id[follower.anchor_id or 0].renderings.setdefault(language, []).append(follower)
    for follower, episode_id, language, ends in _wide(reader, title_id):
        for each in found:
            if each.episode_id == episode_id and ends[0] <= each.line.order <= ends[1]:
                each.renderings.setdefault(language, []).append(follower)
    return found


def _of_title(title_id: int, roles: Iterable[str]) -> Select[tuple[object, ...]]:
    joined = select(*_CUE, track.c.episode_id, track.c.language).join(track, track.c.id == cue.c.track_id)
    joined = joined.join(episode, episode.c.id == track.c.episode_id)
    return joined.where(episode.c.title_id == title_id, track.c.role.in_(roles)).order_by(cue.c.start_ms, cue.c.end_ms, cue.c.id)


def _lines(title_id: int) -> Select[tuple[object, ...]]:
    return _of_title(title_id, _LEADS).where(cue.c.spoken_in.is_not(None))


def _alone(title_id: int) -> Select[tuple[object, ...]]:
    """Return what asks for the cues that render one line and nothing else."""
    narrow = and_(_first.c.id == cue.c.anchor_id, func.coalesce(cue.c.anchor_last_id, cue.c.anchor_id) == cue.c.anchor_id)
    joined = _of_title(title_id, [Role.TRANSLATION.value]).join(_first, narrow)
    return joined.where(_first.c.spoken_in.is_not(None))


def _wide(reader: Reader, title_id: int) -> Iterable[tuple[Cue, int, str, tuple[tuple[int, int, int], tuple[int, int, int]]]]:
    """Give the cues that render several lines, whichever, with episode, language and the places of the ends of their spans."""
    ends = [table.c[name] for table in (_first, _last) for name in ("start_ms", "end_ms", "id")]
    statement = (
        _of_title(title_id, [Role.TRANSLATION.value])
        .add_columns(*ends)
        .join(_first, _first.c.id == cue.c.anchor_id)
        .join(_last, _last.c.id == cue.c.anchor_last_id)
        .where(cue.c.anchor_last_id != cue.c.anchor_id)  # the very words of the index of such cues
    )
    rows = [tuple(row) for row in reader.connection.execute(statement)]
    cut = len(_CUE)
    for follower, row in zip(to_entities(Cue, [row[:cut] for row in rows]), rows, strict=True):
        yield follower, row[cut], row[cut + 1], (row[cut + 2 : cut + 5], row[cut + 5 :])


def _read(reader: Reader, statement: Select[tuple[object, ...]]) -> list[tuple[Cue, int, str]]:
    rows = [tuple(row) for row in reader.connection.execute(statement)]
    cut = len(_CUE)
    cues = to_entities(Cue, [row[:cut] for row in rows])
    return [(each, row[cut], row[cut + 1]) for each, row in zip(cues, rows, strict=True)]  # type: ignore[misc]
