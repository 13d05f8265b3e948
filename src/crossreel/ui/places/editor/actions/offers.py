"""Actions on what is offered: renderings of the bible, the same line elsewhere, the memory; and the boxes by a key each."""

from collections.abc import Callable
from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.episode.offers import Offers
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace

GROUP = N_("Words offered")
BOXES = N_("Going")
PLACES = ("editor",)
RENDERINGS = (
    N_("Write the 1st rendering of the bible"),
    N_("Write the 2nd rendering of the bible"),
    N_("Write the 3rd rendering of the bible"),
    N_("Write the 4th rendering of the bible"),
    N_("Write the 5th rendering of the bible"),
    N_("Write the 6th rendering of the bible"),
    N_("Write the 7th rendering of the bible"),
    N_("Write the 8th rendering of the bible"),
    N_("Write the 9th rendering of the bible"),
)


def ask(what: str, workspace: Workspace) -> None:
    """Let the editor do it."""
    OpenEpisode.of(workspace).asked.emit(what)


def has_rendering(number: int, workspace: Workspace) -> bool:
    """Offer a rendering that there is."""
    return len(Offers.of(workspace).now.renderings) >= number


def has_elsewhere(workspace: Workspace) -> bool:
    """Offer the same line where it is translated elsewhere."""
    return bool(Offers.of(workspace).now.elsewhere)


def has_offers(workspace: Workspace) -> bool:
    """Offer the list of what is offered where there is any."""
    return not Offers.of(workspace).now.is_empty


def has_remembered(workspace: Workspace) -> bool:
    """Offer what the memory has for the line."""
    return bool(Offers.of(workspace).now.remembered)


def has_twins(workspace: Workspace) -> bool:
    """Offer it where the same line says something else elsewhere in the title."""
    return Offers.of(workspace).now.twins > 0


def has_episode(workspace: Workspace) -> bool:
    """Offer what needs an open episode."""
    return OpenEpisode.of(workspace).loaded is not None


def _offer(name: str, title: str, what: str, enabled: Callable[[Workspace], bool], key: str) -> Action:
    return Action(
        id=f"edit.{name}",
        title=title,
        run=partial(ask, what),
        enabled=enabled,
        places=PLACES,
        icon="terms",
        key=key,
        writes=True,
        group=GROUP,
    )


def _box(name: str, title: str, what: str, key: str) -> Action:
    return Action(
        id=f"edit.{name}", title=title, run=partial(ask, what), enabled=has_episode, places=PLACES, icon="editor", key=key,
        group=BOXES,
    )  # fmt: skip


ACTIONS = (
    *(
        _offer(f"take_rendering_{at}", title, f"rendering {at}", partial(has_rendering, at), f"Ctrl+Shift+{at}")
        for at, title in enumerate(RENDERINGS, start=1)
    ),
    _offer("take_elsewhere", N_("Take the same line from elsewhere"), "elsewhere", has_elsewhere, "Ctrl+R"),
    _offer("take_remembered", N_("Take the best line of the memory"), "remembered", has_remembered, "Ctrl+Alt+W"),
    _offer("keep_in_step", N_("Write this into all lines that say the same"), "keep_in_step", has_twins, "Ctrl+Alt+R"),
    _offer("offers", N_("Choose among the words offered"), "offers", has_offers, "Ctrl+."),
    _box("spelling", N_("Offer what may have been meant"), "spelling", "Ctrl+;"),
    _box("source_text", N_("Go to the source text"), "source_box", "Ctrl+F4"),
    _box("third_text", N_("Go to the third text"), "third_box", "Ctrl+Shift+F4"),
    _box("third_language", N_("Choose the third language"), "third", "Ctrl+Shift+F2"),
)
