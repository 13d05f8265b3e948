"""The menu of what can be seen and heard of an episode, and the button that opens it."""

from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from crossreel.domain.catalog.version import Version
from crossreel.i18n.messages import _
from crossreel.i18n.versions import version_name
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.kit import theme
from crossreel.ui.kit.popping import menu_of, offer_actions

MANAGE = "window.versions"


class VersionButton(QToolButton):
    """Says which picture and sound are on where they are not the usual ones, and offers the others; hidden with one version."""

    def __init__(self, choice: VersionChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = choice
        self.setIcon(theme.icon("film", "text2", 18))
        self.setCheckable(True)  # lit while something else than the reference is on
        self.clicked.connect(self._pop)
        choice.changed.connect(self.refresh)
        choice.offered.connect(self.refresh)
        self.refresh()

    @property
    def is_of_use(self) -> bool:
        """Whether there is anything to choose from."""
        return len(self._choice.pictures) > 1 or bool(self._choice.sounds)

    def refresh(self) -> None:
        """Say what is on."""
        choice = self._choice
        self.setVisible(self.is_of_use)
        words = told(choice.picture, choice.sound)
        self.setChecked(choice.sound is not None or (choice.picture is not None and not choice.picture.is_reference))
        self.setAccessibleName(_("Picture and sound: {what}").format(what=words))
        self.setToolTip(self.accessibleName())

    def _pop(self) -> None:
        self.refresh()
        menu = menu_of(self)
        fill(menu, self, self._choice)
        menu.popup(self.mapToGlobal(self.rect().topLeft()))


def fill(menu: QMenu, owner: QWidget, choice: VersionChoice) -> None:
    """Put the pictures and sounds of the episode into a menu, what is on marked."""
    group = QActionGroup(menu)
    for version in choice.pictures:
        words = _("Picture: {version}").format(version=picture_name(version))
        _add(menu, group, words, version == choice.picture, partial(choice.choose_picture, version))
    menu.addSeparator()
    group = QActionGroup(menu)
    for sound in (None, *choice.sounds):
        words = _("Sound: {version}").format(version=version_name(sound) if sound is not None else _("of the picture"))
        _add(menu, group, words, sound == choice.sound, partial(choice.choose_sound, sound))
    menu.addSeparator()
    offer_actions(menu, owner, [["play.next_picture", "play.next_sound"], [MANAGE, "title.compare_versions"]])


def _add(menu: QMenu, group: QActionGroup, words: str, is_on: bool, act: "partial[None]") -> None:
    item = QAction(words, menu)
    item.setCheckable(True)
    item.setChecked(is_on)
    item.triggered.connect(lambda _checked: act())
    group.addAction(item)
    menu.addAction(item)


def picture_name(version: Version) -> str:
    """Return what a picture is called, the reference marked as it."""
    return _("{version} (reference)").format(version=version_name(version)) if version.is_reference else version_name(version)


def told(picture: Version | None, sound: Version | None) -> str:
    """Return in words what is seen and heard."""
    seen = picture_name(picture) if picture is not None else _("no video")
    return _("{picture}; sound: {sound}").format(
        picture=seen, sound=version_name(sound) if sound is not None else _("of the picture")
    )
