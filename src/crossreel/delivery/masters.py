"""Which pictures and sounds of its episodes a package brings along: one file for each version that the profile names."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import MasterFile, Subject
from crossreel.delivery.taking import Origin
from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.delivery import Profile
from crossreel.domain.trade.profile_parts import REFERENCE, PictureMode

VIDEO = "video"
BY_LANGUAGE = (Look.BURNED, Look.DUBBED)
"""Looks of which every language that is delivered has one of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """A version that a profile names for an episode: `wanted` is the word of the profile, `file` None where none is there."""

    episode: int
    wanted: str
    language: str = ""
    file: MasterFile | None = None

    @property
    def variant(self) -> str:
        """What it is called in names and folders: its look, or "main" where nobody knows."""
        look = self.file.version.look if self.file is not None else Look.UNKNOWN
        return "main" if look is Look.UNKNOWN else look.value

    @property
    def is_part(self) -> bool:
        """Whether it is a stretch of its file, or one of its sounds: the whole file would be something else."""
        return self.file is not None and (not self.file.version.cut.is_whole or self.file.version.stream is not None)


def masters_of(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> tuple[Master, ...]:
    """Return what the profile names for each episode, each file once; none where it takes no pictures along."""
    if VIDEO not in profile.include:
        return ()
    found: list[Master] = []
    for episode in subject.episodes:
        seen: set[int] = set()
        for master in _wanted(subject, profile, languages, episode.number):
            if master.file is None or master.file.version.id not in seen:
                found.append(master)
            if master.file is not None:
                seen.add(master.file.version.id)
    return tuple(found)


def reference_of(subject: Subject, episode: int) -> MasterFile | None:
    """Return the file that an episode is timed to, None where it is not there."""
    return next((each for each in subject.masters.get(episode, ()) if each.version.is_reference), None)


def carries_files(profile: Profile) -> bool:
    """Tell whether files of pictures and sounds lie in the package, and are not only named there."""
    return VIDEO in profile.include and profile.picture.mode is not PictureMode.REFERENCE


def origin_of(version: Version, contents: Contents) -> Origin:
    """Return where the file of a version lies, and the content key by which the catalog knows it."""
    link = contents.profile.picture.mode is PictureMode.LINK
    return Origin(path=contents.masters[version.id], content_key=version.content_key, link=link)


def _wanted(subject: Subject, profile: Profile, languages: tuple[str, ...], episode: int) -> Iterator[Master]:
    there = subject.masters.get(episode, ())
    for wanted in profile.picture.versions:
        if wanted == REFERENCE:
            yield Master(episode=episode, wanted=wanted, file=reference_of(subject, episode))
            continue
        look = Look(wanted)
        for language in languages if look in BY_LANGUAGE else ("",):
            fitting = [each for each in there if each.version.look is look and language in ("", each.version.language)]
            yield Master(episode=episode, wanted=wanted, language=language, file=min(fitting, key=_rank, default=None))


def _rank(file: MasterFile) -> tuple[bool, int, int, int]:
    """Order versions of one look: the reference first, then the largest, then the newest."""
    version = file.version
    return not version.is_reference, -version.width * version.height, -version.size_bytes, -version.id
