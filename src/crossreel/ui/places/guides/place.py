"""The place of style guides: sets and languages at the side, the figures of one language beside them."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crossreel.domain.errors import CrossreelError
from crossreel.domain.quality.guide_file import GuideFigure, GuideFile
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.style_guides import figure_name, set_name
from crossreel.ui.hub.guide_shelf import PLACE, GuideShelf, may_use
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.place_steps import PlaceSteps, Steps
from crossreel.ui.hub.workspace import Status, Workspace
from crossreel.ui.places.guides.carrying import Carrying
from crossreel.ui.places.guides.faults import FaultList
from crossreel.ui.places.guides.figure_table import FigureTable
from crossreel.ui.places.guides.head import FigureFoot, GuideHead
from crossreel.ui.places.guides.side import GuideSide
from crossreel.ui.places.guides.steps import Figured, GuideSteps, Stood, Whole


class GuidesPlace(QWidget):
    """What is shown is what the files hold: every change is written first and read back."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._workspace, self._shelf = workspace, GuideShelf.of(workspace)
        self.files: tuple[GuideFile, ...] = ()
        self.language = ""
        self.side, self.head, self.foot = GuideSide(), GuideHead(), FigureFoot()
        self.table, self.faults = FigureTable(), FaultList()
        self._pages = QStackedWidget()
        self._steps = GuideSteps(self._put_as_it_was)
        self.carrying = Carrying(workspace, self, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.side.sets)
        self.read()

    @property
    def shown(self) -> GuideFile | None:
        """The set under the hands."""
        return self._shelf.shown

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        self._pages.addWidget(figures)
        self._pages.addWidget(self.faults)
        right.addWidget(self.head)
        right.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addLayout(right, 1)
        around = (
            self.side.languages,
            self.head.delete,
            self.head.use,
            self.head.derive,
            self.table,
            self.foot.change,
            self.foot.reset,
        )
        for before, after in pairwise(around):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        workspace, carrying = self._workspace, self.carrying
        self.side.chose_set.connect(self._turn_set)
        self.side.chose_language.connect(self._turn_language)
        self.side.went_on.connect(self.table.setFocus)
        self.side.sets.unwanted.connect(carrying.delete)
        self.side.language_wanted.connect(carrying.add_language)
        self.side.language_unwanted.connect(carrying.reset_language)
        self.head.delete.clicked.connect(carrying.delete)
        self.head.use.clicked.connect(carrying.use)
        self.head.derive.clicked.connect(lambda: carrying.new())
        self.table.given.connect(self._give)
        self.table.taken_back.connect(self._take_back)
        self.table.refused.connect(lambda: carrying.new(then_change=True))
        rootless = _("This style guide is based on no other one: there is nothing to go back to. Change the figure instead.")
        self.table.rootless.connect(lambda: workspace.notify.tell(rootless))
        self.table.turned.connect(self._show_foot)
        self.foot.change.clicked.connect(lambda: self.table.change())
        self.foot.reset.clicked.connect(self.table.take_back)
        self.faults.folder_asked.connect(self._show_folder)
        asked: dict[str, Callable[[], object]] = {
            "new": carrying.new, "import": carrying.take_in, "export": carrying.give_out, "delete": carrying.delete,
            "use": carrying.use,
            "add_language": carrying.add_language, "reset_language": carrying.reset_language,
            "change": self.table.change, "reset": self.table.take_back,
        }  # fmt: skip
        self._shelf.asked.connect(lambda what: asked[what]())
        workspace.place_shown.connect(lambda place: self.read() if place == PLACE else self._leave())
        workspace.handing_on.connect(self.table.hand_on)
        PlaceSteps.of(workspace).put(PLACE, Steps(take_back=self._undo, do_again=self._redo))

    def read(self, *, guide_id: str = "", then: Callable[[], object] | None = None) -> None:
        """Read every set; show one, or the one that is wanted or was shown."""
        if guide_id:
            self._shelf.wanted = guide_id
        guiding = self._workspace.desk.guiding
        self._workspace.compute(call(guiding.files), then=partial(self._take_files, then), topic="guides.files")

    def _take_files(self, then: Callable[[], object] | None, files: tuple[GuideFile, ...]) -> None:
        self.files = files
        wanted = self._shelf.wanted or (self.shown.id if self.shown is not None else "")
        self._shelf.wanted = ""
        self.side.show_sets(files, wanted)
        if then is not None:
            then()

    def _turn_set(self, guide_id: str) -> None:
        found = next((each for each in self.files if each.id == guide_id), None)
        if found is None:
            return
        if self.shown is not None and self.shown.id != guide_id:
            self._finish()
        self._shelf.turn(found)
        tag = self.language or self._workspace.language or self._workspace_language()
        self.language = tag if tag in found.languages else next(iter(found.languages), "")
        own = {} if found.shipped else dict(found.own_figures)
        may_add = bool(found.digest) and not found.shipped
        self.side.show_languages(found.languages, own, self.language, may_add=may_add)
        self._show_set(found)
        self._read_figures()
        self._hint()

    def _workspace_language(self) -> str:
        return next(iter(self._workspace.languages), "")

    def _turn_language(self, tag: str) -> None:
        self._finish()
        self.language = tag
        if self.shown is not None:
            self._show_set(self.shown)
            self._read_figures()

    def _show_set(self, found: GuideFile) -> None:
        self.head.show_set(found, self.base_name(found), self.language, may_use=may_use(self._workspace))
        broken = bool(found.faults) or not found.digest
        self._pages.setCurrentIndex(1 if broken else 0)
        if broken:
            self.faults.show_faults(found)

    def keep_step(self, before: Whole, after: Whole) -> None:
        """Keep what was done with a set as a whole, so that undo takes it back."""
        self._steps.add(before, after)

    def base_name(self, found: GuideFile) -> str:
        """Return what the set is called that another one is based on, "" for none."""
        base = next((each for each in self.files if each.id == found.based_on), None)
        return set_name(base) if base is not None else found.based_on

    def _read_figures(self) -> None:
        found = self.shown
        if found is not None and self.language:
            figures = call(self._workspace.desk.guiding.figures, found.id, self.language)
            self._workspace.compute(figures, then=partial(self._take_figures, found), topic="guides.figures")

    def _take_figures(self, found: GuideFile, figures: tuple[GuideFigure, ...]) -> None:
        if self.shown is not None and self.shown.id == found.id:
            self.table.show_figures(found.id, figures, self.base_name(found), may_change=not found.shipped)
            self.carrying.shown()

    def _show_foot(self) -> None:
        found = self.shown
        may_change = found is not None and not found.shipped
        self.foot.show_figure(self.table.current(), may_change=may_change, is_derived=found is not None and bool(found.based_on))

    def _give(self, field: str, value: str, source: str) -> None:
        figure = next((each for each in self.table.figures() if each.field == field), None)
        if self.shown is None or figure is None:
            return
        guide_id, language = self.shown.id, self.language
        before = Figured.of(guide_id, language, figure)
        after = Figured(guide_id=guide_id, language=language, field=field, value=value, source=source)
        self._write(after, lambda: self._kept(before, after), self._refused)

    def _take_back(self, field: str) -> None:
        figure = next((each for each in self.table.figures() if each.field == field), None)
        if self.shown is None or figure is None:
            return
        before = Figured.of(self.shown.id, self.language, figure)
        after = Figured(guide_id=self.shown.id, language=self.language, field=field)
        self._write(after, lambda: self._kept(before, after), self._workspace.notify.problem)

    def _write(self, figured: Figured, then: Callable[[], object], failed: Callable[[BaseException], object]) -> None:
        """Have a figure written; Edit and history are of catalogs, a style guide is a file beside the preferences."""
        guiding = self._workspace.desk.guiding
        place = (figured.guide_id, figured.language, figured.field)
        if figured.value:
            use_case = call(guiding.set_figure, *place, figured.value, figured.source)
        else:
            use_case = call(guiding.reset, *place)
        self._workspace.jobs.run("write", use_case, then=lambda _file: then(), failed=failed)

    def _kept(self, before: Figured, after: Figured) -> None:
        self._steps.add(before, after)
        self._shelf.changed.emit()
        words = _("{figure}: kept. QC goes by it from the next check on.") if after.value else _("{figure}: taken back.")
        undo = partial(self._workspace.do, "history.undo")
        told = words.format(figure=figure_name(after.field))
        self._workspace.notify.tell(told, kind="done", button=_("Undo"), act=undo)
        self.table.close_editor()
        self.table.setFocus()
        self.read()

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, CrossreelError) or self.table.editor is None:
            self._workspace.notify.problem(error)
            return
        facts = {key: figure_name(value) if key in ("low", "high") else value for key, value in error.facts.items()}  # type: ignore[arg-type]
        self.table.complain(sentence(error.code, facts))

    def _put_as_it_was(self, stood: Stood, done: Callable[[], None]) -> None:
        self.table.close_editor()
        if isinstance(stood, Whole):
            self._put_whole(stood, done)
        else:
            self._put_figure(stood, done)

    def _put_whole(self, whole: Whole, done: Callable[[], None]) -> None:
        def written(_nothing: object) -> None:
            done()
            self._shelf.changed.emit()
            words = _("{guide}: gone again.") if whole.text is None else _("{guide}: as it was.")
            self._workspace.notify.tell(words.format(guide=whole.guide_id), kind="done")
            self.read(guide_id="" if whole.text is None else whole.guide_id, then=self.side.sets.setFocus)

        put = call(self._workspace.desk.guiding.put_text, whole.guide_id, whole.text)
        self._workspace.jobs.run("write", put, then=written, failed=partial(self._not_as_it_was, whole.guide_id))

    def _not_as_it_was(self, guide_id: str, error: BaseException) -> None:
        self._steps.forget(guide_id)
        self._workspace.notify.problem(error)

    def _put_figure(self, figured: Figured, done: Callable[[], None]) -> None:
        def written() -> None:
            done()
            self._shelf.changed.emit()
            self.language = figured.language
            self._workspace.notify.tell(_("{figure}: as it was.").format(figure=figure_name(figured.field)), kind="done")
            self.read(guide_id=figured.guide_id, then=lambda: self.table.want(figured.field))

        self._write(figured, written, partial(self._not_as_it_was, figured.guide_id))

    def _undo(self) -> bool:
        if not self._steps.take_back():
            self._workspace.notify.tell(_("Nothing was changed here that could be taken back."))
        return True

    def _redo(self) -> bool:
        if not self._steps.do_again():
            self._workspace.notify.tell(_("Nothing was taken back here that could be done again."))
        return True

    def _finish(self) -> None:
        lost = self.table.finish()
        if lost:
            words = _("{figure} is as it was: a new value needs its source.")
            self._workspace.notify.tell(words.format(figure=figure_name(lost)), kind="warning")

    def _leave(self) -> None:
        if self.table.editor is not None:
            self._finish()

    def _hint(self) -> None:
        if self._workspace.place == PLACE:
            if self.shown is None or not self.shown.digest:
                self._workspace.set_status(Status())
                return
            shipped = self.shown.shipped
            first, second = _("make one from it") if shipped else _("change"), (_("Del"), _("take back"))
            hints = ((_("Enter"), first), *(() if shipped else (second, (_("Ctrl+Z"), _("undo")))))
            self._workspace.set_status(Status(hints=hints))

    def _show_folder(self) -> None:
        if self.shown is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.shown.path).parent)))
