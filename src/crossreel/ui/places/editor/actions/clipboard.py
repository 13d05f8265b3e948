"""Actions between rows and the clipboard: out as columns or SubRip, in as a plan that is shown first."""

from functools import partial

from PySide6.QtGui import QGuiApplication

from crossreel.i18n import numbers
from crossreel.i18n.messages import _n
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.editor.paste_dialog import PasteDialog

GROUP = N_("Cues")
PLACES = ("editor",)


def has_rows(workspace: Workspace) -> bool:
    """Offer what needs a row."""
    return bool(OpenEpisode.of(workspace).selected_rows())


def may_paste(workspace: Workspace) -> bool:
    """Offer pasting while a row is chosen and the clipboard holds text."""
    return has_rows(workspace) and bool(QGuiApplication.clipboard().text().strip())


def copy_rows(workspace: Workspace, *, as_srt: bool = False) -> None:
    """Put the selected rows on the clipboard: all languages shown as columns, or the one worked on as SubRip."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    rows = opened.selected_rows()
    if not rows or workspace.episode_id is None:
        return
    ids, language = [row.cue.id for row in rows], workspace.language or opened.source
    languages = [language] if as_srt else [*(workspace.languages or (language,))]
    copy = call(workspace.desk.editing.copy_rows, workspace.episode_id, ids, languages, as_srt=as_srt)
    workspace.compute(copy, then=partial(_copied, workspace, len(rows)), failed=workspace.notify.problem)


def paste_rows(workspace: Workspace) -> None:
    """Show what the text of the clipboard would do to the selected rows, or from the chosen one on."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    text = QGuiApplication.clipboard().text()
    if opened.selected_rows() and text.strip():
        workspace.ask(lambda window: PasteDialog(opened, text, window))


def _copied(workspace: Workspace, count: int, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    words = _n("Copied {count} row.", "Copied {count} rows.", count).format(count=numbers.number(count))
    workspace.notify.tell(words, kind="done")


ACTIONS = (
    Action(
        id="edit.copy_rows", title=N_("Copy rows as columns"), run=copy_rows, enabled=has_rows, places=PLACES, icon="table",
        key="Ctrl+Alt+K", group=GROUP,
    ),
    Action(
        id="edit.copy_srt", title=N_("Copy rows as SubRip"), run=partial(copy_rows, as_srt=True), enabled=has_rows, places=PLACES,
        icon="table", key="Ctrl+Alt+Shift+K", group=GROUP,
    ),
    Action(
        id="edit.paste_rows", title=N_("Paste over rows…"), run=paste_rows, enabled=may_paste, places=PLACES, icon="insert",
        key="Ctrl+Shift+V", writes=True, group=GROUP,
    ),
)  # fmt: skip
