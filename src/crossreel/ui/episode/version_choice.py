"""Which picture and sound versions are seen and heard: chosen once, for every episode that has them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from crossreel.domain.catalog import chosen_version
from crossreel.domain.catalog.chosen_version import Wish, wish_for
from crossreel.domain.catalog.cut import Clip
from crossreel.domain.catalog.version import Version
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.ui.episode.playing import CuePlayer
from crossreel.ui.hub.workspace import Workspace

PathOf = Callable[[Version], Path | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is played of an episode: its picture with the file, and the sound where it is not the picture's own."""

    picture: Version | None = None
    path: Path | None = None
    sound: Version | None = None
    sound_clip: Clip | None = None

    @property
    def heard(self) -> Version | None:
        """The version whose sound is heard."""
        return self.sound or self.picture


class VersionChoice(QObject):
    """One for a workspace (`VersionChoice.of`). `changed` when another picture or sound is wanted, `offered` when a place shows
    an episode with other versions than before."""

    changed = Signal()
    offered = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._picture: Wish | None = None
        self._sound: Wish | None = None
        self._offers: dict[str, tuple[int, tuple[Version, ...]]] = {}

    @classmethod
    def of(cls, workspace: Workspace) -> "VersionChoice":
        """Return the workspace's one, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def offer(self, place: str, episode_id: int, versions: Sequence[Version]) -> None:
        """Say which versions there are of the episode that a place shows."""
        if self._offers.get(place) != (episode_id, tuple(versions)):
            self._offers[place] = (episode_id, tuple(versions))
            self.offered.emit()
            self._workspace.selection_changed.emit()

    @property
    def episode_id(self) -> int | None:
        """The episode that the present place shows."""
        return self._offers.get(self._workspace.place, (self._workspace.episode_id, ()))[0]

    @property
    def pictures(self) -> tuple[Version, ...]:
        """The pictures of the episode that the present place shows, the reference first."""
        return chosen_version.pictures(self._here)

    @property
    def sounds(self) -> tuple[Version, ...]:
        """The sounds that can be heard in the place of the picture's own."""
        return chosen_version.sounds(self._here)

    @property
    def picture(self) -> Version | None:
        """The picture that is shown in the present place."""
        return chosen_version.picture_of(self._here, self._picture)

    @property
    def sound(self) -> Version | None:
        """The sound that is heard in the place of the picture's own, None for that."""
        return chosen_version.sound_of(self._here, self._sound)

    @property
    def _here(self) -> tuple[Version, ...]:
        return self._offers.get(self._workspace.place, (None, ()))[1]

    def shown(self, versions: Sequence[Version], path_of: PathOf) -> Shown:
        """Return what is to be played of an episode. A sound whose file is not there gives way to the picture's own."""
        picture = chosen_version.picture_of(versions, self._picture)
        sound = chosen_version.sound_of(versions, self._sound)
        place = path_of(sound) if sound is not None else None
        if sound is None or place is None or (picture is not None and sound.id == picture.id):
            return Shown(picture=picture, path=path_of(picture) if picture is not None else None)
        clip = Clip(path=place, cut=sound.cut, stream=sound.stream)
        return Shown(picture=picture, path=path_of(picture) if picture is not None else None, sound=sound, sound_clip=clip)

    def of_sheet(self, sheet: EpisodeSheet) -> Shown:
        """Return what is to be played of an episode that was read for the editor."""
        paths = {version_id: Path(path) for version_id, path in sheet.version_paths.items()}
        return self.shown(sheet.versions, lambda version: paths.get(version.id))

    def open(self, player: CuePlayer, sheet: EpisodeSheet) -> Shown:
        """Open in the editor what is to be played of an episode; return it."""
        self.offer("editor", sheet.episode.id, sheet.versions)
        shown = self.of_sheet(sheet)
        player.open(shown.picture, shown.path, shown.sound_clip)
        return shown

    def turn(self, player: CuePlayer, sheet: EpisodeSheet) -> Shown:
        """Play on in the editor what is chosen now, at the time of the episode where it is; return it."""
        at_ms, was_playing = player.position_ms(), player.is_playing
        shown = self.open(player, sheet)
        player.seek(at_ms)
        if was_playing:
            player.play()
        return shown

    def choose_picture(self, version: Version | None) -> None:
        """Show pictures like one wherever there are any; None for the reference."""
        self._picture = None if version is None or version.is_reference else wish_for(version)
        self.changed.emit()

    def choose_sound(self, version: Version | None) -> None:
        """Hear sounds like one wherever there are any; None for the picture's own."""
        self._sound = None if version is None else wish_for(version)
        self.changed.emit()

    def next_picture(self) -> Version | None:
        """Show the next picture, after the last one the reference; return it."""
        self.choose_picture(_after(self.picture, self.pictures))
        return self.picture

    def next_sound(self) -> Version | None:
        """Hear the next sound, after the last one the picture's own; return it, None for that."""
        self.choose_sound(_after(self.sound, (None, *self.sounds)))
        return self.sound


def played(sheet: EpisodeSheet) -> tuple[object, ...]:
    """Return what of an episode makes the player open it anew."""
    return sheet.versions, sheet.version_paths


def _after(now: Version | None, listed: Sequence[Version | None]) -> Version | None:
    ids = [each.id if each is not None else None for each in listed]
    here = now.id if now is not None else None
    return listed[(ids.index(here) + 1) % len(ids)] if here in ids else next(iter(listed), None)
