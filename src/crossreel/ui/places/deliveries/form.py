"""What is to be delivered: profile, languages, folder."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crossreel.domain.delivery import Profile, Profiles
from crossreel.domain.errors import BadInput
from crossreel.domain.trade.territory import read_territories
from crossreel.domain.views.delivery_board import BoardBuyer
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import language_name, role_name
from crossreel.services.files.territories import territories
from crossreel.ui.kit.checks import Checks
from crossreel.ui.kit.choice_box import ChoiceBox
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import Field, button, in_line, line
from crossreel.ui.kit.labels import label

USUAL = "app-standard"
"""The profile that is chosen until somebody chooses another one."""


class DeliveryForm(QWidget):
    """The form on the leading side of the deliveries place. `changed` asks for another plan."""

    changed = Signal()
    build_asked = Signal()
    buyers_asked = Signal()
    profile_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(320)
        self.buyer = ChoiceBox()
        self.buyers = _leading(_("Buyers…"), _("Go to the buyers: add one, or choose its profile."), self.buyers_asked)
        self.profile = ChoiceBox()
        tip = _("Go to the profile: see what it asks for, and make one of your own from it.")
        self.open_profile = _leading(_("Profiles…"), tip, self.profile_asked)
        self.folder = line()
        self.choose = button(_("Choose…"))
        self.allow = QCheckBox(_("Deliver with open findings"))
        self.allow.setAccessibleName(self.allow.text())
        self.allow.setToolTip(_("What is let through is recorded in the package with your name."))
        self.changed_only = QCheckBox(_("Only what changed since"))
        self.changed_only.setAccessibleName(self.changed_only.text())
        self.changed_only.setToolTip(_("What the buyer has as it is now is not sent again."))
        self.build = button(_("Build the package"), "main")
        self.territories = _territory_line()
        self._where = Field(_("Territories"), self.territories)
        self._languages = Checks()
        self._languages.setAccessibleName(_("Languages"))
        self._languages.changed.connect(self._languages_changed)
        self._roles, self._offered = Checks(), tuple[str, ...]()
        self._roles.changed.connect(self.changed)
        self._about = QLabel()
        self._about.setWordWrap(True)
        self._about.setProperty("role", "hint")
        self.broken = QLabel()
        self.broken.setWordWrap(True)
        self.broken.setProperty("role", "error")
        self.broken.hide()
        self._own_languages = False
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self.buyer.activated.connect(self._buyer_chosen)
        self.changed_only.toggled.connect(self.changed)
        self.profile.activated.connect(self._profile_chosen)
        self.allow.toggled.connect(self.changed)
        self.choose.clicked.connect(self._choose_folder)
        self.folder.textChanged.connect(self.changed)
        self.territories.textChanged.connect(self.changed)
        self.build.clicked.connect(self.build_asked)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("clear")
        self._form = layout = QFormLayout(inside)
        layout.setContentsMargins(20, 16, 20, 8)
        layout.setVerticalSpacing(8)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        rows: tuple[tuple[str, QWidget, QPushButton | None], ...] = (
            (_("Buyer"), self.buyer, self.buyers),
            (_("Profile"), self.profile, self.open_profile),
            ("", self._about, None),
            ("", self.broken, None),
            (_("Languages"), self._languages, None),
            (_("Roles"), self._roles, None),
        )
        for words, part, leading in rows:
            if not words:
                layout.addRow(part)
                continue
            name = label(words, "label")
            name.setBuddy(part)
            part.setAccessibleName(words)
            layout.addRow(name if leading is None else in_line(name, leading), part)
        layout.addRow(self._where)
        self.show_buyers(())
        for box in (self.buyer, self.profile):  # however long a name is, the form stays as wide as it is
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self._put_together(inside)

    def _put_together(self, inside: QWidget) -> None:
        """Let the fields scroll, and keep what is decided last in sight."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(area, 1)
        target = QHBoxLayout()
        target.addWidget(self.folder, 1)
        target.addWidget(self.choose)
        self.folder.setAccessibleName(_("Build in folder"))
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 8, 20, 16)
        foot.setSpacing(8)
        foot.addWidget(self.changed_only)
        foot.addWidget(self.allow)
        foot.addWidget(label(_("Build in folder"), "label"))
        foot.addLayout(target)
        foot.addWidget(self.build)
        column.addLayout(foot)

    def show_buyers(self, buyers: Sequence[BoardBuyer]) -> None:
        """Offer the buyers that are known, and whoever the profile is of."""
        before = self.buyer_code()
        self.buyer.clear()
        self.buyer.addItem(_("Whoever the profile is of"), None)
        for each in buyers:
            self.buyer.addItem(f"{each.code} · {each.name}" if each.name else each.code, each)
            if each.code == before:
                self.buyer.setCurrentIndex(self.buyer.count() - 1)

    def choose_buyer(self, code: str) -> None:
        """Choose a buyer: its profile, its languages, and only what changed."""
        for at in range(self.buyer.count()):
            each = self.buyer.itemData(at)
            if isinstance(each, BoardBuyer) and each.code == code:
                self.buyer.setCurrentIndex(at)
                self._buyer_chosen()

    def buyer_code(self) -> str:
        """Return the code of the chosen buyer, "" for whoever the profile is of."""
        chosen = self.buyer.currentData()
        return chosen.code if isinstance(chosen, BoardBuyer) else ""

    def asked_languages(self) -> tuple[str, ...]:
        """Return the languages to ask for, () for those of the buyer, which the plan will tell."""
        return () if self._own_languages else self.languages()

    def follows_buyer(self) -> bool:
        """Tell whether the languages are those of the buyer."""
        return self._own_languages

    def tick_languages(self, tags: Sequence[str]) -> None:
        """Tick the languages that follow from the buyer."""
        if self._own_languages:
            blocked = self._languages.blockSignals(True)
            self._languages.choose(tags)
            self._languages.blockSignals(blocked)

    def _languages_changed(self) -> None:
        self._own_languages = False
        self.changed.emit()

    def _buyer_chosen(self) -> None:
        chosen = self.buyer.currentData()
        own = isinstance(chosen, BoardBuyer)
        self._own_languages = own
        blocked = self.changed_only.blockSignals(True)
        self.changed_only.setChecked(own)
        self.changed_only.blockSignals(blocked)
        at = self._profile_at(chosen.profile_id) if isinstance(chosen, BoardBuyer) else -1
        if at >= 0:
            self.profile.setCurrentIndex(at)
        self._profile_chosen()

    def _profile_at(self, profile_id: str) -> int:
        ids = [each.id if isinstance(each := self.profile.itemData(at), Profile) else "" for at in range(self.profile.count())]
        return ids.index(profile_id) if profile_id in ids else -1

    def show_profiles(self, profiles: Profiles) -> None:
        """Offer the delivery profiles that can be read, and say what is wrong with the others."""
        before = self.profile_id()
        self.profile.clear()
        for each in profiles.known:
            self.profile.addItem(each.name, each)
        self.profile.setCurrentIndex(max(0, self._profile_at(before or USUAL)))
        self.broken.setText("\n".join(sentence(error.code, error.facts) for error in profiles.broken.values()))
        self.broken.setVisible(bool(profiles.broken))
        self._describe()

    def show_languages(self, tags: Sequence[str], chosen: Sequence[str]) -> None:
        """Offer the languages of the title."""
        blocked = self._languages.blockSignals(True)
        self._languages.offer([(tag, f"{language_name(tag)} ({tag})") for tag in tags], chosen)
        self._languages.blockSignals(blocked)

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

    def where(self) -> tuple[str, ...] | None:
        """Return the codes of the territories that it is meant for, () where nobody says; None for what is none, said at the field.

        Of a code whose second letter is still to come nothing is said.
        """
        written = self.territories.text()
        try:
            found = read_territories(written, territories())
        except BadInput as error:
            begun = self.territories.hasFocus() and len(str(error.facts["written"])) < 2
            self._where.complain("" if begun else sentence(error.code, error.facts))
            return None
        self._where.complain("")
        return found

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
        may_pass = not isinstance(chosen, Profile) or chosen.findings_may_pass
        self.allow.setEnabled(may_pass)
        self.allow.setChecked(self.allow.isChecked() and may_pass)
        if isinstance(chosen, Profile):
            formats = ", ".join(each.format_id.upper() for each in chosen.formats)
            words = _("For {buyer}. Formats: {formats}. Version {version}.")
            self._about.setText(words.format(buyer=self.buyer_code() or chosen.buyer, formats=formats, version=chosen.version))

    def _choose_folder(self) -> None:
        folder = FileDialog.choose_folder(self, _("Choose a folder to build the package in"), self.folder.text())
        if folder:
            self.folder.setText(folder)


def _territory_line() -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(_("Wherever the rights reach"))
    line.setToolTip(_("Where it is meant to be shown, for example SG, TH: the buyer's rights must reach there."))
    return line


def _leading(words: str, tip: str, asked: SignalInstance) -> QPushButton:
    """Make a button beside a list that leads to where what it lists is made."""
    made = button(words, "quiet")
    made.setToolTip(tip)
    made.clicked.connect(asked)
    return made
