"""What is to be drafted, by which engines and where: the controls of the dialog, and the wish they make."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from crossreel.domain.drafting.batch import Stage
from crossreel.domain.engines.engine_info import EngineInfo, EngineKind
from crossreel.domain.text.column_name import is_full, is_signs, language_of
from crossreel.domain.views.grid import Matrix
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.money import price_words
from crossreel.kernel.marks import N_
from crossreel.ui.hub.draft_words import engine_name
from crossreel.ui.kit.flow import flowing
from crossreel.ui.kit.form import Field, beside, choice, chosen
from crossreel.ui.kit.labels import label
from crossreel.ui.places.title.run_dialog import CHOSEN, CLUSTER, RunForm, Wish

STAGES = (
    (Stage.READING, N_("Read burned-in text")),
    (Stage.HEARING, N_("Write down what is said")),
    (Stage.TRANSLATING, N_("Translate")),
)


@dataclass(frozen=True, slots=True)
class Again:
    """Lines to draft again, whoever rendered them: source cues of an episode, in a column."""

    episode_id: int
    column: str
    cue_ids: tuple[int, ...]


class DraftForm(RunForm):
    """Engines are offered once they were read."""

    def __init__(self, matrix: Matrix, cells: Sequence[tuple[int, str]], *, of_cells: bool, again: Again | None = None) -> None:
        self._chosen = tuple(dict.fromkeys(episode_id for episode_id, _column in cells))
        super().__init__(len(matrix.rows), len(self._chosen), of_chosen=of_cells)
        self._matrix, self._again = matrix, again
        self.stages: dict[Stage, QCheckBox] = {}
        self.engines: dict[Stage, QComboBox] = {}
        self._lacks: dict[Stage, QLabel] = {}
        self.languages: dict[str, QCheckBox] = {}
        self.refused = QCheckBox(_("Refused drafts as well"))
        self.anew = QCheckBox(_("Anew where a machine wrote the source and no person touched it"))
        self.refused.setChecked(True)
        wanted = [column for _episode, column in cells] if of_cells else []
        self._lay_out(self._preselected(wanted))
        self.show_engines(())

    def _lay_out(self, languages: Sequence[str]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._stage_rows())
        if self._again is None:
            column.addWidget(label(_("Languages"), "label"))
            column.addWidget(self._language_boxes(languages))
            column.addWidget(self.refused)
        self._where_field, self._address_field = Field(_("Local engines run"), self.where), Field(_("Address"), self.address)
        self._episodes_field = Field(_("Episodes"), self.episodes)
        column.addLayout(beside(self._episodes_field, self._where_field))
        column.addWidget(self._address_field)
        self._episodes_field.setVisible(self._again is None)
        self._where_field.setVisible(self._again is None)
        self._address_field.hide()
        for box in (self.refused, self.anew):
            box.setAccessibleName(box.text())
            box.toggled.connect(lambda _on: self.changed.emit())
        for chooser in (self.episodes, self.where):
            chooser.currentIndexChanged.connect(lambda _at: self._turned())
        self.address.textEdited.connect(lambda _text: self.changed.emit())

    def _stage_rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for at, (stage, words) in enumerate(STAGES):
            box, engine, lacks = QCheckBox(_(words)), choice((), ""), label("", "hint", wrap=True)
            box.setAccessibleName(_(words))
            engine.setAccessibleName(_("Engine: {does}").format(does=_(words)))
            box.toggled.connect(lambda _on: self._turned())
            engine.currentIndexChanged.connect(lambda _at: self.changed.emit())
            self.stages[stage], self.engines[stage], self._lacks[stage] = box, engine, lacks
            for part, place in ((box, 0), (engine, 1), (lacks, 1)):
                grid.addWidget(part, at, place)
                part.setVisible(False)  # it has no window yet
        grid.addWidget(self.anew, len(STAGES), 0, 1, 2)
        return grid

    def _language_boxes(self, preselected: Sequence[str]) -> QWidget:
        held, flow = flowing(12)
        for column in self._columns():
            box = QCheckBox(numbers.language_name(column))
            box.setAccessibleName(box.text())
            box.setChecked(column in preselected)
            box.toggled.connect(lambda _on: self.changed.emit())
            self.languages[column] = box
            flow.addWidget(box)
        if not self.languages:
            flow.addWidget(label(_("This title has no other language yet."), "hint"))
        return held

    def show_engines(self, engines: Sequence[EngineInfo]) -> None:
        """Offer the engines that can work; a stage that has none cannot be asked for."""
        for stage, _words in STAGES:
            able = [each for each in engines if each.kind is EngineKind(stage.value) and each.can_work]
            box, engine = self.stages[stage], self.engines[stage]
            before = chosen(engine)
            engine.blockSignals(True)
            engine.clear()
            for each in able:
                engine.addItem(_engine_words(each), each.setting.name)
                engine.setItemData(engine.count() - 1, _engine_words(each), Qt.ItemDataRole.ToolTipRole)
            engine.setCurrentIndex(max(0, engine.findData(before)))
            engine.blockSignals(False)
            engine.setToolTip(engine.currentText())
            first = not box.isEnabled()
            box.setEnabled(bool(able))
            if first or not able:
                box.setChecked(bool(able) and self._is_wanted(stage))
            shown = self._again is None or stage is Stage.TRANSLATING
            box.setVisible(shown)
            engine.setVisible(bool(able) and shown)
            lacks = [lack for each in engines if each.kind is EngineKind(stage.value) for lack in each.lacks]
            words = (
                _("It cannot work yet: “Engines and servers…” says what it lacks.") if lacks else _("No engine is set up for this.")
            )
            self._lacks[stage].setText(words)
            self._lacks[stage].setToolTip("\n".join(sentence(each.code, each.facts) for each in lacks))
            self._lacks[stage].setVisible(not able and shown)
        self._turned()

    def wish(self) -> Wish:
        """Return what is asked for."""
        engines = {stage: chosen(self.engines[stage]) for stage, box in self.stages.items() if box.isChecked()}
        title_id, options = self._matrix.title.id, dict[str, object]()
        if self._again is not None:
            options = {"again": [str(each) for each in self._again.cue_ids]}
            return Wish(title_id, engines, (self._again.column,), (self._again.episode_id,), options)
        if not self.refused.isChecked():
            options["refused"] = False
        if self.anew.isChecked() and (Stage.READING in engines or Stage.HEARING in engines):
            options["again_source"] = True
        columns = tuple(column for column, box in self.languages.items() if box.isChecked())
        episodes = self._chosen if chosen(self.episodes) == CHOSEN else None
        return Wish(title_id, engines, columns if Stage.TRANSLATING in engines else (), episodes, options, self.at)

    def lacks(self) -> str:
        """Say that nothing is ticked, where that is so."""
        return "" if any(box.isChecked() for box in self.stages.values()) else _("Tick what machines are to do.")

    def _turned(self) -> None:
        sourced = self.stages[Stage.READING].isChecked() or self.stages[Stage.HEARING].isChecked()
        self.anew.setVisible(sourced)
        self._address_field.setVisible(chosen(self.where) == CLUSTER)
        for stage, box in self.stages.items():
            self.engines[stage].setEnabled(box.isChecked())
        for box in self.languages.values():
            box.setEnabled(self.stages[Stage.TRANSLATING].isChecked())
        self.changed.emit()

    def _is_wanted(self, stage: Stage) -> bool:
        """Tell whether a stage is ticked at first: translating is, reading where an episode has no source."""
        source = self._matrix.title.source_language
        lacks = any(source not in row.cells or not row.cells[source].cue_count for row in self._matrix.rows)
        return stage is Stage.TRANSLATING or (stage is Stage.READING and lacks and self._again is None)

    def _columns(self) -> list[str]:
        source = self._matrix.title.source_language
        return [column for column in self._matrix.columns if language_of(column) != source]

    def _preselected(self, wanted: Sequence[str]) -> list[str]:
        """Return the languages that are wanted, else those in which something is missing."""
        mine = [column for column in self._columns() if column in wanted]
        return mine or [column for column in self._columns() if (is_full(column) or is_signs(column)) and self._lacks_lines(column)]

    def _lacks_lines(self, column: str) -> bool:
        cells = [row.cells.get(column) for row in self._matrix.rows]
        return any(cell is None or cell.track_id is None or cell.untranslated for cell in cells)


def _engine_words(info: EngineInfo) -> str:
    setting = info.setting
    return " · ".join(filter(None, (engine_name(info), setting.model, price_words(setting.price))))
