"""Actions on titles: new, import, add a language, delete, deliver."""

from functools import partial

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import ImportRequest, Workspace

GROUP = N_("Titles")


def title_is_open(workspace: Workspace) -> bool:
    """Offer an action only while a title is open."""
    return workspace.title_id is not None


def ask(what: str, workspace: Workspace) -> None:
    """Open a sheet of the window."""
    workspace.ask(what)


def start_import(workspace: Workspace) -> None:
    """Go to the import: into the open title, or from the catalog into a new one."""
    workspace.request_import(ImportRequest(title_id=None if workspace.place == "catalog" else workspace.title_id))


def show(place: str, workspace: Workspace) -> None:
    """Go to a place."""
    workspace.show_place(place)


def describe(workspace: Workspace) -> None:
    """Open the metadata of the title."""
    workspace.show_panel("metadata")


ACTIONS = (
    Action(
        id="catalog.import",
        title=N_("Import…"),
        run=start_import,
        places=("catalog", "title"),
        key="Ctrl+I",
        icon="import",
        bar="plain",
        writes=True,
        group=GROUP,
    ),
    Action(
        id="catalog.new_title",
        title=N_("New title"),
        run=partial(ask, "new_title"),
        places=("catalog",),
        key="Ctrl+N",
        icon="plus",
        bar="main",
        writes=True,
        group=GROUP,
    ),
    Action(
        id="title.deliver",
        title=N_("Deliver…"),
        run=partial(show, "deliveries"),
        enabled=title_is_open,
        places=("title",),
        key="Ctrl+D",
        icon="delivery",
        bar="main",
        group=GROUP,
    ),
    Action(
        id="title.export",
        title=N_("Export subtitles…"),
        run=partial(show, "export"),
        enabled=title_is_open,
        places=("title", "editor"),
        key="Ctrl+E",
        icon="export",
        group=GROUP,
    ),
    Action(
        id="title.add_language",
        title=N_("Add a language…"),
        run=partial(ask, "add_language"),
        enabled=title_is_open,
        places=("title", "editor"),
        key="Ctrl+L",
        icon="add_language",
        writes=True,
        group=GROUP,
    ),
    Action(
        id="title.describe",
        title=N_("Rename and describe the title"),
        run=describe,
        enabled=title_is_open,
        places=("title",),  # in the editor F2 is typed into cells: it must never end in the name of the title
        key="F2",
        icon="rename",
        group=GROUP,
    ),
    Action(
        id="title.delete",
        title=N_("Delete the title…"),
        run=partial(ask, "delete_title"),
        enabled=title_is_open,
        places=("title",),
        icon="delete",
        writes=True,
        group=GROUP,
    ),
)
