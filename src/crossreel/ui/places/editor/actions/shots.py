"""Actions on shot changes, and on the times of many cues: snapping to them or to speech, closing gaps, chaining."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from crossreel.domain.catalog.version import Version
from crossreel.domain.picture.shot_list import ShotListKind
from crossreel.domain.picture.shots import NO_SHOTS, Shots
from crossreel.domain.report import Report
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.domain.views.retime_plan import RetimeKind
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.kernel.marks import N_
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.shot_finding import ShotFinder
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import window_in_front
from crossreel.ui.places.editor.retime_dialog import RetimeDialog

GROUP = N_("Shot changes")
PLACES = ("editor",)
LISTS = (
    (ShotListKind.PYSCENEDETECT, N_("Scene list of PySceneDetect (*.csv)")),
    (ShotListKind.SECONDS, N_("Seconds, as Subtitle Edit keeps them (*.shotchanges)")),
    (ShotListKind.KEYFRAMES, N_("Keyframes for Aegisub (*.txt)")),
)


def has_cues(workspace: Workspace) -> bool:
    """Offer what needs an open episode with cues."""
    return bool(OpenEpisode.of(workspace).rows())


def has_video(workspace: Workspace) -> bool:
    """Offer what needs the video of the open episode to be known."""
    return _media_of(workspace) is not None


def has_shots(workspace: Workspace) -> bool:
    """Offer what needs a shot change."""
    return bool(_shots(workspace).times_ms)


def has_own_shots(workspace: Workspace) -> bool:
    """Offer going back while a person set or removed something."""
    return bool(_shots(workspace).own)


def add(workspace: Workspace) -> None:
    """Say that a shot begins with the frame at the playhead."""
    player = OpenEpisode.of(workspace).player
    if workspace.episode_id is not None and has_video(workspace):
        at_ms = player.frame_start_ms(player.position_ms())
        workspace.perform(call(workspace.desk.marking.add, workspace.episode_id, at_ms))


def remove(workspace: Workspace) -> None:
    """Say that no shot begins at the playhead."""
    at_ms = _at_playhead(workspace)
    if workspace.episode_id is not None and at_ms is not None:
        workspace.perform(call(workspace.desk.marking.remove, workspace.episode_id, at_ms))
    else:
        workspace.notify.tell(_("No shot begins at the playhead: go to a shot change first."), kind="warning")


def move_here(workspace: Workspace) -> None:
    """Move the shot change that is nearest to the playhead there, if it is less than a second away."""
    player, shots = OpenEpisode.of(workspace).player, _shots(workspace)
    here = player.frame_start_ms(player.position_ms())
    near = shots.near(here, 1_000)
    if workspace.episode_id is None or near is None:
        workspace.notify.tell(_("There is no shot change within a second of the playhead."), kind="warning")
    elif near != here:
        workspace.perform(call(workspace.desk.marking.move, workspace.episode_id, near, here))


def go_on(workspace: Workspace) -> None:
    """Go to the next shot change."""
    opened = OpenEpisode.of(workspace)
    after = _shots(workspace).after(opened.player.position_ms())
    if after is not None:
        opened.player.seek(after)


def go_back(workspace: Workspace) -> None:
    """Go to the shot change before."""
    player = OpenEpisode.of(workspace).player
    before = _shots(workspace).before(player.frame_start_ms(player.position_ms()))
    if before is not None:
        player.seek(before)


def find(workspace: Workspace) -> None:
    """Look for the shot changes of the open episode once more."""
    media = _media_of(workspace)
    if media is not None:
        ShotFinder.of(workspace).look_at(media, again=True)


def reset(workspace: Workspace) -> None:
    """Go back to the shot changes that were found."""
    if workspace.episode_id is not None:
        workspace.perform(call(workspace.desk.marking.reset, workspace.episode_id))


def take_in(workspace: Workspace) -> None:
    """Ask for a list of shot changes, which then stands for all there are."""
    from crossreel.ui.kit.file_dialog import FileDialog

    episode_id = workspace.episode_id
    kinds = ";;".join((_("Lists of shot changes (*.csv *.shotchanges *.txt)"), _("All files (*)")))
    chosen = FileDialog.choose_file(window_in_front(), _("Take in shot changes"), "", kinds)
    if chosen and episode_id is not None:
        workspace.perform(call(workspace.desk.marking.import_list, episode_id, Path(chosen)))


def put_out(workspace: Workspace) -> None:
    """Ask where to, and write the shot changes of the open episode."""
    from crossreel.ui.kit.file_dialog import FileDialog

    opened = OpenEpisode.of(workspace)
    if opened.sheet is None:
        return
    words = {_(sentence): kind for kind, sentence in LISTS}
    proposed = str(Path.home() / f"{opened.sheet.title.code}_{opened.sheet.episode.number}.csv")
    window, title = window_in_front(), _("Save the shot changes")
    chosen, said = FileDialog.choose_new_file(window, title, proposed, ";;".join(words))
    if chosen:
        kind = words.get(said, ShotListKind.PYSCENEDETECT)
        write = call(workspace.desk.marking.export_list, opened.sheet.episode.id, Path(chosen), kind)
        workspace.compute(write, then=partial(_tell_written, workspace))


def _tell_written(workspace: Workspace, report: Report) -> None:
    (item,) = report.done
    count = int(str(item.facts["count"]))
    words = _n("{count} shot change written: {name}", "{count} shot changes written: {name}", count)
    workspace.notify.tell(words.format(count=numbers.number(count), name=item.name), kind="done")


def _tidy(kind: RetimeKind) -> Callable[[Workspace], None]:
    def ask(workspace: Workspace) -> None:
        """Show new times for the chosen cues, the episode or the title, to be written or not."""
        opened = OpenEpisode.of(workspace)
        opened.committing.emit()
        workspace.ask(lambda window: RetimeDialog(opened, kind, window))

    return ask


def _shots(workspace: Workspace) -> Shots:
    loaded = OpenEpisode.of(workspace).loaded
    return loaded.shots if loaded is not None else NO_SHOTS


def _media_of(workspace: Workspace) -> Version | None:
    sheet = OpenEpisode.of(workspace).sheet
    return sheet.media if sheet is not None else None


def _at_playhead(workspace: Workspace) -> int | None:
    media, player = _media_of(workspace), OpenEpisode.of(workspace).player
    if media is None:
        return None
    frame_ms = FrameGrid(rate=media.even_rate).frame_ms
    return _shots(workspace).near(player.frame_start_ms(player.position_ms()), round(frame_ms / 2))


def _action(
    id: str,
    title: str,
    run: Callable[[Workspace], object],
    enabled: Callable[[Workspace], bool],
    key: str = "",
    *,
    writes: bool = True,
    icon: str = "film",
    group: str = GROUP,
) -> Action:
    return Action(id=id, title=title, run=run, enabled=enabled, places=PLACES, icon=icon, key=key, writes=writes, group=group)


ACTIONS = (
    _action("edit.snap", N_("Snap cues to shot changes…"), _tidy(RetimeKind.SNAP), has_cues, "Ctrl+Shift+X", icon="shift"),
    _action("edit.snap_to_speech", N_("Snap cues to speech…"), _tidy(RetimeKind.SPEECH), has_cues, "Ctrl+Alt+Z", icon="shift"),
    _action("edit.close_gaps", N_("Close small gaps…"), _tidy(RetimeKind.CLOSE_GAPS), has_cues, "Ctrl+Shift+G", icon="shift"),
    _action("edit.chain", N_("Chain cues…"), _tidy(RetimeKind.CHAIN), has_cues, "Ctrl+Alt+H", icon="shift"),
    _action("shots.add", N_("Add a shot change at the playhead"), add, has_video, "Ctrl+Alt+A"),
    _action("shots.remove", N_("Remove the shot change at the playhead"), remove, has_shots, "Ctrl+Alt+X"),
    _action("shots.move", N_("Move the nearest shot change to the playhead"), move_here, has_shots),
    _action("shots.next", N_("Go to the next shot change"), go_on, has_shots, "Alt+.", writes=False),
    _action("shots.previous", N_("Go to the shot change before"), go_back, has_shots, "Alt+,", writes=False),
    _action("shots.find", N_("Find the shot changes again"), find, has_video, writes=False),
    _action("shots.reset", N_("Go back to the shot changes that were found"), reset, has_own_shots),
    _action("shots.import", N_("Take in shot changes from a file…"), take_in, has_video),
    _action("shots.export", N_("Write shot changes to a file…"), put_out, has_shots, writes=False),
)
