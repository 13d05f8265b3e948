"""What is to be delivered: profile, languages, folder."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from crossreel.domain.delivery import Profile, Profiles
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import language_name, role_name
from crossreel.ui.kit.checks import Checks
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import button


class DeliveryForm(QWidget):
    """The form on the leading side of the deliveries place. `changed` asks for another plan."""

    changed = Signal()
    build_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(320)
        self.profile = QComboBox()
        self.folder = QLineEdit()
        self.choose = button(_("Choose…"))
        self.allow = QCheckBox(_("Deliver with open findings"))
        self.allow.setAccessibleName(self.allow.text())
        self.allow.setToolTip(_("What is let through is recorded in the package with your name."))
        self.build = button(_("Build the package"), "main")
        self._languages = Checks()
        self._languages.setAccessibleName(_("Languages"))
        self._languages.changed.connect(self.changed)
        self._roles, self._offered = Checks(), tuple[str, ...]()
        self._roles.changed.connect(self.changed)
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._about.setProperty("role", "hint")
        self.broken = QLabel()
        self.broken.setWordWrap(True)
        self.broken.setProperty("role", "error")
        self.broken.hide()
        self._lay_out()
        self.profile.activated.connect(self._profile_chosen)
        self.allow.toggled.connect(self.changed)
        self.choose.clicked.connect(self._choose_folder)
        self.folder.textChanged.connect(self.changed)
        self.build.clicked.connect(self.build_asked)

    def _lay_out(self) -> None:
        self._form = layout = QFormLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setVerticalSpacing(8)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        target = QHBoxLayout()
        target.addWidget(self.folder, 1)
        target.addWidget(self.choose)
        rows: tuple[tuple[str, QWidget | QHBoxLayout], ...] = (
            (_("Profile"), self.profile),
            ("", self._about),
            ("", self.broken),
            (_("Languages"), self._languages),
            (_("Roles"), self._roles),
            (_("Build in folder"), target),
            ("", self.allow),
            ("", self.build),
        )
        for words, part in rows:
            if not words:
                layout.addRow(part)
                continue
            label = QLabel(words)
            label.setProperty("role", "label")
            if isinstance(part, QWidget):
                label.setBuddy(part)
                part.setAccessibleName(words)
            layout.addRow(label, part)
        self.folder.setAccessibleName(_("Build in folder"))

    def show_profiles(self, profiles: Profiles) -> None:
        """Offer the delivery profiles that can be read, and say what is wrong with the others."""
        self.profile.clear()
        for each in profiles.known:
            self.profile.addItem(each.name, each)
        self.broken.setText("\n".join(sentence(error.code, error.facts) for error in profiles.broken.values()))
        self.broken.setVisible(bool(profiles.broken))
        self._describe()

    def show_languages(self, tags: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer the languages of the title."""
        self._languages.offer([(tag, f"{language_name(tag)} ({tag})") for tag in tags], chosen)

    def show_roles(self, roles: Sequence[str]) -> None:
        """Offer the roles that the title has columns of, all but those that were taken off; of one alone there is no choice."""
        chosen = [role for role in roles if role not in self._offered or role in self.roles()]
        self._offered = tuple(roles)
        self._roles.offer([(role, role_name(role)) for role in roles], chosen)
        self._form.setRowVisible(self._roles, len(roles) > 1)

    def roles(self) -> tuple[str, ...]:
        """Return the roles that are ticked."""
        return self._roles.chosen()

    def languages(self) -> tuple[str, ...]:
        """Return the languages that are ticked."""
        return self._languages.chosen()

    def profile_id(self) -> str:
        """Return the chosen profile, "" for none."""
        chosen = self.profile.currentData()
        return chosen.id if isinstance(chosen, Profile) else ""

    def push_buttons(self) -> tuple[QPushButton, ...]:
        """Return what is locked while a package is being built."""
        return self.build, self.choose

    def _profile_chosen(self) -> None:
        self._describe()
        self.changed.emit()

    def _describe(self) -> None:
        chosen = self.profile.currentData()
        if isinstance(chosen, Profile):
            formats = ", ".join(each.format_id.upper() for each in chosen.formats)
            words = _("For {buyer}. Formats: {formats}. Version {version}.")
            self._about.setText(words.format(buyer=chosen.buyer, formats=formats, version=chosen.version))

    def _choose_folder(self) -> None:
        folder = FileDialog.choose_folder(self, _("Choose a folder to build the package in"), self.folder.text())
        if folder:
            self.folder.setText(folder)
