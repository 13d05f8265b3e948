"""One picture that a profile wants: what for, at which pixels, in which languages."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from crossreel.domain.catalog.artwork import ArtworkKind
from crossreel.domain.records.kinds.artwork import KINDS
from crossreel.domain.trade.profile_parts import ArtworkLanguages, ProfileArtwork
from crossreel.i18n.messages import _
from crossreel.i18n.profile_words import part_name
from crossreel.ui.kit.dialog import Dialog
from crossreel.ui.kit.form import Field, beside, button, buttons, choice, chosen

USUAL = ProfileArtwork(kind=ArtworkKind.COVER, width=1080, height=1440)
MEGABYTE = 1_000_000


class ArtworkDialog(Dialog):
    """`made(wanted)` is called with what was written."""

    def __init__(self, wanted: ProfileArtwork | None, made: Callable[[ProfileArtwork], object], window: QWidget) -> None:
        super().__init__(_("Artwork"), _("Close"), window, width=480)
        self._made, now = made, wanted or USUAL
        self._bytes = now.most_bytes
        self.kind = choice([(kind.value, _(words)) for kind, words in KINDS.items()], str(now.kind))
        self.type = choice([("jpg", "JPEG"), ("png", "PNG")], now.type)
        self.across, self.down, self.megabytes = _whole(now.width, 10_000), _whole(now.height, 10_000), _whole(0, 1000, least=0)
        self.megabytes.setValue(now.most_bytes // MEGABYTE)
        self.megabytes.setSpecialValueText(_("any size"))
        self.languages = choice([(each.value, part_name("languages", each)) for each in ArtworkLanguages], now.languages)
        self.required = QCheckBox(_("The package waits for it"))
        self.required.setChecked(now.required)
        self.keep = button(_("Keep"), "main")
        self.body.addLayout(beside(Field(_("What for"), self.kind), Field(_("Type"), self.type)))
        self.body.addLayout(beside(Field(_("Width in pixels"), self.across), Field(_("Height in pixels"), self.down)))
        self.body.addLayout(beside(Field(_("Languages"), self.languages), Field(_("Most megabytes"), self.megabytes)))
        self.body.addWidget(self.required)
        self.body.addLayout(buttons(self.keep))
        self.keep.clicked.connect(self._keep)

    def _keep(self) -> None:
        megabytes = self.megabytes.value()
        same = megabytes == self._bytes // MEGABYTE
        wanted = ProfileArtwork(
            kind=chosen(self.kind), width=self.across.value(), height=self.down.value(), type=chosen(self.type),
            languages=ArtworkLanguages(chosen(self.languages)), required=self.required.isChecked(),
            most_bytes=self._bytes if same else megabytes * MEGABYTE,
        )  # fmt: skip
        self.leave()
        self._made(wanted)


def _whole(value: int, most: int, *, least: int = 1) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    return made
