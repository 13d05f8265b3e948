"""A command with an action is added with the files that docs/adding-a-command.md names, and nothing turns red."""

import json

from tests.house.copies import Copy

COMMAND = '''"""`crossreel count`: how much there is."""

from crossreel.cli.answers import plain_object, print_table
from crossreel.cli.arguments import AsJson, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.session import Session, find_title
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_


def run(session: Session, as_json: AsJson = False) -> None:
    """Count the titles."""
    with session.desk(read_only=True) as desk:
        count = len(desk.cataloging.titles())
    session.print_json({"titles": count}) if as_json else session.say(str(count))


def languages(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """Count the languages of a title."""
    with session.desk(read_only=True) as desk:
        found = find_title(desk, title)
        count = len(desk.cataloging.matrix(found.id).languages)
    if as_json:
        session.print_json({**plain_object(found), "languages": count})
    else:
        print_table(session, (_("Title"), _("Languages")), [(found.code, count)])


COMMAND = Command(
    "count", N_("Count what there is."), run, (Action("languages", N_("Count the languages of a title."), languages),)
)
'''
TESTS = (
    "tests/house/test_window_and_commands.py", "tests/unit/cli/test_manual.py",
    "tests/unit/cli/test_answers.py::test_a_command_is_found_by_the_name_of_its_file",
    "tests/unit/cli/test_answers.py::test_a_command_loads_no_other_command",
)  # fmt: skip
NAMES = ("test_window_and_commands", "test_manual", "test_answers")


def add(project: Copy) -> None:
    """Add a command and write the manual again."""
    project.add("src/crossreel/cli/commands/count.py", COMMAND)
    written = project.run("scripts/make_command_manual.py")
    assert written.returncode == 0, written.stderr


def test_a_command_with_an_action(project: Copy) -> None:
    add(project)
    catalog = ("-m", "crossreel", "--catalog", str(project.folder / "c.crossreel"))
    assert project.run(*catalog, "titles", "create", "HEIR", "The Heir").returncode == 0
    assert json.loads(project.run(*catalog, "count", "--json").stdout) == {"titles": 1}
    assert json.loads(project.run(*catalog, "count", "languages", "HEIR", "--json").stdout)["languages"] == 1
    assert "crossreel count languages TITLE" in (project.folder / "docs" / "commands.md").read_text("utf-8")
