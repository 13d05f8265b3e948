"""The tracks of a title that is delivered as documents, the whole ones with forced narratives where the buyer wants them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.title import Character
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.column import variant_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.narratives import FORCED, Foreign, made_narratives, with_foreign_lines, with_narratives
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.delivery import Profile
from crossreel.domain.text.column_name import FULL, SIGNS, column_name
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
    roles = {language: _held_in(subject, profile, language) for _, language, _ in tracks}
    return {key: track for key, track in tracks.items() if key[2] == roles[key[1]]}


def _held_in(subject: Subject, profile: Profile, language: str) -> str:
    """Return the role of the track that holds forced narratives beside what the whole subtitles say anyway."""
    return SIGNS if language in subject.made_forced else subject.narratives(profile, language)


def with_forced_cues(
    tracks: Mapping[Key, Track], subject: Subject, cues: Mapping[int, Sequence[Cue]], every: Mapping[Key, Track]
) -> tuple[dict[Key, Track], dict[int, Sequence[Cue]]]:
    """Return tracks that go, and their cues by the track's id, with the forced narratives that are made of others.

    Such a one is like the whole subtitles, with an id below zero, which no track of the catalog has.

    Args:
        tracks: those that go.
        subject: which forced narratives are made, and of what.
        cues: by the id of their track.
        every: the tracks of all episodes of which something goes.
    """
    made, said = dict(tracks), dict(cues)
    for language in dict.fromkeys(language for _, language, _ in every):
        for number in dict.fromkeys(number for number, _, _ in every):
            key, lines = (number, language, FORCED), subject.foreign.get((number, language), Foreign()).cues
            own = tracks.get(key)
            if own is not None and lines:
                said[own.id] = with_foreign_lines(cues.get(own.id, ()), lines)
            elif language in subject.made_forced and subject.goes(number, column_name(language, FORCED)):
                signs = every.get((number, language, SIGNS))
                words = made_narratives(lines, cues.get(signs.id, ()) if signs is not None else ())
                like = every.get((number, language, FULL)) or signs
                if words and like is not None:
                    made[key] = replace(like, id=-len(made), role=Role.FORCED)
                    said[made[key].id] = words
    return made, said


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
