"""A panel and its action are added with the folder and the keys that docs/adding-a-panel.md names, and nothing turns red."""

from tests.house.copies import Copy

PANEL = '''"""The ledger: a panel of a newcomer."""

from PySide6.QtWidgets import QWidget

from crossreel.kernel.marks import N_
from crossreel.ui.hub.panel import Panel
from crossreel.ui.hub.workspace import Workspace


def _make(_workspace: Workspace) -> QWidget:
    from crossreel.ui.kit.empty import EmptyState

    return EmptyState("Nothing owed")


PANEL = Panel(id="ledger", title=N_("Ledger"), icon="catalog", opens=N_("Show the ledger"), make=_make, area=AREA, order=90)
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
    "tests/house/test_rules.py", "tests/unit/ui/shell/test_keys.py", f"{WINDOW}::test_the_window_leaves_nothing_behind",
    f"{WINDOW}::test_nothing_flashes_up_beside_the_window", f"{WINDOW}::test_every_control_has_a_name_for_a_screen_reader",
    f"{WINDOW}::test_f1_shows_the_keys_and_other_keys_rest_meanwhile",
)  # fmt: skip


def test_a_place_and_its_action(project: Copy) -> None:
    project.add("src/crossreel/ui/places/ledger/__init__.py", PANEL.replace("AREA", '"place"'))
    project.add("src/crossreel/ui/places/ledger/actions/__init__.py", "")
    project.add("src/crossreel/ui/places/ledger/actions/ledger.py", ACTIONS)
    for preset in sorted((project.folder / "resources" / "keymaps").glob("*.toml")):
        preset.write_text(preset.read_text("utf-8") + KEY, "utf-8")
    found = project.run("-c", "from crossreel.ui.shell.registry import find_all; print(find_all().action('window.ledger').title)")
    assert found.stdout.strip() == "Show the ledger", found.stderr
    project.must_pass(*TESTS)


def test_a_panel_of_the_drawer(project: Copy) -> None:
    project.add("src/crossreel/ui/drawer/ledger/__init__.py", PANEL.replace("AREA", '"side"'))
    project.must_pass(*TESTS)
