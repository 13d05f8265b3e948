"""Cells of several cues, and what is split, merged, deleted and inserted: by the real keys, read back from the catalog's file."""

import itertools

import pytest

from tests.hands.catalog_file import CueRow
from tests.hands.hands import Hands

EPISODE = 2


@pytest.fixture(autouse=True)
def second_row(hands: Hands) -> None:
    """Begin at the second row of an episode with the focus in the table."""
    hands.open(EPISODE, cue=2, language="en")


def texts(hands: Hands, language: str) -> list[str]:
    return [cue.text for cue in hands.cues(language, EPISODE)]


def everything(hands: Hands) -> list[tuple[str, int, int, str]]:
    return [
        (language, cue.start_ms, cue.end_ms, cue.text)
        for language in ("zh-Hans", "en", "es-419")
        for cue in hands.cues(language, EPISODE)
    ]


def undo(hands: Hands, before: list[tuple[str, int, int, str]]) -> None:
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: everything(hands) == before, "everything as it was before")
    hands.settle()


def no_cover(cues: list[CueRow]) -> bool:
    return all(one.end_ms <= other.start_ms for one, other in itertools.pairwise(cues))


def test_after_a_split_each_half_is_reached_by_key_and_takes_what_is_typed(hands: Hands) -> None:
    before, count = everything(hands), len(texts(hands, "en"))
    hands.key("Ctrl+Alt+S")
    hands.wait_for(lambda: len(texts(hands, "en")) == count + 1, "one translation more")
    hands.settle()
    hands.keep("two-cues-in-a-cell")
    halves = hands.cues("en", EPISODE)[1:3]
    assert halves[1].start_ms - halves[0].end_ms >= 66, "the guide's gap is free between the halves"
    assert len(texts(hands, "zh-Hans")) == len([line for line in before if line[0] == "zh-Hans"]), "the source is whole"
    hands.key("Down", "Return", "Ctrl+A")
    hands.type("second half")
    hands.key("Escape")
    hands.wait_for(lambda: texts(hands, "en")[2] == "second half", "the words in the second half")
    assert texts(hands, "en")[1] == halves[0].text
    hands.settle()
    hands.key("Up", "Ctrl+M")
    hands.wait_for(lambda: len(texts(hands, "en")) == count, "one translation again")
    assert texts(hands, "en")[1] == f"{halves[0].text}\nsecond half"
    assert [line for line in everything(hands) if line[0] != "en"] == [line for line in before if line[0] != "en"]
    hands.settle()
    for _step in range(3):
        hands.key("Ctrl+Z")
        hands.settle()
    hands.wait_for(lambda: everything(hands) == before, "everything as it was before")


def test_a_click_on_its_line_chooses_a_half(hands: Hands) -> None:
    before, count = everything(hands), len(texts(hands, "en"))
    hands.key("Ctrl+Alt+S")
    hands.wait_for(lambda: len(texts(hands, "en")) == count + 1, "one translation more")
    hands.settle()
    cell = hands.cell(2, "en")
    hands.click(cell.x + cell.width // 2, cell.y + cell.height * 3 // 4)
    hands.key("Del")
    hands.wait_for(lambda: len(texts(hands, "en")) == count, "the second half is gone")
    assert everything(hands)[0] == before[0]
    hands.settle()
    hands.key("Ctrl+Z")
    hands.settle()
    undo(hands, before)


def test_all_languages_are_split_and_merged_by_one_key_and_one_undo(hands: Hands) -> None:
    before = everything(hands)
    counts = {language: len(texts(hands, language)) for language in ("zh-Hans", "en", "es-419")}
    hands.key("Ctrl+Alt+Shift+S")
    hands.wait_for(lambda: len(texts(hands, "es-419")) == counts["es-419"] + 1, "one cue more in every language")
    assert {language: len(texts(hands, language)) - many for language, many in counts.items()} == dict.fromkeys(counts, 1)
    hands.settle()
    hands.key("Ctrl+Alt+Shift+M")
    hands.wait_for(lambda: len(texts(hands, "es-419")) == counts["es-419"], "one cue less in every language")
    hands.settle()
    hands.key("Ctrl+Z")
    hands.settle()
    undo(hands, before)


def test_deleting_in_all_languages_leaves_no_orphan(hands: Hands) -> None:
    before = everything(hands)
    rows = hands.state().rows
    hands.key("Ctrl+Shift+Del")
    hands.wait_for(lambda: hands.state().rows == rows - 1, "one row less")
    assert not hands.ask(
        "select id from cue where anchor_id is null and track_id not in (select id from track where role = 'source')"
    )
    undo(hands, before)


def test_inserting_covers_no_neighbour_wherever_the_playhead_stands(hands: Hands) -> None:
    before = everything(hands)
    made = 0
    for _times in range(3):
        hands.key("Alt+Ins")
        hands.settle()
        made += hands.state().toast == ""
        hands.key("Escape")
        assert no_cover(hands.cues("zh-Hans", EPISODE))
    hands.settle()
    for _times in range(len(hands.cues("zh-Hans", EPISODE)) - len([line for line in before if line[0] == "zh-Hans"])):
        hands.key("Ctrl+Z")
        hands.settle()
    hands.wait_for(lambda: everything(hands) == before, "everything as it was before")
