"""The picture and audio versions of episodes; part of `cataloging`."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.episode import AudioStream, Episode, MediaInfo
from crossreel.domain.catalog.version import (
    Medium,
    Version,
    VersionFacts,
    best_reference,
    in_order,
    of_stream,
    probed,
    sound_label,
)
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput, Fact, NotFound
from crossreel.domain.picture.mark import Mark
from crossreel.domain.text.language import normalize_tag
from crossreel.kernel.paths import legible
from crossreel.services.cataloging.edits import TitleEdits, get_title
from crossreel.services.episode.cues import checked_tag
from crossreel.services.files.media_places import MediaPlaces
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork

LATE_END_MS = 100
"""How far a typed end may lie past that of the file: people round up."""


class TitleVersions(TitleEdits):
    """The use cases on versions. Each episode with a picture has exactly one reference, whatever is done."""

    def versions(self, title_id: int) -> Mapping[int, tuple[Version, ...]]:
        """Return the versions of a title by episode id, pictures before sounds; episodes without any are absent."""
        found: dict[int, list[Version]] = {}
        with self._database.read() as uow:
            for version in queries.versions(uow, title_id):
                found.setdefault(version.episode_id, []).append(version)
        return {episode_id: in_order(each) for episode_id, each in found.items()}

    def sounds_in(self, path: Path) -> tuple[AudioStream, ...]:
        """Return the sounds of a file, each of which may be a version of its own.

        Raises:
            NotFound: there is no such file.
            BadInput: it is neither picture nor sound, or cannot be read.
        """
        return look_at(path).audio

    def add_version(self, episode_id: int, path: Path, facts: VersionFacts | None = None, *, reference: bool = False) -> Edit:
        """Give an episode another picture or sound. The first picture becomes the reference.

        Args:
            episode_id: the episode.
            path: the file; it is referred to, never copied.
            facts: what is known of it; without a medium, a file with a picture is one.
            reference: whether the cues are to be timed to it from now on.

        Raises:
            BadInput: the file is neither picture nor sound, has no such stream, or is shorter than the stretch.
        """
        said, info = facts or VersionFacts(), look_at(path)

        def write(uow: UnitOfWork, episode: Episode) -> Version:
            return self._put_new(uow, episode, path, info, said, reference=reference)

        return self._on_episode("edit.add_version", episode_id, write, name=legible(path.name))

    def place_cuts(self, title_id: int, path: Path, cuts: Mapping[int, Cut], facts: VersionFacts | None = None) -> Edit:
        """Make stretches of one file the versions of several episodes; episodes that are not there are added.

        Args:
            title_id: the title.
            path: the file.
            cuts: the stretch of each episode, by its number.
            facts: what is known of the file.

        Raises:
            BadInput: no stretch is given, one lies outside the file, or the file cannot be used.
        """
        if not cuts:
            raise BadInput("catalog.no_cuts")
        said, info = facts or VersionFacts(), look_at(path)

        def write(uow: UnitOfWork) -> None:
            get_title(uow, title_id)
            there = {episode.number: episode for episode in uow.where(Episode, title_id=title_id)}
            for number, cut in sorted(cuts.items()):
                if number < 1:
                    raise BadInput("catalog.bad_number", number=number)
                episode = there.get(number) or Episode(id=uow.new_id(), title_id=title_id, number=number)
                uow.put(episode)
                self._put_new(uow, episode, path, info, replace(said, cut=cut), reference=False)

        return self._edit("edit.place_cuts", title_id, write, name=legible(path.name), episodes=sorted(cuts))

    def change_version(self, version_id: int, facts: VersionFacts, *, seen: Version | None = None) -> Edit:
        """Say something else of a version: its look, language, label, or the stretch of its file.

        Where the in point of the reference moves, shot changes that people set stay on their pictures; cues keep their times,
        which count from the new in point.

        Raises:
            StaleText: somebody else has changed the same of it since it was `seen`.
            BadInput: the stretch lies outside the file, or a sound would be the reference.
        """

        def write(uow: UnitOfWork, version: Version) -> None:
            former = version if seen is None else seen
            wanted = _said(former, facts)
            merged = uow.merged(wanted, former, stored=version)
            _check(merged)
            uow.put(merged)
            if version.is_reference and merged.in_ms != version.in_ms:
                _move_marks(uow, version, version.in_ms - merged.in_ms)
            self._settle_reference(uow, version.episode_id)

        return self._on_version("edit.change_version", version_id, write)

    def set_reference(self, version_id: int) -> Edit:
        """Time the cues of an episode to another picture version; they keep their times.

        Raises:
            BadInput: it is a sound.
        """

        def write(uow: UnitOfWork, version: Version) -> None:
            if not version.has_picture:
                raise BadInput("catalog.sound_no_reference")
            _refer_to(uow, version)

        return self._on_version("edit.set_reference", version_id, write)

    def refer_version(self, version_id: int, path: Path) -> Edit:
        """Refer a version to another file; what people said of it stays, and so does the stretch.

        Raises:
            BadInput: the file cannot be used, or is shorter than the stretch.
        """
        info = look_at(path)

        def write(uow: UnitOfWork, version: Version) -> None:
            if version.stream is not None:
                _heard(info, version.stream, path)
            if version.has_picture and not info.width:
                raise BadInput("catalog.no_picture_in", name=legible(path.name))
            wanted = probed(MediaPlaces(self._database.path).put(version, path), info)
            _check(wanted)
            uow.put(wanted)

        return self._on_version("edit.refer_version", version_id, write)

    def remove_version(self, version_id: int) -> Edit:
        """Take a version from its episode; the file stays where it is. After the reference, the best of the others is it."""

        def write(uow: UnitOfWork, version: Version) -> None:
            uow.remove(version)
            self._settle_reference(uow, version.episode_id)

        return self._on_version("edit.remove_version", version_id, write)

    def _put_new(
        self, uow: UnitOfWork, episode: Episode, path: Path, info: MediaInfo, said: VersionFacts, *, reference: bool
    ) -> Version:
        if said.stream is not None:
            info, said = _heard(info, said.stream, path), _of_sound(info, said)
        blank = Version(id=uow.new_id(), episode_id=episode.id, path="", medium=Medium.PICTURE if info.width else Medium.SOUND)
        made = _said(probed(MediaPlaces(self._database.path).put(blank, path), info), said)
        if made.has_picture and not info.width:
            raise BadInput("catalog.no_picture_in", name=legible(path.name))
        _check(made)
        uow.put(made)
        if reference and made.has_picture:
            _refer_to(uow, made)
        self._settle_reference(uow, episode.id)
        return made

    def _settle_reference(self, uow: UnitOfWork, episode_id: int) -> None:
        """Make the best picture the reference where none is, and let no sound be one."""
        there = uow.where(Version, episode_id=episode_id)
        uow.put_all(replace(each, is_reference=False) for each in there if each.is_reference and not each.has_picture)
        best = best_reference(there)
        if best is not None and not any(each.is_reference and each.has_picture for each in there):
            uow.put(replace(best, is_reference=True))

    def _on_episode(self, label: str, episode_id: int, write: Callable[[UnitOfWork, Episode], object], name: Fact) -> Edit:
        with self._database.read() as uow:
            episode = uow.find(Episode, episode_id)
        if episode is None:
            raise NotFound("catalog.no_episode")
        return self._edit(label, episode.title_id, lambda uow: void(write(uow, episode)), episode=episode.number, name=name)

    def _on_version(self, label: str, version_id: int, write: Callable[[UnitOfWork, Version], None]) -> Edit:
        with self._database.read() as uow:
            version = uow.find(Version, version_id)
        if version is None:
            raise NotFound("catalog.no_version")

        def change(uow: UnitOfWork, _episode: Episode) -> None:
            stored = uow.find(Version, version_id)
            if stored is None:
                raise NotFound("catalog.no_version")
            write(uow, stored)

        return self._on_episode(label, version.episode_id, change, name=legible(Path(version.path).name))


def look_at(path: Path) -> MediaInfo:
    """Return what a picture or sound file is.

    Raises:
        NotFound: there is no such file.
        BadInput: it is neither, or cannot be read.
    """
    from crossreel.media.probe import probe_any

    return probe_any(path).info


def _heard(info: MediaInfo, stream: int, path: Path) -> MediaInfo:
    """Return what there is of one sound of a file.

    Raises:
        BadInput: it has no such sound.
    """
    found = of_stream(info, stream)
    if not found.audio:
        known = [each.index for each in info.audio if each.index is not None]
        raise BadInput("catalog.no_such_stream", name=legible(path.name), stream=stream, known=known)
    return found


def _of_sound(info: MediaInfo, said: VersionFacts) -> VersionFacts:
    """Return what is said of a version that is one sound of a file: what the file says of it where a person says nothing else."""
    sound = next(each for each in info.audio if each.index == said.stream)
    language = (normalize_tag(sound.language) or "") if said.language is None else said.language
    label = sound_label(sound) if said.label is None else said.label
    return replace(said, medium=Medium.SOUND, language=language, label=label)


def void(_value: object) -> None:
    """Return nothing of what was returned."""


def _said(version: Version, facts: VersionFacts) -> Version:
    cut = version.cut if facts.cut is None else facts.cut
    return replace(
        version,
        medium=version.medium if facts.medium is None else facts.medium,
        look=version.look if facts.look is None else facts.look,
        language=version.language if facts.language is None else checked_tag(facts.language) if facts.language else "",
        label=version.label if facts.label is None else facts.label.strip(),
        in_ms=cut.in_ms,
        out_ms=cut.out_ms,
    )


def _check(version: Version) -> None:
    """Refuse a stretch that no file has."""
    cut, file_ms = version.cut, version.file_ms
    if cut.in_ms < 0 or (cut.out_ms is not None and cut.out_ms <= cut.in_ms):
        raise BadInput("catalog.bad_cut", in_ms=cut.in_ms, out_ms=cut.out_ms or 0)
    if file_ms and (cut.in_ms >= file_ms or (cut.out_ms or 0) > file_ms + LATE_END_MS):
        raise BadInput("catalog.cut_outside", in_ms=cut.in_ms, out_ms=cut.out_ms or file_ms, file_ms=file_ms)


def _refer_to(uow: UnitOfWork, version: Version) -> None:
    others = [each for each in uow.where(Version, episode_id=version.episode_id) if each.id != version.id]
    uow.put_all(replace(each, is_reference=False) for each in others if each.is_reference)
    uow.put(replace(version, is_reference=True))


def _move_marks(uow: UnitOfWork, version: Version, by_ms: int) -> None:
    marks = uow.where(Mark, episode_id=version.episode_id, content_key=version.content_key)
    moved = [replace(mark, start_ms=mark.start_ms + by_ms, end_ms=mark.end_ms + by_ms) for mark in marks]
    uow.remove_all(mark for mark in moved if mark.end_ms < 0)
    uow.put_all(replace(mark, start_ms=max(0, mark.start_ms)) for mark in moved if mark.end_ms >= 0)
