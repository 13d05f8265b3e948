"""What to press for actions, as a person reads it."""

from crossreel.i18n.keys import key_words
from crossreel.ui.hub.workspace import Workspace


def keys_of(workspace: Workspace, names: str) -> str:
    """Return what to press, as a person reads it: the first key of each action named, or the keys themselves."""
    keys = [key for name in names.split() for key in (workspace.keys.get(name, ())[:1] if "." in name else (name,))]
    return " ".join(map(key_words, keys))
