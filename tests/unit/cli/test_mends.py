"""What a refusal is mended with are commands that can be called."""

import shlex

import pytest

from crossreel.cli.arguments import parse
from crossreel.cli.episodes import parse_episodes, write_episodes
from crossreel.cli.main import find_command
from crossreel.cli.mends import COMMANDS, mending_commands
from crossreel.delivery.registry import gates
from crossreel.domain.delivery import Mend
from crossreel.domain.refusal_group import RefusalGroup
from crossreel.i18n.messages import has_sentence

GROUPS = (
    RefusalGroup(code="delivery.state_low", language="en-x-sdh", languages=("en-x-sdh",), episodes=(1, 2, 3, 7)),
    RefusalGroup(code="delivery.metadata_missing", languages=("en", "th"), facts={"field": "synopsis"}),
    RefusalGroup(code="delivery.promise_broken"),
)


def test_each_way_of_mending_has_its_command() -> None:
    assert set(COMMANDS) == set(Mend)


@pytest.mark.parametrize("mend", list(Mend), ids=str)
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.code)
def test_a_mending_command_can_be_called(mend: Mend, group: RefusalGroup) -> None:
    told = RefusalGroup(code=group.code, language=group.language, languages=group.languages, episodes=group.episodes, mends=(mend,))
    (line,) = mending_commands(told, "HEIR", "app-standard")
    program, name, *arguments = shlex.split(line)
    assert program == "crossreel"
    command = find_command(name)
    assert command is not None
    action = command.find_action(arguments[0])
    run, rest = (action.run, arguments[1:]) if action is not None else (command.run, arguments)
    parse(run, rest, prog=name, about="")


def test_episodes_are_written_as_they_are_read() -> None:
    numbers = {1, 2, 3, 7, 9, 10}
    assert write_episodes(numbers) == "1-3,7,9,10"
    assert parse_episodes(write_episodes(numbers), range(1, 20)) == numbers
    assert write_episodes(()) == ""


def test_gates_mend_only_what_they_refuse_in_words() -> None:
    for gate in gates():
        assert gate.mends or gate.mended_by
        assert [code for code in gate.mends if not has_sentence(code)] == []


def test_what_lets_findings_through_is_asked_for_as_the_delivery_was() -> None:
    group = RefusalGroup(code="delivery.open_errors", language="en", languages=("en",), episodes=(2,), mends=(Mend.LET_THROUGH,))
    (line,) = mending_commands(group, "HEIR", "plain", ["--to", "REEL"])
    assert line == "crossreel deliver HEIR --to REEL --out FOLDER --allow-findings"
