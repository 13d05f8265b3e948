"""The episodes' video files, taken whole."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager
from crossreel.delivery.subject import Subject
from crossreel.delivery.taking import Origin
from crossreel.domain.delivery import PlannedFile, Profile


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return one file for each episode whose video is there."""
    source = subject.title.source_language
    return [
        PlannedFile(
            path=naming.episode_file("video", "VID", extension, episode=number, language=source, variant="clean"),
            kind="video",
            episode=number,
            made_of=subject.content_keys.get(number, ""),
        )
        for number, extension in sorted(subject.video_extensions.items())
    ]


def origin(file: PlannedFile, contents: Contents) -> Origin:
    """Return the file of one episode, and the content key by which the catalog knows it."""
    assert file.episode is not None
    media = contents.media.get(file.episode)
    return Origin(path=contents.videos[file.episode], content_key=media.content_key if media is not None else "")


PACKAGER = Packager(id="video", folders={"video": "03_VIDEO/{variant}"}, files=files, origin=origin)
