"""The page of pictures: which videos go along and how, and the artwork that is wanted."""

from collections.abc import Callable
from dataclasses import replace

from crossreel.domain.catalog.artwork import ArtworkKind
from crossreel.domain.delivery import Profile
from crossreel.domain.records.kinds.artwork import KINDS
from crossreel.domain.trade.profile_parts import PICTURES, PictureMode, ProfileArtwork, ProfilePicture
from crossreel.i18n.messages import _
from crossreel.i18n.profile_words import artwork_words, part_name
from crossreel.ui.kit.checks import Checks
from crossreel.ui.kit.form import choice, chosen
from crossreel.ui.kit.list_editor import ListEditor
from crossreel.ui.places.profiles.section import Section

AskArtwork = Callable[[ProfileArtwork | None, Callable[[ProfileArtwork], object]], object]


class PicturesPage(Section):
    """`ask_artwork(wanted, then)` lets a person write what is wanted: something new for None."""

    def __init__(self, ask_artwork: AskArtwork) -> None:
        super().__init__()
        self._ask_artwork = ask_artwork
        self._artwork: tuple[ProfileArtwork, ...] = ()
        self._picture = ProfilePicture()
        self.flag("requires_video", _("Every episode must have its video"))
        self._mode = choice([(mode.value, part_name("picture", mode)) for mode in PictureMode], "")
        self.follow("picture", _("Videos are"), self._mode, self._show_mode)
        self._versions = Checks()
        self.follow("picture.versions", _("Versions that go along"), self._versions, self._show_versions)
        self.flag("requires_cover", _("The title must have a cover"))
        self.artwork = ListEditor(_("Artwork"), 6)
        self.follow(
            "artwork", _("Artwork"), self.artwork, self._show_artwork, _("Made from the title's own pictures, never enlarged.")
        )
        self.column.addStretch(1)
        self._mode.activated.connect(lambda _at: self.put(picture=replace(self._picture, mode=PictureMode(chosen(self._mode)))))
        self._versions.changed.connect(self._versions_changed)
        self.artwork.add_asked.connect(lambda: self._ask_artwork(None, lambda made: self.put(artwork=(*self._artwork, made))))
        self.artwork.change_asked.connect(self._change)
        self.artwork.remove_asked.connect(lambda row: self.put(artwork=(*self._artwork[:row], *self._artwork[row + 1 :])))

    def _show_mode(self, profile: Profile, may_change: bool) -> None:
        self._picture = profile.picture
        self._mode.setCurrentIndex(max(0, self._mode.findData(profile.picture.mode.value)))
        self._mode.setEnabled(may_change)

    def _show_versions(self, profile: Profile, may_change: bool) -> None:
        held = self._versions.blockSignals(True)
        wanted = tuple(version for version in PICTURES if version in profile.picture.versions)
        if self._versions.chosen() != wanted:
            self._versions.offer([(version, part_name("version", version)) for version in PICTURES], wanted)
        self._versions.blockSignals(held)
        self._versions.setEnabled(may_change)

    def _versions_changed(self) -> None:
        self.put(picture=replace(self._picture, versions=self._versions.chosen() or ProfilePicture().versions))

    def _show_artwork(self, profile: Profile, may_change: bool) -> None:
        self._artwork = profile.artwork
        rows = [artwork_words(each, _(KINDS[ArtworkKind(each.kind)])) for each in profile.artwork]
        self.artwork.show_rows(rows, may_change=may_change)

    def _change(self, row: int) -> None:
        def changed(made: ProfileArtwork) -> None:
            self.put(artwork=(*self._artwork[:row], made, *self._artwork[row + 1 :]))

        self._ask_artwork(self._artwork[row], changed)
