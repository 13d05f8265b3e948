"""The episodes' video files, copied."""

import shutil

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile

CHUNK = 1 << 20


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return one file for each episode whose video is there."""
    source = subject.title.source_language
    return [
        PlannedFile(
            path=naming.episode_file("video", "VID", extension, episode=number, language=source, variant="clean"),
            kind="video",
            episode=number,
        )
        for number, extension in sorted(subject.video_extensions.items())
    ]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Copy one video."""
    assert file.episode is not None
    with contents.videos[file.episode].open("rb") as source:
        shutil.copyfileobj(source, target, CHUNK)


PACKAGER = Packager(id="video", folders={"video": "03_VIDEO/{variant}"}, files=files, make=make)
