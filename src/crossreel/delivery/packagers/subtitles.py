"""Subtitle files: one per episode, language and format of the profile."""

from collections.abc import Iterator
from dataclasses import replace

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.cues.narratives import FORCED
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.column_name import SIGNS


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the subtitle files of every episode and language; SDH, forced and signs get theirs beside the full one."""
    found: list[PlannedFile] = []
    for language in languages:
        for episode in subject.episodes:
            for variant, role in _roles(subject, profile, episode.number, language):
                for entry in profile.formats_for(language):
                    extension = subject.extensions.get(entry.format_id, entry.format_id)
                    path = naming.episode_file(
                        "subtitle", "SUB", extension, episode=episode.number, language=language, variant=role
                    )
                    found.append(
                        PlannedFile(
                            path=path,
                            kind="subtitle",
                            language=language,
                            episode=episode.number,
                            format_id=entry.format_id,
                            variant=variant,
                            goes_as=role if role != variant else "",
                        )
                    )
    return found


def _roles(subject: Subject, profile: Profile, episode: int, language: str) -> Iterator[tuple[str, str]]:
    """Give the roles of an episode's columns with those they are delivered in: signs stand in for forced narratives.

    Signs that do so, or of which forced narratives are made, go as signs too where the profile names these alone.
    """
    held = subject.holds_signs(profile, language)
    stand_in = FORCED in subject.roles and subject.narratives(profile, language) == SIGNS
    asked = replace(subject, roles=(*subject.roles, SIGNS)) if stand_in and SIGNS not in subject.roles else subject
    for variant in asked.variants(episode, language):
        if variant == SIGNS and held:
            continue
        if variant == SIGNS and stand_in:
            yield SIGNS, FORCED
            if SIGNS not in profile.required_roles or asked is not subject:
                continue
        yield variant, variant


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one subtitle file."""
    assert file.episode is not None
    target.write(contents.subtitle_file(file, contents.documents[file.episode, file.language, file.variant]))


PACKAGER = Packager(id="subtitles", folders={"subtitle": "05_SUBTITLES/{language}/{variant}"}, files=files, make=make)
