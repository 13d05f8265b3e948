"""The episodes' video files, copied."""

import shutil
from pathlib import Path

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return one file for each episode whose video is there."""
    source = subject.title.source_language
    return [
        PlannedFile(
            path=naming.episode_file("VID", extension, episode=number, language=source, variant="clean"),
            kind="video",
            episode=number,
        )
        for number, extension in sorted(subject.video_extensions.items())
    ]


def make(file: PlannedFile, contents: Contents, target: Path) -> None:
    """Copy one video."""
    assert file.episode is not None
    shutil.copyfile(contents.videos[file.episode], target)


PACKAGER = Packager(id="video", files=files, make=make)
