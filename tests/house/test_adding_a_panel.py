"""A panel and its action are added with the folder and the keys that docs/adding-a-panel.md names, and nothing turns red."""

from tests.house.copies import Copy

PANEL = '''"""The NAME: a panel of a newcomer."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(_workspace: Workspace) -> QWidget:
    from crossreel.ui.kit.empty import EmptyState

    return EmptyState("Nothing here")


PANEL = Panel(id="NAME", title=N_("WORD"), icon="catalog", opens=N_("Show the NAME"), make=_make, area="AREA", order=90)
'''
ACTIONS = '''"""What can be done in the ledger."""

from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace


def settle(workspace: Workspace) -> None:
    """Go home."""
    workspace.show_place("catalog")


ACTIONS = (Action(id="ledger.settle", title=N_("Settle the ledger"), run=settle, places=("ledger",), group=N_("Ledger")),)
'''
KEY = '"ledger.settle" = "Ctrl+Alt+L"\n'
WINDOW = "tests/unit/ui/shell/test_window.py"
TESTS = (
    "tests/unit/ui/shell/test_keys.py", f"{WINDOW}::test_the_window_leaves_nothing_behind",
    f"{WINDOW}::test_nothing_flashes_up_beside_the_window", f"{WINDOW}::test_every_control_has_a_name_for_a_screen_reader",
    f"{WINDOW}::test_f1_shows_the_keys_and_other_keys_rest_meanwhile",
)  # fmt: skip
NAMES = ("test_keys", "test_window")


def panel(word: str, area: str) -> str:
    """The folder's text for a panel of that name."""
    return PANEL.replace("WORD", word).replace("NAME", word.lower()).replace("AREA", area)


def add_place(project: Copy) -> None:
    """Add a place with an action and its key in every preset."""
    project.add("src/crossreel/ui/places/ledger/__init__.py", panel("Ledger", "place"))
    project.add("src/crossreel/ui/places/ledger/actions/__init__.py", "")
    project.add("src/crossreel/ui/places/ledger/actions/ledger.py", ACTIONS)
    for preset in sorted((project.folder / "resources" / "keymaps").glob("*.toml")):
        preset.write_text(preset.read_text("utf-8") + KEY, "utf-8")


def add_panel(project: Copy) -> None:
    """Add a panel of the drawer."""
    project.add("src/crossreel/ui/drawer/diary/__init__.py", panel("Diary", "side"))


def add(project: Copy) -> None:
    """Add both."""
    add_place(project)
    add_panel(project)


def test_a_place_and_a_panel_of_the_drawer(project: Copy) -> None:
    add(project)
    titles = "[find_all().action(f'window.{name}').title for name in ('ledger', 'diary')]"
    found = project.run("-c", f"from crossreel.ui.shell.registry import find_all; print({titles})")
    assert found.stdout.strip() == "['Show the ledger', 'Show the diary']", found.stderr
