"""Actions that repair what QC found in the chosen cues: at once where there is one way, else by a menu of all of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction

from crossreel.domain.edits.edit import Edit
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import menu_of_window, offer_actions, place_of_hands, window_in_front
from crossreel.ui.places.editor.writing import once_written

GROUP = N_("Text and track")
PLACES = ("editor",)
MOST_LETTERS = 90
OTHER_WAYS = {
    "overlap": ("edit.merge",),
    "gap": ("edit.close_gaps",),
    "duration": ("edit.duration", "edit.merge", "edit.split"),
    "reading_speed": ("edit.duration", "edit.merge"),
    "line_count": ("edit.break_lines", "edit.split"),
    "line_length": ("edit.break_lines", "edit.split"),
    "rendered_width": ("edit.break_lines", "edit.split"),
    "safe_zone": ("edit.place",),
    "source_changed": ("edit.confirm_source",),
    "term": ("edit.take_rendering_1",),
}
"""What a person may do about a finding, by its rule, beside or instead of its repair: actions of the window."""


def has_episode(workspace: Workspace) -> bool:
    """Offer what needs an open episode."""
    return OpenEpisode.of(workspace).loaded is not None


def repair(workspace: Workspace) -> None:
    """Repair what was found in the chosen cues, in one cue by a menu where there is more than one way."""
    _once_written(workspace, _repair)


def repair_first(workspace: Workspace) -> None:
    """Repair the gravest thing found in the chosen cues, without asking."""
    _once_written(workspace, lambda opened, found: _carry_out(opened.workspace, _repairable(found)[:1]))


def _once_written(workspace: Workspace, then: Callable[[OpenEpisode, list[Finding]], object]) -> None:
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    once_written(opened, lambda: then(opened, _found(opened)))


def _found(opened: OpenEpisode) -> list[Finding]:
    """Return what was found in the chosen cues, the gravest first: in the language being worked on, else in the others."""
    loaded = opened.loaded
    ids = {cue.id for cue in opened.selected_cues(opened.workspace.language or opened.source)} | {
        row.cue.id for row in opened.selected_rows()
    }
    found = [each for each in (loaded.findings if loaded is not None else ()) if each.cue_id in ids]
    found.sort(key=lambda each: list(Severity).index(each.severity))
    own = [each for each in found if each.column == (opened.workspace.language or opened.source)]
    return own if _repairable(own) or not _repairable(found) else found


def _repairable(found: Sequence[Finding]) -> list[Finding]:
    return [each for each in found if each.repairable]


def _repair(opened: OpenEpisode, found: list[Finding]) -> None:
    repairs, workspace = _repairable(found), opened.workspace
    ways = _ways(found) if len(opened.selected_rows()) == 1 else []
    if not ways and (len(repairs) < 2 or len(opened.selected_rows()) > 1):
        _carry_out(workspace, repairs)
        return
    menu = menu_of_window()
    for number, each in enumerate(repairs, start=1):
        act = menu.addAction(f"&{number}  {_shortened(sentence(each.code, each.facts))}")
        act.triggered.connect(partial(_chosen, workspace, [each]))
    if len(repairs) > 1:
        menu.addAction(_("&0  All of these")).triggered.connect(partial(_chosen, workspace, repairs))
    offer_actions(menu, menu.parentWidget() or menu, (ways,))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(place_of_hands())


def _ways(found: Sequence[Finding]) -> list[str]:
    """Return what else can be done now about findings: names of actions."""
    window = window_in_front()
    named = dict.fromkeys(way for each in found for way in OTHER_WAYS.get(each.rule, ()))
    acts = ((name, window.findChild(QAction, name) if window is not None else None) for name in named)
    return [name for name, act in acts if act is not None and act.isEnabled()]


def _shortened(words: str) -> str:
    return words if len(words) <= MOST_LETTERS else words[: MOST_LETTERS - 1].rstrip() + "…"


def _chosen(workspace: Workspace, found: Sequence[Finding], _on: bool = False) -> None:
    _carry_out(workspace, found)


def _carry_out(workspace: Workspace, found: Sequence[Finding]) -> None:
    if not found:
        workspace.notify.tell(_("Nothing was found in this cue that repairs itself."))
        return
    use_case = call(workspace.desk.checking.repair, [each.id for each in found])
    workspace.perform(use_case, then=partial(_tell_repaired, workspace, found))


def _tell_repaired(workspace: Workspace, found: Sequence[Finding], edit: Edit) -> None:
    if not edit.changes:
        workspace.notify.tell(_("What was found here has no safe repair: it takes a person."), kind="warning")
        return
    words = _n("Repaired: {what}", "Repaired {count} findings. The first: {what}", len(found))
    what = sentence(found[0].code, found[0].facts)
    workspace.notify.tell(words.format(count=numbers.number(len(found)), what=what), kind="done")
    workspace.findings_changed.emit(workspace.title_id)


def _action(name: str, title: str, run: Callable[[Workspace], object], key: str) -> Action:
    return Action(
        id=f"edit.{name}",
        title=title,
        run=run,
        enabled=has_episode,
        places=PLACES,
        icon="repair",
        key=key,
        writes=True,
        group=GROUP,
    )


ACTIONS = (
    _action("repair", N_("Repair what was found in this cue"), repair, "Alt+R"),
    _action("repair_first", N_("Repair the first thing found in this cue"), repair_first, "Alt+Shift+R"),
)
