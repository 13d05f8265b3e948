"""The place of delivery profiles: the list at the side, what one asks for in the middle, every name it makes beside that."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crossreel.domain.delivery import Profile, ProfileFormat, Profiles
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput
from crossreel.domain.name_list import NameList
from crossreel.domain.trade.profile_offers import ProfileOffers
from crossreel.domain.trade.profile_parts import ProfileArtwork
from crossreel.domain.views.grid import Matrix
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.profile_words import fault_words
from crossreel.ui.hub.bound_keys import keys_of
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.profile_shelf import PLACE, ProfileShelf
from crossreel.ui.hub.workspace import Status, Workspace
from crossreel.ui.places.profiles.artwork_dialog import ArtworkDialog
from crossreel.ui.places.profiles.carrying import Carrying
from crossreel.ui.places.profiles.form import ProfileForm
from crossreel.ui.places.profiles.format_dialog import FormatDialog
from crossreel.ui.places.profiles.head import ProfileHead
from crossreel.ui.places.profiles.name_panel import NamePanel
from crossreel.ui.places.profiles.side import ProfileSide

NAMES_DELAY_MS = 200


class ProfilesPlace(QWidget):
    """What is changed is kept here until it is saved, which is one step of undo and a version; nothing typed is lost meanwhile."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace, self._shelf = workspace, ProfileShelf.of(workspace)
        self.found = Profiles()
        self.drafts: dict[str, Profile] = {}
        self._matrix: Matrix | None = None
        self._is_sound = True
        offers = workspace.desk.profiling.offers()
        self.side, self.head, self.panel = ProfileSide(), ProfileHead(), NamePanel()
        self.form = ProfileForm(offers, partial(self._ask_format, offers), self._ask_artwork)
        self.carrying = Carrying(workspace, self)
        self._timer = QTimer(self, singleShot=True, interval=NAMES_DELAY_MS)
        self._timer.timeout.connect(self._ask_names)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.side.list)
        self.read()
        self._read_title()

    @property
    def shown(self) -> Profile | None:
        """The profile under the hands, as it is now."""
        return self.drafts.get(self._shelf.shown) or self.saved

    @property
    def saved(self) -> Profile | None:
        """The same as it is in the catalog, or ships."""
        return next((each for each in self.found.known if each.id == self._shelf.shown), None)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.head)
        middle.addWidget(self.form, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addLayout(middle, 13)
        row.addWidget(self.panel, 9)
        around = (self.side.list, self.head.delete, self.head.derive, self.head.discard, self.head.save, self.form.tabs)
        for before, after in pairwise(around):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        workspace, carrying = self._workspace, self.carrying
        self.side.chose.connect(self._turn)
        self.side.list.unwanted.connect(carrying.delete)
        self.side.list.went_on.connect(self.form.tabs.setFocus)
        self.form.changed.connect(self._changed)
        self.head.derive.clicked.connect(carrying.new)
        self.head.save.clicked.connect(carrying.save)
        self.head.discard.clicked.connect(self.discard)
        self.head.delete.clicked.connect(carrying.delete)
        asked = {
            "new": carrying.new, "save": carrying.save, "discard": self.discard, "import": carrying.take_in,
            "export": carrying.give_out, "text": carrying.show_text, "delete": carrying.delete,
        }  # fmt: skip
        self._shelf.asked.connect(lambda what: asked[what]())
        workspace.place_shown.connect(lambda place: self._entered() if place == PLACE else None)
        workspace.opened_title.connect(lambda _title_id: self._read_title())
        workspace.changed.connect(self._catalog_changed)
        workspace.handing_on.connect(carrying.save_all)

    def read(self, *, profile_id: str = "") -> None:
        """Read every profile; show one, or the one that is wanted or was shown."""
        if profile_id:
            self._shelf.wanted = profile_id
        self._workspace.compute(self._workspace.desk.profiling.profiles, then=self._take, topic="profiles.all")

    def discard(self) -> None:
        """Let go of what was changed and not saved."""
        if self.drafts.pop(self._shelf.shown, None) is not None:
            self.side.show_profiles(self.found, self._shelf.shown, self.drafts)

    def _entered(self) -> None:
        self._hint()
        self.read()
        self._read_title()

    def _read_title(self) -> None:
        title_id = self._workspace.title_id
        if title_id is None:
            self._take_title(None)
        else:
            self._workspace.compute(
                call(self._workspace.desk.cataloging.matrix, title_id), then=self._take_title, topic="profiles.title"
            )

    def _take_title(self, matrix: Matrix | None) -> None:
        self._matrix = matrix
        self.form.show_languages(self._tags())
        self._timer.start()

    def _tags(self) -> tuple[str, ...]:
        if self._matrix is None:
            return ()
        source = self._matrix.title.source_language
        return tuple(tag for tag in self._matrix.languages if tag != source) or (source,)

    def _take(self, found: Profiles) -> None:
        self.found = found
        saved = {each.id: each for each in found.known}
        self.drafts = {key: each for key, each in self.drafts.items() if key in saved and each != saved[key]}
        wanted, self._shelf.wanted = self._shelf.wanted or self._shelf.shown, ""
        self.side.show_profiles(found, wanted, self.drafts)

    def _turn(self, profile_id: str) -> None:
        self._shelf.turn(profile_id, is_own=profile_id in self.found.own, is_changed=profile_id in self.drafts)
        self._show()

    def _show(self) -> None:
        profile_id, profile = self._shelf.shown, self.shown
        own = profile_id in self.found.own
        self.form.setVisible(profile is not None)
        self.form.complain(None)
        if profile is None:
            error = self.found.broken.get(profile_id)
            self.head.show_broken(profile_id, sentence(error.code, dict(error.facts)) if error is not None else "", own=own)
            self.panel.say("", "")
            return
        self._is_sound = True
        self.form.show_profile(profile, may_change=own and not self._workspace.read_only)
        self._show_head()
        self._timer.start()

    def _show_head(self) -> None:
        profile, saved = self.shown, self.saved
        if profile is None or saved is None:
            return
        own, changed = profile.id in self.found.own, profile.id in self.drafts
        base = next((each.name for each in self.found.known if each.id == profile.based_on), profile.based_on)
        self.head.show_profile(profile, base, own=own, changed=changed, sound=self._is_sound)
        self._shelf.turn(profile.id, is_own=own, is_changed=changed)
        self._hint()

    def _hint(self) -> None:
        """Say what keys do: make one of one's own, save, take back."""
        if self._workspace.place != PLACE:
            return
        changed = self._shelf.shown in self.drafts
        names = (("profiles.save", _("save")),) if changed else (("profiles.new", _("make one from it")),)
        told = ((keys_of(self._workspace, each), words) for each, words in (*names, ("history.undo", _("undo"))))
        self._workspace.set_status(Status(hints=tuple((keys, words) for keys, words in told if keys)))

    def _changed(self, profile: Profile) -> None:
        was = bool(self.drafts)
        if profile == self.saved:
            self.drafts.pop(profile.id, None)
        else:
            self.drafts[profile.id] = profile
        if was != bool(self.drafts):
            self.side.show_profiles(self.found, profile.id, self.drafts)
        self._show_head()
        self._timer.start()

    def _ask_names(self) -> None:
        profile, matrix, profiling = self.shown, self._matrix, self._workspace.desk.profiling
        if profile is None:
            return
        failed = partial(self._not_named, profile)
        if matrix is None:
            self.panel.say(_("Open a title to see the names it would get."), "")
            work = call(profiling.proven, profile)
            self._workspace.compute(work, then=lambda _profile: self._proved(profile), failed=failed, topic="profiles.names")
            return
        names = call(profiling.names, profile, matrix.title.id, self._tags())
        self._workspace.compute(names, then=partial(self._named, profile, matrix), failed=failed, topic="profiles.names")

    def _named(self, profile: Profile, matrix: Matrix, found: NameList) -> None:
        if self._proved(profile):
            self.panel.show_names(found, matrix.title.name)

    def _proved(self, profile: Profile) -> bool:
        if profile != self.shown:
            return False
        self.form.complain(None)
        self._is_sound = True
        self._show_head()
        return True

    def _not_named(self, profile: Profile, error: BaseException) -> None:
        if profile != self.shown:
            return
        if not isinstance(error, BadInput):
            self._workspace.notify.problem(error)
            return
        self._is_sound = False
        said = self.form.complain(error)
        self.panel.say(_("Names as they were"), _("Mend what is marked.") if said else fault_words(error), bad=True)
        self._show_head()

    def _catalog_changed(self, edit: Edit) -> None:
        if edit.header.title_id is None and self._workspace.place == PLACE:
            self.read()

    def _ask_format(
        self, offers: ProfileOffers, entry: ProfileFormat | None, then: Callable[[ProfileFormat], object]
    ) -> None:  # fmt: skip
        self._workspace.ask(lambda window: FormatDialog(offers, entry, then, window))

    def _ask_artwork(self, wanted: ProfileArtwork | None, then: Callable[[ProfileArtwork], object]) -> None:
        self._workspace.ask(lambda window: ArtworkDialog(wanted, then, window))
