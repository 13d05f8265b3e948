"""The burned-in line of the source, wherever pictures play: switched by one preference."""

from dataclasses import replace

from crossreel.i18n.messages import _
from crossreel.ui.hub.workspace import Workspace

HIDES = ("", "blur", "box")


def switch_source_line(workspace: Workspace) -> None:
    """Show the burned-in line of the source, blur it, or lay a box over it."""
    now = workspace.preferences.source_line
    following = HIDES[(HIDES.index(now) + 1) % len(HIDES)] if now in HIDES else ""
    workspace.set_preferences(replace(workspace.preferences, source_line=following))
    told = {
        "": _("The burned-in source line is shown."),
        "blur": _("The burned-in source line is blurred."),
        "box": _("A box covers the burned-in source line."),
    }
    workspace.notify.tell(told[following])
