"""What is to be burned in, how it is encoded and where it goes: the controls of the dialog, and the wish they make."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from crossreel.domain.burning.choices import BurnChoices
from crossreel.domain.burning.codec import BurnCodec
from crossreel.domain.drafting.batch import Stage
from crossreel.domain.picture.hiding import Hide
from crossreel.domain.preferences import Preferences
from crossreel.domain.quality.loudness_choice import LoudnessOffer
from crossreel.domain.text.column_name import is_signs
from crossreel.domain.views.grid import Matrix
from crossreel.i18n import numbers
from crossreel.i18n.loudness import offer_name
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.flow import flowing
from crossreel.ui.kit.form import Field, beside, button, choice, chosen, in_line, line
from crossreel.ui.kit.labels import label
from crossreel.ui.places.title.run_dialog import CHOSEN, CLUSTER, RunForm, Wish

BY_RATE = "kbps"
HIDES = ((Hide.NOTHING, N_("Leave it")), (Hide.BLUR, N_("Blur it")), (Hide.BOX, N_("Cover it")))
QUALITIES = ((-4, N_("Best")), (0, N_("Very good")), (5, N_("Good")), (10, N_("Small")))
"""Steps from the quality that is usual for a codec."""
EFFORTS = (("veryfast", N_("Fast")), ("medium", N_("Usual")), ("slow", N_("Careful")))
SIDES = (("above", N_("above")), ("below", N_("below")))
USUAL_KBPS = "6000"


class BurnForm(RunForm):
    """Every language of the title may be burned in, that of the source too."""

    def __init__(
        self, matrix: Matrix, cells: Sequence[tuple[int, str]], codecs: Sequence[BurnCodec], preferences: Preferences, *,
        folder: str, of_cells: bool,
    ) -> None:  # fmt: skip
        self._chosen = tuple(dict.fromkeys(episode_id for episode_id, _column in cells))
        super().__init__(len(matrix.rows), len(self._chosen), of_chosen=of_cells)
        self._matrix, self._codecs = matrix, {each.id: each for each in codecs}
        wanted = {column for _episode, column in cells} if of_cells else set()
        self.languages = {column: self._box(numbers.language_name(column), column in wanted) for column in matrix.columns}
        self.signs = self._box(_("Signs of each language as well"), False)
        self.folder, self.choose = line(folder, _("Folder")), button(_("Choose…"))
        self.codec = choice([(each.id, sentence(f"burning.codec_{each.id}")) for each in codecs], codecs[0].id)
        self.quality = choice([*((str(step), _(words)) for step, words in QUALITIES), (BY_RATE, _("By bitrate"))], "0")
        self.kbps = line(USUAL_KBPS)
        self.effort = choice([(preset, _(words)) for preset, words in EFFORTS], "medium")
        self.hide_line = choice([(each.value, _(words)) for each, words in HIDES], preferences.source_line)
        self.sound = choice([("", _("As it is"))], "")
        self.heard = choice([("", _("That of the picture")), ("dubbed", _("Dubbed, in each language"))], "")
        none = [("", _("None"))]
        self.second = choice([*none, *((each, numbers.language_name(each)) for each in matrix.columns)], "")
        self.side = choice([(side, _(words)) for side, words in SIDES], preferences.second_caption or "above")
        self.even = self._box(_("Make frames of uneven length even"), False)
        self.registers = self._box(_("Keep each master as a version of its episode"), True)
        self.only_changed = self._box(_("Only masters whose text or times changed, and new ones"), True)
        self.replaces = self._box(_("Replace files that are there already"), False)
        self._lay_out()
        self._connect()
        self._turned()

    def _box(self, words: str, on: bool) -> QCheckBox:
        made = QCheckBox(words)
        made.setAccessibleName(words)
        made.setChecked(on)
        made.toggled.connect(lambda _on: self.changed.emit())
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        held, flow = flowing(12)
        for box in self.languages.values():
            flow.addWidget(box)
        column.addWidget(label(_("Languages"), "label"))
        column.addWidget(held)
        column.addWidget(self.signs)
        self.signs.setVisible(any(is_signs(each) for each in self._matrix.columns))
        column.addWidget(Field(_("Folder for the masters"), in_line(self.folder, self.choose)))
        self.folder.setAccessibleName(_("Folder for the masters"))
        self._rate_field, self._effort_field = Field(_("Kilobits a second"), self.kbps), Field(_("Encoding"), self.effort)
        self._quality_field, self._side_field = Field(_("Quality"), self.quality), Field(_("Where it stands"), self.side)
        self._address_field = Field(_("Address"), self.address)
        column.addLayout(beside(Field(_("Codec"), self.codec), self._quality_field))
        column.addLayout(beside(self._rate_field, self._effort_field))
        column.addLayout(beside(Field(_("Burned-in source line"), self.hide_line), Field(_("Loudness of the sound"), self.sound)))
        column.addLayout(beside(Field(_("Sound"), self.heard), Field(_("Second language"), self.second)))
        column.addWidget(self._side_field)
        column.addLayout(beside(Field(_("Episodes"), self.episodes), Field(_("Masters are made"), self.where)))
        column.addWidget(self._address_field)
        self.even.setVisible(any(row.media is not None and row.media.variable_frame_rate for row in self._matrix.rows))
        for each in (self.even, self.registers, self.only_changed, self.replaces):
            column.addWidget(each)

    def _connect(self) -> None:
        choosers = (
            self.codec, self.quality, self.effort, self.hide_line, self.sound, self.heard, self.second, self.side, self.episodes,
            self.where,
        )  # fmt: skip
        for chooser in choosers:
            chooser.currentIndexChanged.connect(lambda _at: self._turned())
        for field in (self.folder, self.kbps, self.address):
            field.textEdited.connect(lambda _text: self.changed.emit())
        self.choose.clicked.connect(self._choose)

    def show_loudness(self, offers: Sequence[LoudnessOffer]) -> None:
        """Offer targets that the sounds can be brought to."""
        self.sound.blockSignals(True)
        for offer in offers:
            self.sound.addItem(offer_name(offer), offer.id)
        self.sound.blockSignals(False)

    def wish(self) -> Wish:
        """Return what is asked for."""
        columns = tuple(column for column, box in self.languages.items() if box.isChecked())
        episodes = self._chosen if chosen(self.episodes) == CHOSEN else None
        return Wish(
            self._matrix.title.id, {Stage.BURNING: chosen(self.codec)}, columns, episodes, self._choices().options(), self.at
        )

    def lacks(self) -> str:
        """Say what has to be said first."""
        if not any(box.isChecked() for box in self.languages.values()):
            return _("Tick the languages to burn in.")
        if not self.folder.text().strip():
            return _("Say which folder the masters are written to.")
        return _("Write the bitrate as a number of kilobits a second.") if self._by_rate() and not self._kbps() else ""

    def _choices(self) -> BurnChoices:
        codec = self._codecs[chosen(self.codec)]
        by_quality = codec.has_quality and not self._by_rate()
        quality = min(codec.worst, codec.quality + int(chosen(self.quality))) if by_quality else None
        return BurnChoices(
            out=self.folder.text().strip(), codec=codec.id, quality=quality, kbps=self._kbps() if self._by_rate() else 0,
            preset=chosen(self.effort) if codec.presets else "", hide=Hide(chosen(self.hide_line)), loudness=chosen(self.sound),
            even=self.even.isChecked(), second=chosen(self.second), below=chosen(self.side) == "below",
            signs=self.signs.isChecked(), replaces=self.replaces.isChecked(), changed=self.only_changed.isChecked(),
            registers=self.registers.isChecked(), sound=chosen(self.heard),
        )  # fmt: skip

    def _by_rate(self) -> bool:
        return self._codecs[chosen(self.codec)].has_quality and chosen(self.quality) == BY_RATE

    def _kbps(self) -> int:
        written = self.kbps.text().strip()
        return int(written) if written.isascii() and written.isdecimal() else 0

    def _turned(self) -> None:
        codec = self._codecs[chosen(self.codec)]
        self._quality_field.setVisible(codec.has_quality)
        self._rate_field.setVisible(self._by_rate())
        self._effort_field.setVisible(bool(codec.presets))
        self._side_field.setVisible(bool(chosen(self.second)))
        self._address_field.setVisible(chosen(self.where) == CLUSTER)
        self.changed.emit()

    def _choose(self) -> None:
        found = FileDialog.choose_folder(self, _("Folder for the masters"), self.folder.text().strip())
        if found:
            self.folder.setText(found)
            self.changed.emit()
