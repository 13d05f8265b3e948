"""The metadata panel: all that is said about a title, its words in each language, and its cover."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from crossreel.domain.catalog.title import CODE_PATTERN, Title, TitleText
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import CrossreelError
from crossreel.domain.picture.picture_file import PictureFile
from crossreel.domain.text.listed import words_of
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.drawer.metadata.frame_picker import FrameDialog
from crossreel.ui.drawer.metadata.guide_choice import GuideChoice
from crossreel.ui.drawer.metadata.loudness_choice import LoudnessList
from crossreel.ui.drawer.metadata.title_records import TitleRecords
from crossreel.ui.drawer.metadata.title_words import TitleWords
from crossreel.ui.hub.covers import Covers
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.typed_field import TypedField
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.kit.form import Field, beside, button, line
from crossreel.ui.kit.labels import label
from crossreel.ui.kit.title_head import CoverView

LATEST_YEAR = 2100
FIELDS = (
    ("name", N_("Name")),
    ("original_name", N_("Original name")),
    ("code", N_("Code")),
    ("year", N_("Year")),
    ("promised_episodes", N_("Promised episodes")),
    ("country", N_("Country")),
    ("rating", N_("Rating")),
    ("genres", N_("Genres")),
    ("tropes", N_("Tropes")),
    ("copyright_line", N_("Copyright line")),
)
SIDE_BY_SIDE = (("code", "year"), ("country", "rating"))


class MetadataPanel(QWidget):
    """A field is written while one types in it; what is being typed is not overwritten by an echo."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._covers = workspace, Covers.of(workspace)
        self._title: Title | None = None
        self._fields: dict[str, Field] = {}
        self._typed: dict[str, TypedField] = {}
        area, inside = QScrollArea(), QWidget()
        inside.setObjectName("clear")
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 4, 16, 16)
        self._column.setSpacing(10)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._build()
        self.setFocusProxy(self._control("name"))
        workspace.changed.connect(self._follow)
        workspace.opened_title.connect(self._reread)
        self._covers.arrived.connect(self._show_cover)
        self._reread()

    def _build(self) -> None:
        self._build_cover()
        for attribute, words in FIELDS:
            control = line()
            control.setReadOnly(self._workspace.read_only)
            key, write = partial(self._key, attribute), partial(self._write, attribute)
            typed = self._typed[attribute] = TypedField(self._workspace, control, key, write, _(words))
            typed.left.connect(partial(self._complain, attribute))
            typed.refused.connect(partial(self._refused, attribute))
            hint = _("Separate them by commas.") if attribute in ("genres", "tropes") else ""
            self._fields[attribute] = Field(_(words), control, hint)
        self._lay_out_fields()
        self.guide = GuideChoice(self._workspace)
        self._column.addWidget(self.guide)
        self.loudness = LoudnessList(self._workspace)
        self._column.addWidget(self.loudness)
        self._source = label("", "hint", wrap=True)
        self._column.addWidget(self._source)
        self._column.addSpacing(8)
        self.words = TitleWords(self._workspace)
        self._column.addWidget(self.words)
        self._column.addSpacing(8)
        self.records = TitleRecords(self._workspace)
        self._column.addWidget(self.records)
        self._column.addStretch(1)

    def _build_cover(self) -> None:
        self.cover = CoverView()
        self.cover.clicked.connect(self._cover_from_file)
        beside_cover = QWidget()
        stack = QVBoxLayout(beside_cover)
        stack.setContentsMargins(0, 0, 0, 0)
        self.no_cover = button(_("Remove"))
        acts = (
            (button(_("From a file…")), _("Cover from a file…"), self._cover_from_file),
            (button(_("From a frame…")), _("Cover from a frame…"), self._cover_from_frame),
            (self.no_cover, _("Take the cover away"), self._clear_cover),
        )
        for made, words, act in acts:
            made.setToolTip(words)
            made.setAccessibleName(words)
            made.clicked.connect(act)
            made.setEnabled(not self._workspace.read_only)
            stack.addWidget(made)
        stack.addStretch(1)
        row = beside(beside_cover)
        row.insertWidget(0, self.cover)
        self._column.addLayout(row)

    def _lay_out_fields(self) -> None:
        paired = {name for pair in SIDE_BY_SIDE for name in pair}
        for attribute, _words in FIELDS:
            pair = next((each for each in SIDE_BY_SIDE if each[0] == attribute), None)
            if pair is not None:
                self._column.addLayout(beside(*(self._fields[name] for name in pair)))
            elif attribute not in paired:
                self._column.addWidget(self._fields[attribute])

    def _control(self, attribute: str) -> QLineEdit:
        control = self._fields[attribute].control
        assert isinstance(control, QLineEdit)
        return control

    def _follow(self, edit: Edit) -> None:
        if edit.ids("title") or edit.ids("title_text") or edit.ids("image"):
            self._reread()
        elif edit.ids("loudness_choice") and self._title is not None:
            self.loudness.show_title(self._title.id)

    def _reread(self, *_ignored: object) -> None:
        title_id = self._workspace.title_id
        self.setEnabled(title_id is not None)
        if title_id is not None:
            self._workspace.compute(call(read_title, self._workspace, title_id), then=self._take, topic="metadata")

    def _take(self, read: tuple[Title, tuple[TitleText, ...]]) -> None:
        title, texts = read
        another = self._title is None or self._title.id != title.id
        if another:
            for typed in self._typed.values():
                typed.hand_on()
        self._title = title
        for attribute, _words in FIELDS:
            typed, text = self._typed[attribute], written(title, attribute)
            typed.turn(text) if another else typed.show(text)
        self._source.setText(_("The source is {language}.").format(language=numbers.language_name(title.source_language)))
        self.guide.show_title(title)
        self.loudness.show_title(title.id)
        self.words.show_texts(title, texts)
        self.records.show_title(title.id)
        self._show_cover(title.id)

    def _show_cover(self, title_id: int) -> None:
        if self._title is not None and self._title.id == title_id:
            self.cover.set_cover(self._covers.get(title_id, self._title.cover_id), self._title.code)
            self.no_cover.setVisible(self._title.cover_id is not None)

    def _key(self, attribute: str) -> tuple[str, int, str]:
        return ("title", self._title.id if self._title is not None else 0, attribute)

    def _write(self, attribute: str, text: str, step_id: int) -> Callable[[str], Edit] | None:
        value, complaint = read_value(attribute, text)
        if self._title is None or complaint:
            return None
        self._fields[attribute].complain("")
        return partial(change_title, self._workspace, self._title.id, attribute, value, step_id)

    def _complain(self, attribute: str) -> None:
        """Say, once a field was left, why what stands in it cannot be written."""
        _value, complaint = read_value(attribute, self._typed[attribute].text())
        self._fields[attribute].complain(complaint)

    def _refused(self, attribute: str, error: CrossreelError) -> None:
        self._fields[attribute].complain(sentence(error.code, error.facts))

    def _cover_from_file(self) -> None:
        if self._workspace.read_only or self._title is None:
            return
        kinds = _("Pictures") + " (*.jpg *.jpeg *.png *.webp)"
        path = FileDialog.choose_file(self, _("Cover from a file"), "", kinds)
        if path:
            self.use_file(Path(path))

    def use_file(self, path: Path) -> None:
        """Make a picture file the cover."""
        try:
            picture = self._workspace.desk.previewing.read_picture(path)
        except CrossreelError as error:
            self._workspace.notify.tell(sentence(error.code, error.facts), kind="error")
            return
        self._set_cover(picture)

    def _cover_from_frame(self) -> None:
        matrix = Outline.of(self._workspace).matrix
        if matrix is None or not any(row.media for row in matrix.rows):
            self._workspace.notify.tell(_("No episode has a video yet to take a frame from."))
            return
        self._workspace.ask(lambda window: FrameDialog(self._workspace, window, self._set_cover))

    def _clear_cover(self) -> None:
        def said(_edit: Edit) -> None:
            undo = partial(self._workspace.do, "history.undo")
            self._workspace.notify.tell(_("The cover was taken away."), kind="done", button=_("Undo"), act=undo)

        if self._title is not None:
            self._workspace.perform(call(self._workspace.desk.cataloging.clear_cover, self._title.id), then=said)

    def _set_cover(self, picture: PictureFile) -> None:
        if self._title is not None:
            set_cover = self._workspace.desk.cataloging.set_cover
            use_case = call(set_cover, self._title.id, picture.data, picture.media_type, picture.width, picture.height)
            self._workspace.perform(use_case)


