"""First drafts by machine: of the title, of what is chosen in its matrix, of lines in the editor."""

from functools import partial

from crossreel.domain.text.column_name import language_of
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.title.draft_dialog import DraftDialog
from crossreel.ui.places.title.draft_form import Again

GROUP = N_("Drafts")


def has_episodes(workspace: Workspace) -> bool:
    """Offer it once the title has an episode."""
    matrix = Outline.of(workspace).matrix
    return matrix is not None and bool(matrix.rows)


def has_cells(workspace: Workspace) -> bool:
    """Offer it while cells of the matrix are chosen."""
    return has_episodes(workspace) and bool(workspace.cells)


def may_draft_language(workspace: Workspace) -> bool:
    """Offer it on a language that is translated into."""
    matrix = Outline.of(workspace).matrix
    return has_cells(workspace) and matrix is not None and language_of(workspace.cells[0][1]) != matrix.title.source_language


def draft(workspace: Workspace, *, of_cells: bool | None = None) -> None:
    """Ask what to draft of the title; `of_cells` begins with the chosen cells, None where more than one is chosen."""
    matrix = Outline.of(workspace).matrix
    if matrix is not None:
        cells = workspace.cells
        chosen = len(cells) > 1 and workspace.place == "title" if of_cells is None else of_cells
        workspace.ask(lambda window: DraftDialog(workspace, window, matrix, cells, of_cells=chosen))


def draft_language(workspace: Workspace) -> None:
    """Ask what to draft of the language of the first chosen cell, in all episodes."""
    matrix = Outline.of(workspace).matrix
    if matrix is not None:
        cells = [(row.episode.id, workspace.cells[0][1]) for row in matrix.rows]
        workspace.ask(lambda window: DraftDialog(workspace, window, matrix, cells, of_cells=True))


def has_lines(workspace: Workspace) -> bool:
    """Offer it on lines of a translation."""
    opened = OpenEpisode.of(workspace)
    return has_episodes(workspace) and language_of(workspace.language) != opened.source and bool(_lines(opened))


def draft_lines(workspace: Workspace) -> None:
    """Ask which engine drafts the chosen lines again."""
    matrix, opened = Outline.of(workspace).matrix, OpenEpisode.of(workspace)
    if matrix is not None and workspace.episode_id is not None:
        again = Again(workspace.episode_id, workspace.language, _lines(opened))
        workspace.ask(lambda window: DraftDialog(workspace, window, matrix, again=again))


def _lines(opened: OpenEpisode) -> tuple[int, ...]:
    return tuple(row.cue.id for row in opened.selected_rows() if row.is_spine)


ACTIONS = (
    Action(
        id="title.draft", title=N_("Draft…"), run=draft, enabled=has_episodes, icon="draft", writes=True, group=GROUP,
    ),
    Action(
        id="title.draft_cells", title=N_("Draft the chosen cells…"), run=partial(draft, of_cells=True), enabled=has_cells,
        places=("title",), icon="draft", writes=True, group=GROUP,
    ),
    Action(
        id="title.draft_language", title=N_("Draft this language…"), run=draft_language, enabled=may_draft_language,
        places=("title",), icon="draft", writes=True, group=GROUP,
    ),
    Action(
        id="edit.draft_again", title=N_("Draft these lines again…"), run=draft_lines, enabled=has_lines, places=("editor",),
        icon="draft", writes=True, group=GROUP,
    ),
)  # fmt: skip
