"""One subtitle format of a profile: which, with which options, for which scripts."""

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from crossreel.domain.delivery import ProfileFormat
from crossreel.domain.text.document import WriteOptions
from crossreel.domain.text.write_option import DISPLAY_STANDARDS, read_option
from crossreel.domain.trade.profile_offers import ProfileOffers
from crossreel.i18n.messages import _
from crossreel.i18n.profile_words import part_name
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, button, buttons, choice, chosen, line

CHOICES = {
    "newline": (("\n", "LF"), ("\r\n", "CRLF")),
    "bidi": (("plain", "plain"), ("rlm", "RLM"), ("embed", "RLE … PDF")),
    "display_standard": tuple((each, each) for each in DISPLAY_STANDARDS),
}
FLAGS = frozenset(each.name for each in fields(WriteOptions) if isinstance(each.default, bool))
UNSET = ""


class FormatDialog(Dialog):
    """`made(entry)` is called with what was written."""

    def __init__(
        self, offers: ProfileOffers, entry: ProfileFormat | None, made: Callable[[ProfileFormat], object], window: QWidget
    ) -> None:
        super().__init__(_("Subtitle format"), _("Close"), window, width=520)
        self._offers, self._made = offers, made
        self._entry = entry or ProfileFormat(format_id=next(iter(offers.formats)))
        self.format = choice([(each, title) for each, (title, _options) in offers.formats.items()], self._entry.format_id)
        self.scripts = line(", ".join(self._entry.for_scripts), _("all"))
        self._options: dict[str, QComboBox | QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        self.body.addWidget(Field(_("Format"), self.format))
        self._column = self.scrolling()
        hint = _("Four letters each, Arab or Latn, between commas; empty for all. Of two entries the first that fits is used.")
        self.body.addWidget(Field(_("For languages written in"), self.scripts, hint))
        self.keep = button(_("Keep"), "main")
        self.body.addLayout(buttons(self.keep))
        self.keep.clicked.connect(self._keep)
        self.format.activated.connect(lambda _at: self._offer_options())
        self._offer_options()

    def _offer_options(self) -> None:
        for field in self._fields.values():
            self._column.removeWidget(field)
            field.deleteLater()
        self._options, self._fields = {}, {}
        same = chosen(self.format) == self._entry.format_id
        for name in self._offers.formats[chosen(self.format)][1]:
            value = self._entry.options.get(name) if same else None
            self._options[name] = control = _control(name, value)
            self._fields[name] = made = Field(part_name("option", name), control)
            self._column.addWidget(made)

    def _keep(self) -> None:
        options, wrong = {}, False
        for name, control in self._options.items():
            written = chosen(control) if isinstance(control, QComboBox) else control.text().strip()
            try:
                if written != UNSET:
                    options[name] = read_option(name, _value(name, written))
                self._fields[name].complain("")
            except (KeyError, ValueError):
                self._fields[name].complain(_("“{text}” cannot be used here.").format(text=written))
                wrong = True
        scripts = tuple(each.strip() for each in self.scripts.text().split(",") if each.strip())
        if not wrong:
            self.leave()
            self._made(ProfileFormat(format_id=chosen(self.format), options=options, for_scripts=scripts))


def _control(name: str, value: object) -> QComboBox | QLineEdit:
    unset = (UNSET, _("as it always is"))
    if name in FLAGS:
        written = UNSET if value is None else str(value)
        return choice([unset, ("True", _("yes")), ("False", _("no"))], written)
    if name in CHOICES:
        return choice([unset, *CHOICES[name]], str(value) if value is not None else UNSET)
    return line(str(value) if value is not None else "", _("as it always is"))


def _value(name: str, written: str) -> object:
    if name in FLAGS:
        return written == "True"
    return int(written) if written.isdecimal() and name in ("width", "height") else written
