"""Actions on what is spoken: laying a script over it, and finding it again."""

from pathlib import Path

from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.speech_finding import SpeechFinder
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import window_in_front
from crossreel.ui.places.editor.lay_dialog import LayDialog

GROUP = N_("Speech")
PLACES = ("editor",)


def has_video(workspace: Workspace) -> bool:
    """Offer what needs the video of the open episode to be known."""
    sheet = OpenEpisode.of(workspace).sheet
    return sheet is not None and sheet.media is not None


def lay(workspace: Workspace) -> None:
    """Ask for a script and show where its lines would be."""
    from crossreel.ui.kit.file_dialog import FileDialog

    kinds = ";;".join((_("Scripts (*.txt *.xlsx *.csv *.tsv *.docx)"), _("All files (*)")))
    chosen = FileDialog.choose_file(window_in_front(), _("Lay a script over the speech"), "", kinds)
    if chosen and workspace.episode_id is not None:
        opened = OpenEpisode.of(workspace)
        opened.committing.emit()
        workspace.ask(lambda window: LayDialog(opened, Path(chosen), window))


def find(workspace: Workspace) -> None:
    """Look for the speech of the open episode once more."""
    sheet = OpenEpisode.of(workspace).sheet
    if sheet is not None and sheet.media is not None:
        SpeechFinder.of(workspace).look_at(sheet.media, again=True)


ACTIONS = (
    Action(
        id="speech.lay",
        title=N_("Lay a script without times over the speech…"),
        run=lay,
        enabled=has_video,
        places=PLACES,
        icon="shift",
        writes=True,
        group=GROUP,
    ),
    Action(
        id="speech.find",
        title=N_("Find the speech again"),
        run=find,
        enabled=has_video,
        places=PLACES,
        icon="sound_high",
        group=GROUP,
    ),
)
