"""A title is drafted by a server through real keys, killed in the middle, and gone on with: rows of the file, and calls counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossreel.domain.engines.engine_info import EngineSetting
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.files.engine_list import write_engines
from crossreel.storage.database import Database
from tests.hands.conftest import Opener
from tests.hands.hands import Hands
from tests.loopback import Call, Loopback, Reply, said, serving

HANGS_AT = 2


def answer(call: Call) -> Reply:
    return said("\n".join(f"{number}| Line {number} by a machine" for number in call.lines))


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    """A server that answers the first question, and hangs at the second."""
    with serving(answer) as loopback:
        loopback.answer = lambda call: Reply(hangs=True) if len(loopback.calls) == HANGS_AT else answer(call)
        yield loopback


@pytest.fixture(scope="module")
def hands(hands_on: Opener, server: Loopback) -> Hands:
    """Three episodes of two source lines, English begun by nobody, and that server as an engine."""

    def make(catalog: Path) -> None:
        database = Database.open(catalog, author="Ana")
        cataloging, editing = Cataloging(database), Editing(database)
        title_id = next(iter(cataloging.create_title("HEIR", "The Hidden Heir", "zh-Hans").ids("title")))
        cataloging.add_language(title_id, "en")
        for number in (1, 2, 3):
            episode_id = next(iter(cataloging.add_episode(title_id, number).ids("episode")))
            for at, text in enumerate(("你在哪里？", "我在这里。")):
                editing.insert(episode_id, "zh-Hans", 500 + 2000 * at, 1900 + 2000 * at, text)
        database.close()
        folder = catalog.parent / "home" / "config" / "Crossreel"
        folder.mkdir(parents=True)
        write_engines(folder, [EngineSetting(name="mine", engine_id="chat_server", address=server.address, model="m-1", at_once=1)])

    return hands_on(make)


def steps(hands: Hands) -> list[str]:
    """The states of the steps of the one run, by episode."""
    sql = "select run_step.state from run_step join episode on episode.id = run_step.episode_id order by episode.number"
    return [state for (state,) in hands.ask(sql)]


def test_a_draft_is_begun_by_keys_and_its_first_episode_stands_in_the_file(hands: Hands, server: Loopback) -> None:
    hands.open(1)
    hands.key("Ctrl+2")
    hands.wait_for(lambda: hands.state().place == "title", "the matrix")
    hands.press_button("Draft…")
    hands.wait_for(lambda: any(words.startswith("6 lines in 3 steps") for words in hands.words()), "the plan")
    assert not server.calls and not hands.ask("select * from run")
    hands.key("Return")
    hands.wait_for(lambda: hands.texts("en", 1) == ["Line 1 by a machine", "Line 2 by a machine"], "the first episode")
    hands.wait_for(lambda: steps(hands) == ["done", "running", "waiting"], "the second under way")
    hands.key("Ctrl+7")
    hands.wait_for(lambda: hands.is_seen("Pause"), "the run in its place, and that it goes on")


def test_a_run_that_was_killed_goes_on_and_pays_for_nothing_twice(hands: Hands, server: Loopback) -> None:
    hands.wait_for(lambda: len(server.calls) == HANGS_AT, "the second question")
    hands.kill()
    hands.start()
    hands.key("Ctrl+7")
    hands.wait_for(lambda: hands.is_seen("Go on"), "the run broken off")
    hands.press_button("Go on")
    hands.wait_for(lambda: steps(hands) == ["done"] * 3, "all of it")
    hands.settle()
    assert len(server.calls) == HANGS_AT + 2  # the one that hung was never answered
    assert [hands.texts("en", number) for number in (2, 3)] == [["Line 1 by a machine", "Line 2 by a machine"]] * 2
    assert hands.ask("select state from run") == [("done",)]
