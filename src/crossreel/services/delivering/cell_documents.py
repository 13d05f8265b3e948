"""The tracks of a title that is delivered as documents, the whole ones with forced narratives where the buyer wants them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.title import Character
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.column import variant_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.narratives import with_narratives
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.delivery import Profile
from crossreel.domain.text.column_name import FULL
from crossreel.domain.text.document import Document
from crossreel.services.episode.document import document_of
from crossreel.storage.unit_of_work import UnitOfWork

DEFAULT_RATE = Fraction(30)
WHOLE = (FULL, Role.SDH.value)
"""The roles whose files hold forced narratives too, where a buyer asks for that."""

Key = tuple[int, str, str]
"""Number of an episode, language and role of a column."""


def read_tracks(uow: UnitOfWork, subject: Subject, languages: Sequence[str]) -> dict[Key, Track]:
    """Return the tracks of every episode of which something goes."""
    numbers = {episode.id: episode.number for episode in subject.episodes if subject.speaks_of(episode.number)}
    found: dict[Key, Track] = {}
    for track in uow.where(Track, episode_id=list(numbers), language=list(languages)):
        found.setdefault((numbers[track.episode_id], track.language, variant_of(track.role)), track)
    return found


def narratives_in(tracks: Mapping[Key, Track], subject: Subject, profile: Profile) -> dict[Key, Track]:
    """Return the tracks whose texts stand in the full and SDH files too, where the buyer asks for that."""
    if not profile.narratives_in_full:
        return {}
    roles = {language: subject.narratives(profile, language) for _, language, _ in tracks}
    return {key: track for key, track in tracks.items() if key[2] == roles[key[1]]}


def documents_of(
    tracks: Mapping[Key, Track],
    narratives: Mapping[Key, Track],
    cues: Mapping[int, Sequence[Cue]],
    characters: Sequence[Character],
    media: Mapping[int, Version],
) -> dict[Key, Document]:
    """Return tracks as documents.

    Args:
        tracks: those that go.
        narratives: those that stand among the whole ones.
        cues: by the id of their track.
        characters: who speaks.
        media: the references of the episodes by number, for their frame rates.
    """
    found = {
        key: document_of(
            track,
            cues.get(track.id, []),
            speakers={each.id: each.names.get(track.language, each.name) for each in characters},
            frame_rate=media[key[0]].frame_rate if key[0] in media else DEFAULT_RATE,
        )
        for key, track in {**tracks, **narratives}.items()
    }
    return {key: _with_narratives(key, found, narratives) for key in tracks}


def _with_narratives(key: Key, documents: Mapping[Key, Document], narratives: Mapping[Key, Track]) -> Document:
    """Return a document, the full one and SDH with the forced narratives of the same episode and language."""
    beside = next((each for each in narratives if each[:2] == key[:2]), None)
    if key[2] not in WHOLE or beside is None:
        return documents[key]
    return with_narratives(documents[key], documents[beside])
