"""Subtitle files: one per episode, language and format of the profile."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the subtitle files of every episode and language; SDH, forced and signs get theirs beside the full one."""
    found: list[PlannedFile] = []
    for language in languages:
        for episode in subject.episodes:
            for variant in subject.variants(episode.number, language):
                for entry in profile.formats_for(language):
                    extension = subject.extensions.get(entry.format_id, entry.format_id)
                    path = naming.episode_file(
                        "subtitle", "SUB", extension, episode=episode.number, language=language, variant=variant
                    )
                    found.append(
                        PlannedFile(
                            path=path,
                            kind="subtitle",
                            language=language,
                            episode=episode.number,
                            format_id=entry.format_id,
                            variant=variant,
                        )
                    )
    return found


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one subtitle file."""
    assert file.episode is not None
    target.write(contents.subtitle_file(file, contents.documents[file.episode, file.language, file.variant]))


PACKAGER = Packager(id="subtitles", folders={"subtitle": "05_SUBTITLES/{language}/{variant}"}, files=files, make=make)
