"""Terms, characters and the memory as files, and filling cells from the memory."""

from functools import partial
from pathlib import Path

from crossreel.domain.catalog.bible_sheet import BiblePlan
from crossreel.domain.remembering.exchange import MemoryImportPlan
from crossreel.domain.report import Report
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import export_memory
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.title.bible_dialog import BibleDialog
from crossreel.ui.places.title.fill_dialog import FillDialog
from crossreel.ui.places.title.memory_dialog import MemoryDialog

GROUP = N_("Terms and memory")
PLACES = ("title", "editor")
TERM_FILES = "XLSX (*.xlsx);;CSV (*.csv);;TSV (*.tsv);;TBX (*.tbx)"


def title_is_open(workspace: Workspace) -> bool:
    """Offer it only while a title is open."""
    return workspace.title_id is not None


def has_translations(workspace: Workspace) -> bool:
    """Offer it only where the title has another language than its source."""
    return title_is_open(workspace) and bool(_languages(workspace))


def save_terms(workspace: Workspace) -> None:
    """Ask where to, and write the terms and characters of the title."""
    title_id = workspace.title_id
    chosen, kind = _new_file(_("Save terms and characters"), f"{_code(workspace)}_terms.xlsx", TERM_FILES)
    if chosen and title_id is not None:
        path = _with_ending(chosen, kind)
        workspace.compute(call(workspace.desk.bible_files.export, path, title_id), then=partial(_tell, workspace))


def take_terms(workspace: Workspace) -> None:
    """Ask for a file, and show what it would change before it does."""
    title_id = workspace.title_id
    chosen = _file(_("Take terms and characters"), _("Lists and term bases") + " (*.xlsx *.csv *.tsv *.docx *.tbx *.xml)")
    if not chosen or title_id is None:
        return

    def show(plan: BiblePlan) -> None:
        workspace.ask(lambda window: BibleDialog(workspace, window, Path(chosen), title_id, plan))

    workspace.compute(call(workspace.desk.bible_files.plan, Path(chosen), title_id), then=show)


def fill(workspace: Workspace) -> None:
    """Show what the memory has for the empty cells of the title."""
    title_id = workspace.title_id
    if title_id is not None:
        workspace.ask(lambda window: FillDialog(workspace, window, title_id, _languages(workspace)))


def save_memory(workspace: Workspace) -> None:
    """Ask whether of this title or of all, and where to; write approved lines as TMX."""
    mine, every = _("Lines of this title") + " (*.tmx)", _("Lines of all titles, and imported pairs") + " (*.tmx)"
    chosen, kind = _new_file(_("Save the memory"), f"{_code(workspace)}_memory.tmx", f"{mine};;{every}")
    matrix, title_id = Outline.of(workspace).matrix, workspace.title_id
    if chosen and matrix is not None:
        path = _with_ending(chosen, "(*.tmx)")
        of_title = None if kind == every else title_id
        job = export_memory.JOB(path, matrix.title.source_language, _languages(workspace), of_title)
        workspace.carry_out(job, _("Writing the memory"), then=partial(_tell, workspace))


def take_memory(workspace: Workspace) -> None:
    """Ask for a TMX file, and show what it would bring before it does."""
    chosen = _file(_("Take a memory in"), "TMX (*.tmx *.xml)")
    if not chosen:
        return

    def show(plan: MemoryImportPlan) -> None:
        workspace.ask(lambda window: MemoryDialog(workspace, window, Path(chosen), plan))

    workspace.compute(call(workspace.desk.remembering.plan_import, Path(chosen)), then=show)


def _languages(workspace: Workspace) -> tuple[str, ...]:
    matrix = Outline.of(workspace).matrix
    return matrix.languages[1:] if matrix is not None else ()


def _code(workspace: Workspace) -> str:
    matrix = Outline.of(workspace).matrix
    return matrix.title.code if matrix is not None else "crossreel"


def _new_file(title: str, name: str, kinds: str) -> tuple[str, str]:
    from PySide6.QtWidgets import QApplication

    from crossreel.ui.kit.file_dialog import FileDialog

    return FileDialog.choose_new_file(QApplication.activeWindow(), title, str(Path.home() / name), kinds)


def _file(title: str, kinds: str) -> str:
    from PySide6.QtWidgets import QApplication

    from crossreel.ui.kit.file_dialog import FileDialog

    return FileDialog.choose_file(QApplication.activeWindow(), title, str(Path.home()), kinds)


def _with_ending(chosen: str, kind: str) -> Path:
    """Return the path with the ending of the kind that was chosen, where it has none that is one of ours."""
    path, ending = Path(chosen), kind.rpartition("*")[2].rstrip(")")
    return path if path.suffix.lower() in (".xlsx", ".csv", ".tsv", ".tbx", ".tmx") else Path(f"{chosen}{ending}")


def _tell(workspace: Workspace, report: Report) -> None:
    for item in report.done:
        workspace.notify.tell(sentence(item.code, item.facts), kind="done")


ACTIONS = (
    Action(
        id="title.save_terms", title=N_("Save terms and characters…"), run=save_terms, enabled=title_is_open, icon="terms",
        group=GROUP,
    ),
    Action(
        id="title.take_terms", title=N_("Take terms and characters from a file…"), run=take_terms, enabled=title_is_open,
        icon="terms", writes=True, group=GROUP,
    ),
    Action(
        id="title.fill_from_memory", title=N_("Fill empty cells from the memory…"), run=fill, enabled=has_translations,
        places=PLACES, icon="translated", writes=True, group=GROUP,
    ),
    Action(
        id="title.save_memory", title=N_("Save the memory as TMX…"), run=save_memory, enabled=has_translations, places=PLACES,
        icon="export", group=GROUP,
    ),
    Action(
        id="title.take_memory", title=N_("Take a TMX file into the memory…"), run=take_memory, icon="import", writes=True,
        group=GROUP,
    ),
)  # fmt: skip
