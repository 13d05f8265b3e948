"""Going round the pictures and the sounds of an episode, where one is played."""

from crossreel.i18n.messages import _
from crossreel.i18n.versions import version_name
from crossreel.kernel.marks import N_
from crossreel.ui.episode.version_choice import VersionChoice
from crossreel.ui.episode.version_menu import picture_name
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.kit.popping import window_in_front

PLACES = ("editor", "screening")
GROUP = N_("Playing")


def has_pictures(workspace: Workspace) -> bool:
    """Offer where an episode has several pictures."""
    return len(VersionChoice.of(workspace).pictures) > 1


def has_sounds(workspace: Workspace) -> bool:
    """Offer where an episode has a sound beside the picture's own."""
    return bool(VersionChoice.of(workspace).sounds)


def next_picture(workspace: Workspace) -> None:
    """Show the next picture of the episode, and say which."""
    shown = VersionChoice.of(workspace).next_picture()
    if shown is not None:
        workspace.notify.tell(_("Picture: {version}").format(version=picture_name(shown)))


def next_sound(workspace: Workspace) -> None:
    """Let the next sound of the episode be heard, and say which."""
    heard = VersionChoice.of(workspace).next_sound()
    name = version_name(heard) if heard is not None else _("of the picture")
    workspace.notify.tell(_("Sound: {version}").format(version=name))


def has_title(workspace: Workspace) -> bool:
    """Offer where a title is open."""
    return workspace.title_id is not None


def compare(workspace: Workspace) -> None:
    """Compare the picture versions of the title by a few of their pictures."""
    from crossreel.ui.drawer.versions.compared import compare_versions

    window = window_in_front()
    if window is not None:
        compare_versions(workspace, window)


ACTIONS = (
    Action(
        id="play.next_picture", title=N_("Show the next picture version"), run=next_picture, enabled=has_pictures, places=PLACES,
        icon="film", key="Ctrl+Alt+I", group=GROUP,
    ),
    Action(
        id="play.next_sound", title=N_("Hear the next sound version"), run=next_sound, enabled=has_sounds, places=PLACES,
        icon="volume", key="Ctrl+Alt+J", group=GROUP,
    ),
    Action(
        id="title.compare_versions", title=N_("Compare the picture versions by their pictures"), run=compare, enabled=has_title,
        places=("title", *PLACES), icon="compare", group=N_("Title matrix"),
    ),
)  # fmt: skip
