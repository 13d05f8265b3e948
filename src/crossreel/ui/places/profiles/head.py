"""What stands over a profile: its name, what it is, and what is done with it as a whole."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crossreel.domain.delivery import Profile
from crossreel.i18n.messages import _
from crossreel.i18n.profile_words import about_words
from crossreel.ui.kit.form import button
from crossreel.ui.kit.labels import ElidedLabel, label


class ProfileHead(QWidget):
    """Buttons that cannot be used are not there."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._about = ElidedLabel("", "heading", filling=True), label("", "second", wrap=True)
        self.derive, self.save = button(_("Make one from it…")), button(_("Save"), "main")
        self.discard, self.delete = button(_("Discard")), button(_("Delete…"), "quiet")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        for each in (self.delete, self.derive, self.discard, self.save):
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._about)

    def show_profile(self, profile: Profile, base: str, *, own: bool, changed: bool, sound: bool) -> None:
        """Say what is shown, and offer what can be done with it."""
        self._name.setText(profile.name)
        self._about.setText(about_words(profile, base, own=own))
        self.delete.setVisible(own and not changed)
        self.derive.setVisible(not changed)
        self.discard.setVisible(changed)
        self.save.setVisible(changed)
        self.save.setEnabled(sound)
        self.save.setText(_("Save as version {version}").format(version=int(profile.version) + 1) if own else _("Save"))

    def show_broken(self, name: str, words: str, *, own: bool) -> None:
        """Say why a profile cannot be read."""
        self._name.setText(name)
        self._about.setText(words)
        for each in (self.derive, self.discard, self.save):
            each.hide()
        self.delete.setVisible(own)

    def about(self) -> str:
        """Return what is said of the profile."""
        return self._about.text()
