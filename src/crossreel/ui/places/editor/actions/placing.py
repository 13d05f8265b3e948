"""Actions that place captions on the picture: out of the way of what is written there."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QAction, QActionGroup

from crossreel.domain.cues.cue import Cue
from crossreel.domain.picture.placement import USUAL, find_placement
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import menu_of_window, place_of_hands
from crossreel.ui.places.editor.places import PLACE_WORDS

GROUP = N_("Cues")
PLACES = ("editor",)
TOP = "8"
AS_ON_A_KEYPAD = (7, 8, 9, 4, 5, 6, 1, 2, 3)


def has_captions(workspace: Workspace) -> bool:
    """Offer placing while there is a caption in the language being worked on."""
    return bool(_captions(OpenEpisode.of(workspace)))


def to_the_top(workspace: Workspace) -> None:
    """Move the captions of the chosen cues to the top, or back to the usual place when all are there."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    cues = _captions(opened)
    _place(workspace, cues, USUAL.written if all(cue.placement == TOP for cue in cues) else TOP)


def choose_place(workspace: Workspace) -> None:
    """Offer the places of the picture for the chosen cues, and the same place for every language."""
    opened = OpenEpisode.of(workspace)
    opened.committing.emit()
    cues = _captions(opened)
    if not cues:
        return
    menu = menu_of_window()
    group = QActionGroup(menu)
    now = find_placement(cues[0].placement) or USUAL
    for key in AS_ON_A_KEYPAD:
        act = QAction(f"&{key}  {_(PLACE_WORDS[key])}", menu)
        act.setCheckable(True)
        act.setChecked(now.box is None and now.key == key)
        act.triggered.connect(partial(_place, workspace, cues, str(key)))
        group.addAction(act)
        menu.addAction(act)
    menu.addSeparator()
    everywhere = [cue for row in opened.selected_rows() for cue in _every_cue(opened, row.cue.id)]
    same = menu.addAction(_("The same place in every language"))
    same.triggered.connect(partial(_place, workspace, everywhere, cues[0].placement))
    same.setEnabled(any(cue.placement != cues[0].placement for cue in everywhere))
    menu.popup(place_of_hands())


def _place(workspace: Workspace, cues: Sequence[Cue], placement: str, _checked: bool = False) -> None:
    shown = {cue.id: cue for cue in cues}
    workspace.perform(call(workspace.desk.editing.set_placement, list(shown), placement, expected=shown))


def _captions(opened: OpenEpisode) -> list[Cue]:
    return [*opened.selected_cues(opened.workspace.language)]


def _every_cue(opened: OpenEpisode, row_id: int) -> list[Cue]:
    row = opened.row_of(row_id)
    if row is None:
        return []
    own = [row.cue] if row.is_spine else []
    return [*own, *(cue for cues in row.followers.values() for cue in cues)]


ACTIONS = (
    Action(
        id="edit.to_the_top",
        title=N_("Caption to the top, or back"),
        run=to_the_top,
        enabled=has_captions,
        places=PLACES,
        icon="placed",
        key="Ctrl+Shift+Up",
        writes=True,
        group=GROUP,
    ),
    Action(
        id="edit.place",
        title=N_("Place the caption…"),
        run=choose_place,
        enabled=has_captions,
        places=PLACES,
        icon="placed",
        key="Ctrl+Shift+P",
        writes=True,
        group=GROUP,
    ),
)
