"""Every word that was typed is in the file: at any speed, over cells gone through back and forth, and after a kill."""

from pathlib import Path

import pytest

from tests.builders import make_drama
from tests.hands.conftest import Opener
from tests.hands.hands import Hands

ROWS = {5: 5, 50: 4, 200: 2}


def two_titles(catalog: Path) -> None:
    """A title with 6 cues in its episodes, and one with 200."""
    drama = make_drama(catalog, code="FEW", episodes=2, cues=6)
    make_drama(catalog, code="MANY", episodes=2, cues=200, database=drama.database)
    drama.database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    return hands_on(two_titles)


def go_into_text(hands: Hands, title: str, episode: int, cue: int = 1) -> None:
    """Put the caret into the English text of a cue."""
    hands.open(episode, cue=cue, language="en", title=title)
    hands.key("Return")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")


def english(hands: Hands, title: str, episode: int) -> list[str]:
    """The English texts of an episode, as the file has them."""
    return [text for (text,) in hands.ask(ENGLISH, title, episode)]


ENGLISH = """
select cue.text from cue join track on track.id = cue.track_id join episode on episode.id = track.episode_id
join title on title.id = episode.title_id
where title.code = ? and episode.number = ? and track.language = 'en' order by cue.start_ms, cue.id
"""


@pytest.mark.parametrize("gap_ms", [5, 50, 200])
@pytest.mark.parametrize("title", ["FEW", "MANY"])
def test_every_word_typed_back_and_forth_is_in_the_file(hands: Hands, title: str, gap_ms: int) -> None:
    before, rows = english(hands, title, 1), ROWS[gap_ms]
    go_into_text(hands, title, 1)
    for row in range(rows):
        hands.type(f"+{row}", gap_ms)
        hands.key("Alt+Down", gap_ms=gap_ms)
        hands.type("x", gap_ms)
        hands.key("Alt+Up", gap_ms=gap_ms)
        hands.type("y", gap_ms)
        hands.key("Alt+Down", gap_ms=gap_ms)
    wanted = [f"{text}{'x' if 0 < at <= rows else ''}{f'+{at}y' if at < rows else ''}" for at, text in enumerate(before)]
    hands.wait_for(lambda: english(hands, title, 1) == wanted, "every word")
    assert hands.state().row == rows + 1
    assert hands.focus().where == "target"


@pytest.mark.parametrize("gap_ms", [5, 50])
def test_words_typed_over_a_change_of_episode_stand_where_they_were_typed(hands: Hands, gap_ms: int) -> None:
    before = [english(hands, "MANY", number)[99:] for number in (1, 2)]
    go_into_text(hands, "MANY", 2)
    go_into_text(hands, "MANY", 1, cue=100)
    hands.type(" a", gap_ms)
    for keys, words in (("Alt+Right", " b"), ("Alt+Left", " c"), ("Alt+Right", " d"), ("Alt+Left", " e")):
        hands.key(keys, gap_ms=gap_ms)
        hands.type(words, gap_ms)

    def stands() -> list[list[str]]:
        return [
            [each for each in english(hands, "MANY", number) if each.endswith(end)] for number, end in ((1, " a c e"), (2, " b d"))
        ]

    hands.wait_for(lambda: [len(each) for each in stands()] == [1, 1], "the words of each episode in one cue of it")
    assert stands()[0] == [f"{before[0][0]} a c e"]
    hands.settle()
    for _each in range(2):
        hands.key("Ctrl+A", "Delete")
        hands.type(f"cleared {gap_ms}")
        hands.key("Alt+Right")
        hands.wait_for(lambda: not hands.state().is_behind, "the other episode")
    hands.settle()


def test_what_rested_survives_a_kill_in_the_middle_of_typing(hands: Hands) -> None:
    go_into_text(hands, "MANY", 2, cue=7)
    before = english(hands, "MANY", 2)
    hands.type(" that rested")
    hands.wait_for(lambda: english(hands, "MANY", 2)[6] == f"{before[6]} that rested", "what rested in the file")
    hands.key("Alt+Down")
    hands.type(" being typ", gap_ms=1)
    hands.kill()
    stored = english(hands, "MANY", 2)
    assert stored[6] == f"{before[6]} that rested"
    assert f"{before[7]} being typ".startswith(stored[7])
    hands.start()
    go_into_text(hands, "MANY", 2, cue=7)
    assert hands.focus().text == f"{before[6]} that rested"
    hands.key("Ctrl+Z", times=1 + (stored[7] != before[7]))
    hands.wait_for(lambda: english(hands, "MANY", 2) == before, "the texts as they were, by an undo over the kill")
