"""How a source text is translated in the other places of its title where it stands."""

from dataclasses import replace

from sqlalchemy import Connection, select

from crossreel.domain.cues.track import Role
from crossreel.domain.views.grid import LineElsewhere
from crossreel.storage.kinds.cue import table as cue
from crossreel.storage.kinds.episode import table as episode
from crossreel.storage.kinds.track import table as track

MOST_READ = 400
MOST_TOLD = 9


def lines_elsewhere(connection: Connection, title_id: int, language: str, digest: str, besides: int) -> list[LineElsewhere]:
    """Return the translations of a source text, the most frequent first, each with its first place. One SELECT by an index.

    Args:
        connection: reading.
        title_id: the title.
        language: of the translations.
        digest: of the source text (`text_digest`).
        besides: id of the cue that is asked for, which is not elsewhere.
    """
    statement = (
        select(cue.c.text, episode.c.id, episode.c.number, cue.c.id.label("cue_id"), cue.c.start_ms)
        .join(track, track.c.id == cue.c.track_id)
        .join(episode, episode.c.id == track.c.episode_id)
        .where(cue.c.source_digest == digest, cue.c.source_digest != "", cue.c.id != besides, cue.c.text != "")
        .where(track.c.language == language, track.c.role == Role.TRANSLATION.value, episode.c.title_id == title_id)
        .order_by(episode.c.number, cue.c.start_ms, cue.c.id)
        .limit(MOST_READ)
    )
    found: dict[str, LineElsewhere] = {}
    counts: dict[str, int] = {}
    for text, episode_id, number, cue_id, start_ms in connection.execute(statement):
        counts[text] = counts.get(text, 0) + 1
        found[text] = found.get(text) or LineElsewhere(
            text=text, count=1, episode_id=episode_id, episode_number=number, cue_id=cue_id, start_ms=start_ms
        )
    ordered = sorted(found.values(), key=lambda each: -counts[each.text])
    return [replace(each, count=counts[each.text]) for each in ordered[:MOST_TOLD]]
