"""Everything the window can do, a command can: use cases are found in the source of both and compared.

A use case is a public method of a service of the desk. The window's are all that its modules name, called there or handed to
`perform` and `compute`, or in the kinds of jobs it carries out; a service may have a local name. The tables below say why a
use case has no command of its own.
"""

import ast
import inspect
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from crossreel.app.bootstrap import build_desk
from crossreel.cli import commands
from crossreel.cli.command import Command
from crossreel.cli.main import find_command
from crossreel.domain.importing import correction
from crossreel.domain.preferences import Preferences
from crossreel.kernel.once import once
from crossreel.kernel.plugins import discover
from crossreel.services.desk import Desk
from tests.house.source import SOURCE, nodes_of

UseCases = Mapping[str, frozenset[str]]

OTHERWISE = {
    "cataloging.title": ("metadata", "the title was found by its code"),
    "attending.viewing": ("screening", "`watched` and `changes` tell its two halves"),
    "attending.best": ("screening", "`watched` tells it of every person"),
    "checking.inspect": ("qc", "`run` inspects and keeps"),
    "checking.keep": ("qc", "`run` inspects and keeps"),
    "checking.is_current": ("review", "a command checks every title before it lists its queue"),
    "media_checking.inspect": ("media", "`run` inspects and keeps"),
    "media_checking.keep": ("media", "`run` inspects and keeps"),
    "guiding.text": ("guides", "what a step back of the place puts there again; `guides export` writes it"),
    "guiding.put_text": ("guides", "a step back of the place; commands derive, import and remove sets"),
    "importing.sheet_columns": ("info", "the columns of a sheet are told with the rest of the file"),
    "importing.map_columns": ("import", "`--map` says what the columns of sheets hold"),
    "cataloging.sounds_in": ("info", "the sounds of a file are told with the rest of it"),
    "profiling.proven": ("profiles", "`profiles set` and `import` prove what they keep"),
    "delivering.profiles": ("profiles", "the profiles need no catalog"),
    "safekeeping.backups": ("backup", "a catalog that is not open is asked for its backups"),
    "safekeeping.look_after": ("backup", "the window backs up when an hour has passed; a command when it is called"),
    "safekeeping.needs_maintenance": ("titles", "every command brings up to date what another version made"),
    "safekeeping.salvage": ("salvage", "it works on the file of a catalog that is not open"),
    "safekeeping.continue_in": ("salvage", "a window goes on with what it holds in memory; a command holds nothing"),
    "screening.playlist": ("cues", "cues and videos are listed by episode; there is no reel to play"),
    "translating.beginning": ("cues", "the next episode is listed like any other"),
    "translating.ending": ("cues", "the episode before is listed like any other"),
    "importing.suggest_code": ("import", "`split` gives every title of a folder a code that is free"),
    "listening.find": ("speech", "`find_all` listens to every video of a title; it keeps what it found"),
    "listening.found": ("speech", "`regions` finds what is kept by the episode"),
    "marking.find": ("shots", "`find_all` looks into every video of a title; it keeps what it found"),
    "previewing.find_videos": ("media", "`relink` finds them and writes where they are"),
    "previewing.put_videos": ("media", "`relink` finds them and writes where they are"),
    "previewing.still": ("cover", "a command keeps a frame as the cover; `frame_file` reads the still"),
}
"""Use cases of the window that a command does in another way: which command, and how."""

LOOKS = {
    "attending.record": "a command watches nothing",
    "attending.stopped": "where the screening goes on",
    "checking.measure": "figures beside a text while it is typed",
    "checking.preview": "findings of a text that is not written yet",
    "previewing.caption_picture": "the caption on the picture",
    "previewing.open_player": "plays",
    "previewing.peaks": "the waveform under the picture",
    "previewing.player_problem": "why nothing plays",
    "previewing.prepare": "has the next video ready for the player",
    "previewing.poster": "the small picture of an episode",
    "previewing.step_ms": "steps the player by frames",
    "seats.load": "where the window opens",
    "seats.save": "where the window is left",
    "spelling.unknown": "the red line under a text while it is typed; `spell` looks at all of a title",
    "translating.completed": "rows that another process made, for what is open",
}
"""What only a window shows, and no command has anything to do with."""


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, type]:
    """Give the class of every service, by its name on the desk."""
    desk = build_desk(tmp_path_factory.mktemp("desk") / "c.crossreel", "command", Preferences(author="Ana"))
    names = [name for name, member in vars(Desk).items() if isinstance(member, once)] + ["preferences"]
    try:
        return {name: type(getattr(desk, name)) for name in names}
    finally:
        desk.close()


@pytest.fixture(scope="module")
def use_cases(services: Mapping[str, type]) -> UseCases:
    """Give the use cases of every service."""
    return {
        name: frozenset(method for method, _ in inspect.getmembers(service, callable) if not method.startswith("_"))
        for name, service in services.items()
    }


@cache
def naming(path: Path) -> tuple[ast.AST, ...]:
    """Return what of a module names something, found once for all tests."""
    return tuple(node for node in nodes_of(path) if isinstance(node, ast.Assign | ast.AnnAssign | ast.Attribute))