def read_title(workspace: Workspace, title_id: int) -> tuple[Title, tuple[TitleText, ...]]:
    """Read a title with its words in each language."""
    return workspace.desk.cataloging.title(title_id), tuple(workspace.desk.cataloging.texts(title_id))


def change_title(workspace: Workspace, title_id: int, attribute: str, value: object, step_id: int, seen: str) -> Edit:
    """Change one field of a title from what was seen in it; the others may be what they want by now."""
    cataloging = workspace.desk.cataloging
    title = cataloging.title(title_id)
    former, _complaint = read_value(attribute, seen)
    wanted, before = (replace(title, **cast(dict[str, Any], {attribute: each})) for each in (value, former))
    return cataloging.update_title(wanted, seen=before, step_id=step_id)


def written(title: Title, attribute: str) -> str:
    """Return a field of a title as it stands in its control."""
    value = getattr(title, attribute)
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def read_value(attribute: str, text: str) -> tuple[object, str]:
    """Return what was typed as the field's value, or a complaint."""
    if attribute == "code":
        return text, "" if CODE_PATTERN.fullmatch(text) else _("Use 2 to 16 capital letters and digits.")
    if attribute == "name":
        return text, "" if text else _("Give the title a name.")
    if attribute == "year":
        known = not text or (text.isdigit() and 1900 <= int(text) <= LATEST_YEAR)
        return (int(text) if text and known else None), "" if known else _("Write the year with four digits.")
    if attribute == "promised_episodes":
        fits = not text or (text.isdecimal() and int(text) > 0)
        return (int(text) if text and fits else None), "" if fits else _("Write how many episodes the title must have.")
    if attribute in ("genres", "tropes"):
        return words_of(text), ""
    return text, ""
