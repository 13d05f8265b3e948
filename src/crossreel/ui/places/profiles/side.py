"""Beside a profile: all of them, one's own first."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crossreel.domain.delivery import Profile, Profiles
from crossreel.i18n.messages import _, is_right_to_left
from crossreel.ui.kit.choice_list import ChoiceList
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.lines import Line

WIDTH = 250
USUAL = "app-standard"
"""Shown first while there is none of one's own."""


class ProfileSide(QWidget):
    """`chose(id)` says which profile is under the hands."""

    chose = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setProperty("mirrored", is_right_to_left())
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._ids: tuple[str, ...] = ()
        self.list = ChoiceList(_("Delivery profiles"))
        self._none = label(_("None of your own yet: “New delivery profile…” makes one from any of these."), "hint", wrap=True)
        self._none.setContentsMargins(16, 0, 12, 8)
        heading = label(_("Delivery profiles"), "strong")
        heading.setContentsMargins(16, 0, 12, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 0)
        column.setSpacing(4)
        for part in (heading, self._none):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self.list.selectionModel().currentChanged.connect(lambda now, _before: self._moved(now.row()))

    def show_profiles(self, found: Profiles, chosen: str, changed: Collection[str]) -> None:
        """Show the profiles, one's own first; `changed` are the ids of those that wait to be saved."""
        own = [each for each in found.known if each.id in found.own]
        shipped = [each for each in found.known if each.id not in found.own]
        names = {each.id: each.name for each in found.known}
        lines = [_line(at, each, names, own=each in own, changed=each.id in changed) for at, each in enumerate((*own, *shipped))]
        broken = sorted(found.broken)
        lines += [_broken(len(lines) + at, each) for at, each in enumerate(broken)]
        self._none.setVisible(not own)
        self._ids = (*(each.id for each in own), *(each.id for each in shipped), *broken)
        held = self.list.selectionModel().blockSignals(True)
        self.list.lines.set_lines(lines)
        self.list.selectionModel().blockSignals(held)
        row = next((self._ids.index(each) for each in (chosen, *(one.id for one in own), USUAL) if each in self._ids), 0)
        self.list.setCurrentIndex(self.list.lines.index(row))
        self._moved(row)

    def choose(self, profile_id: str) -> None:
        """Choose a profile."""
        if profile_id in self._ids:
            self.list.setCurrentIndex(self.list.lines.index(self._ids.index(profile_id)))

    def _moved(self, row: int) -> None:
        if 0 <= row < len(self._ids):
            self.chose.emit(self._ids[row])


def _line(at: int, profile: Profile, names: dict[str, str], *, own: bool, changed: bool) -> Line:
    if not own:
        return Line(key=at, icon="lock", token="text3", words=profile.name, second=_("comes with the program"))
    if changed:
        return Line(key=at, icon="rename", token="accent", words=profile.name, second=_("changed, not saved"))
    parts = [_("version {version}").format(version=profile.version)]
    parts += [_("from {profile}").format(profile=names.get(profile.based_on, profile.based_on))] if profile.based_on else []
    return Line(key=at, icon="delivery", token="accent", words=profile.name, second=" · ".join(parts))


def _broken(at: int, name: str) -> Line:
    return Line(key=at, icon="finding", token="finding", words=name, second=_("cannot be read"))
