"""Whole style guides: a new one, in from a file, out to one, and gone."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from crossreel.domain.edits.edit import Edit
from crossreel.domain.quality.guide_file import GuideFault, GuideFile
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.i18n.style_guides import set_name
from crossreel.ui.hub.guide_shelf import GuideShelf
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.notify import ask
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.file_dialog import FileDialog
from crossreel.ui.places.guides.figure_table import FigureTable
from crossreel.ui.places.guides.language_dialog import GuideLanguageDialog
from crossreel.ui.places.guides.new_dialog import FaultsDialog, NewGuideDialog, id_from
from crossreel.ui.places.guides.side import GuideSide
from crossreel.ui.places.guides.steps import Whole

KIND = "*.toml"


class Shown(Protocol):
    """What is needed of the place: the sets it knows, the one under the hands, its table, and that it reads anew."""

    files: tuple[GuideFile, ...]
    language: str
    table: FigureTable
    side: GuideSide

    @property
    def shown(self) -> GuideFile | None:
        """The set under the hands."""

    def read(self, *, guide_id: str = "", then: Callable[[], object] | None = None) -> None:
        """Read every set."""

    def keep_step(self, before: Whole, after: Whole) -> None:
        """Keep what was done with a set as a whole."""


class Carrying:
    """What is done with the set under the hands as a whole; the service writes a file whole or not at all."""

    def __init__(self, workspace: Workspace, place: Shown, window: QWidget) -> None:
        self._workspace, self._place, self._window = workspace, place, window
        self._change_next = ""

    def new(self, *, then_change: bool = False) -> None:
        """Ask for a new set, based on the one under the hands; go on to its figure where that was to be changed."""
        place, shown = self._place, self._place.shown
        current = place.table.current()
        field = current.field if then_change and current is not None else ""
        based_on = shown.id if shown is not None and shown.digest else "vertical"
        made = partial(self._made, field)
        self._workspace.ask(lambda window: NewGuideDialog(self._workspace, place.files, based_on, made, window))

    def shown(self) -> None:
        """Open the figure that was to be changed, once it stands there."""
        field, self._change_next = self._change_next, ""
        if field and self._place.table.may_change:
            self._place.table.choose(field)
            self._place.table.setFocus()
            self._place.table.change()

    def take_in(self) -> None:
        """Ask for a file and take it in, or say all that is wrong with it."""
        name = FileDialog.choose_file(self._window, _("Import a style guide"), str(Path.home()), KIND)
        if name:
            path, check = Path(name), self._workspace.desk.guiding.check
            self._workspace.compute(call(check, path), then=partial(self._checked, path))

    def give_out(self) -> None:
        """Ask where to, and write the set there, whole."""
        shown = self._place.shown
        if shown is None or not shown.digest:
            return
        name, _kind = FileDialog.choose_new_file(
            self._window, _("Export the style guide"), str(Path.home() / f"{shown.id}.toml"), KIND
        )
        if name:
            export = call(self._workspace.desk.guiding.export, shown.id, Path(name))
            self._workspace.jobs.run("write", export, then=self._given_out, failed=self._workspace.notify.problem)

    def delete(self) -> None:
        """Delete the set under the hands, once that was agreed to."""
        shown = self._place.shown
        if shown is None or shown.shipped:
            return
        titles = self._workspace.desk.cataloging.titles
        count = call(titles)
        self._workspace.compute(
            lambda: sum(row.title.style_guide == shown.id for row in count()), then=partial(self._ask_delete, shown)
        )

    def add_language(self) -> None:
        """Ask for a language that the set has not."""
        place, shown = self._place, self._place.shown
        if shown is not None and shown.digest and not shown.shipped:
            self._workspace.ask(
                lambda window: GuideLanguageDialog(self._workspace, shown, place.language, self._language_added, window)
            )

    def reset_language(self) -> None:
        """Take all own figures of the language under the hands back, once that was agreed to."""
        shown, tag = self._place.shown, self._place.language
        count = shown.own_figures.get(tag, 0) if shown is not None and not shown.shipped else 0
        if shown is None or not count:
            return
        words = _n("Take back {count} own figure for {language}?", "Take back all {count} own figures for {language}?", count)
        told = words.format(count=numbers.number(count), language=numbers.language_name(tag))
        if ask(self._window, told, _("Take back")):
            self._do(shown.id, call(self._workspace.desk.guiding.reset_language, shown.id, tag), self._language_reset)

    def _do(self, guide_id: str, act: Callable[[], object], then: Callable[[], object]) -> None:
        """Do something with the file of a set and keep what it said before and says after as one step."""
        text = self._workspace.desk.guiding.text

        def done() -> tuple[str | None, str | None]:
            before = text(guide_id)
            act()
            return before, text(guide_id)

        def kept(texts: tuple[str | None, str | None]) -> None:
            self._place.keep_step(*(Whole(guide_id=guide_id, text=each) for each in texts))
            then()

        self._workspace.jobs.run("write", done, then=kept, failed=self._workspace.notify.problem)

    def _language_added(self, tag: str) -> None:
        self._place.language = tag
        GuideShelf.of(self._workspace).changed.emit()
        self._place.read(then=self._place.table.setFocus)

    def _language_reset(self) -> None:
        GuideShelf.of(self._workspace).changed.emit()
        self._place.read(then=self._place.side.languages.setFocus)

    def use(self) -> None:
        """Let the open title be checked by the set under the hands."""
        shown, title_id, cataloging = self._place.shown, self._workspace.title_id, self._workspace.desk.cataloging
        if shown is None or not shown.digest or title_id is None:
            return

        def use() -> Edit:
            title = cataloging.title(title_id)
            return cataloging.update_title(replace(title, style_guide=shown.id), seen=title)

        words = _("This title is checked by {guide} from the next check on.").format(guide=set_name(shown))
        self._workspace.perform(use, then=lambda _edit: self._workspace.notify.tell(words, kind="done"))

    def _made(self, field: str, made: GuideFile) -> None:
        self._change_next = field
        self._workspace.compute(call(self._workspace.desk.guiding.text, made.id), then=partial(self._keep_made, made.id))
        GuideShelf.of(self._workspace).changed.emit()
        self._place.read(guide_id=made.id, then=self._place.table.setFocus)

    def _keep_made(self, guide_id: str, text: str | None) -> None:
        self._place.keep_step(Whole(guide_id=guide_id, text=None), Whole(guide_id=guide_id, text=text))

    def _checked(self, path: Path, faults: tuple[GuideFault, ...]) -> None:
        if faults:
            self._workspace.ask(lambda window: FaultsDialog(path.name, faults, window))
            return
        chosen = id_from(path.stem, [each.id for each in self._place.files])
        taken = call(self._workspace.desk.guiding.import_file, path, guide_id=chosen)
        self._workspace.jobs.run("write", taken, then=self._taken_in, failed=self._workspace.notify.problem)

    def _taken_in(self, made: GuideFile) -> None:
        self._made("", made)
        self._workspace.notify.tell(
            _("Taken in: {guide}. Choose it in the metadata of a title.").format(guide=set_name(made)), kind="done"
        )

    def _given_out(self, path: Path) -> None:
        self._workspace.notify.tell(_("Written: {path}").format(path=path), kind="done")

    def _ask_delete(self, shown: GuideFile, used: int) -> None:
        words = _("Delete the style guide “{guide}”?").format(guide=set_name(shown))
        if used:
            more = _n(
                "{count} title is checked by it, and needs another one then.",
                "{count} titles are checked by it, and need another one then.",
                used,
            )
            words = f"{words}\n{more.format(count=used)}"
        if ask(self._window, words, _("Delete")):
            self._do(shown.id, call(self._workspace.desk.guiding.remove, shown.id), partial(self._gone, shown))

    def _gone(self, shown: GuideFile) -> None:
        GuideShelf.of(self._workspace).changed.emit()
        undo = partial(self._workspace.do, "history.undo")
        words = _("Deleted: {guide}").format(guide=set_name(shown))
        self._workspace.notify.tell(words, kind="done", button=_("Undo"), act=undo)
        self._place.read(guide_id=shown.based_on, then=self._place.side.sets.setFocus)
