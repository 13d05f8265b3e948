"""Actions on foreign lines: what is spoken in another language than the title's."""

from functools import partial

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.foreign import UNKNOWN
from crossreel.domain.text.offered_languages import OFFERED
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import menu_of_window, place_of_hands

GROUP = N_("Cues")


def has_line(workspace: Workspace) -> bool:
    """Offer what is said of lines of the source while one is chosen."""
    return bool(_lines(workspace))


def mark_foreign(workspace: Workspace) -> None:
    """Mark the chosen lines as foreign, or take the mark away where all have it."""
    lines = _lines(workspace)
    _say(workspace, lines, "" if all(cue.spoken_in is not None for cue in lines) else UNKNOWN)


def choose_language(workspace: Workspace) -> None:
    """Offer the languages in which the chosen lines may be spoken."""
    lines, opened = _lines(workspace), OpenEpisode.of(workspace)
    if not lines:
        return
    menu, said = menu_of_window(), {cue.spoken_in for cue in lines}
    used = [row.cue.spoken_in for row in opened.rows() if row.is_spine and row.cue.spoken_in is not None]
    tags = sorted({*OFFERED, *used} - {opened.source, UNKNOWN}, key=lambda tag: numbers.language_name(tag).casefold())
    offered = [("", _("The language of the title")), (UNKNOWN, _("Another language")), *((tag, "") for tag in tags)]
    for tag, words in offered:
        act = menu.addAction(words or numbers.language_name(tag))
        act.setCheckable(True)
        act.setChecked(said == {tag or None})
        act.triggered.connect(partial(_chosen, workspace, lines, tag))
        if tag == UNKNOWN:
            menu.addSeparator()
    menu.popup(place_of_hands())


def _chosen(workspace: Workspace, lines: list[Cue], tag: str, _on: bool) -> None:
    _say(workspace, lines, tag)


def _say(workspace: Workspace, lines: list[Cue], language: str) -> None:
    shown = {cue.id: cue for cue in lines}
    if shown:
        workspace.perform(call(workspace.desk.editing.set_spoken_in, list(shown), language, expected=shown))


def _lines(workspace: Workspace) -> list[Cue]:
    return [row.cue for row in OpenEpisode.of(workspace).selected_rows() if row.is_spine]


ACTIONS = tuple(
    Action(
        id=f"edit.{name}", title=title, run=run, enabled=has_line, places=("editor",), icon="language", key=key, writes=True,
        group=GROUP,
    )
    for name, title, run, key in (
        ("foreign", N_("Mark as foreign lines, or unmark"), mark_foreign, "Ctrl+Alt+L"),
        ("spoken_in", N_("Choose the language it is spoken in"), choose_language, ""),
    )
)  # fmt: skip