def named_in(path: Path, use_cases: UseCases) -> set[str]:
    """Return the use cases a module names: `….service.method`, or `name.method` where the name stands for a service."""
    nodes = naming(path)
    aliases: dict[str, set[str]] = defaultdict(set)

    def services_of(node: ast.expr) -> set[str]:
        node = node.func if isinstance(node, ast.Call) else node  # an opener is called for its service
        last = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        return aliases[last] | ({last} & set(use_cases))

    for node in nodes:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                for part, value in pairs(target, node.value):
                    meant = value.func if isinstance(value, ast.Call) else value
                    if isinstance(meant, ast.Attribute) and isinstance(part, ast.Name | ast.Attribute):
                        aliases[part.id if isinstance(part, ast.Name) else part.attr] |= {meant.attr} & set(use_cases)
    return {
        f"{service}.{node.attr}"
        for node in nodes
        if isinstance(node, ast.Attribute)
        for service in services_of(node.value)
        if node.attr in use_cases[service]
    }


def pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """Return what is bound to what by an assignment."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=False))
    return [(target, value)]


def named_below(folder: str, use_cases: UseCases) -> set[str]:
    return {name for path in (SOURCE / folder).rglob("*.py") for name in named_in(path, use_cases)}


def named_in_commands(use_cases: UseCases) -> set[str]:
    """Return the use cases that commands name, and those of the jobs they carry out."""
    texts = [path.read_text("utf-8") for path in (SOURCE / "cli").rglob("*.py")]
    jobs = {name for text in texts for name in re.findall(r"job_kinds import (\w+)", text)}
    carried = {name for job in jobs for name in named_in(SOURCE / "services" / "job_kinds" / f"{job}.py", use_cases)}
    return named_below("cli", use_cases) | carried


def named_in_window(use_cases: UseCases) -> set[str]:
    return named_below("ui", use_cases) | named_below("services/job_kinds", use_cases)


def every_command() -> list[tuple[str, Callable[..., object]]]:
    """Return each command and action with the function that does it."""
    found: list[tuple[str, Callable[..., object]]] = []
    for command in discover(commands, "COMMAND", Command):
        found += [(command.name, command.run)] if command.run is not None else []
        found += [(f"{command.name} {action.name}", action.run) for action in command.actions]
    return found


def test_the_walk_sees_use_cases_however_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "looked_at.py").write_text(
        "class View:\n"
        "    def build(self, workspace):\n"
        "        self._notes, keep = workspace.desk.screening, workspace.desk.cataloging\n"
        "        workspace.perform(call(self._notes.add_note, 1))\n"
        "        keep.set_state([], 1)\n"
        "        workspace.compute(partial(workspace.desk.editing.find, 1))\n"
        "        workspace.desk.close()\n",
        "utf-8",
    )
    known = {"screening": frozenset({"add_note"}), "cataloging": frozenset({"set_state"}), "editing": frozenset({"find"})}
    found = named_in(tmp_path / "looked_at.py", known)
    assert found == {"screening.add_note", "cataloging.set_state", "editing.find"}


def test_every_use_case_of_the_window_has_a_command(use_cases: UseCases) -> None:
    window, line = named_in_window(use_cases), named_in_commands(use_cases)
    assert len(window) > 80, "the walk lost sight of the window"
    without = sorted(window - line - set(OTHERWISE) - set(LOOKS))
    assert not without, f"the window can, and no command: {without}"


def test_every_exception_is_one(use_cases: UseCases) -> None:
    window, line = named_in_window(use_cases), named_in_commands(use_cases)
    assert not sorted((set(OTHERWISE) | set(LOOKS)) - window), "the window no longer does this"
    assert not sorted((set(OTHERWISE) | set(LOOKS)) & line), "a command does this by now"
    for name, (command, _reason) in OTHERWISE.items():
        assert find_command(command) is not None, name


def test_every_use_case_that_writes_has_a_command(services: Mapping[str, type], use_cases: UseCases) -> None:
    returned = {
        f"{service}.{method}": str(inspect.signature(getattr(services[service], method)).return_annotation)
        for service, methods in use_cases.items()
        for method in methods
    }
    writing = {name for name, kind in returned.items() if "Edit" in kind and not kind.startswith(("tuple", "typing.Tuple"))}
    assert {"cataloging.clear_cover", "editing.set_placement", "history.turn"} <= writing
    assert not sorted(writing - named_in_commands(use_cases))


def test_every_correction_of_an_import_plan_can_be_written() -> None:
    offered = frozenset(name for name, _ in inspect.getmembers(correction, inspect.isfunction) if not name.startswith("_"))
    known = {"correct": offered, "correction": offered}
    window, line = ({name.partition(".")[2] for name in named_below(folder, known)} for folder in ("ui", "cli"))
    assert {"set_episode", "skip", "choose"} <= window
    otherwise = {
        "set_programme_start": "`start_programmes` says it, and a command takes nothing back",
        "suggest_code": "`importing.split` gives every title of a folder a code",
    }
    assert not sorted(window - line - set(otherwise))


def test_no_use_case_is_called_by_nobody(use_cases: UseCases) -> None:
    """What only tests call is dead: it goes, or gets a door."""
    called = {
        node.attr
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
    }
    dead = [f"{service}.{method}" for service, methods in use_cases.items() for method in methods if method not in called]
    assert not sorted(dead)


def test_every_command_answers_in_json() -> None:
    quiet = {"selfcheck"}  # its lines are for who builds and installs; the exit code is the answer
    asked = {name: inspect.signature(run).parameters for name, run in every_command() if name not in quiet}
    assert len(asked) > 80
    assert not [name for name, parameters in asked.items() if not any(each.startswith("as_json") for each in parameters)]
