"""Shot changes under real keys: found while nobody waits, set and removed at the playhead, cues snapped to them as one edit."""

import json

from tests.hands.hands import Hands

TITLE = "HIDDENHEIR"
SNAPPED = {1: (900, 3134), 2: (3200, 7000), 4: (11400, 12700), 6: (15400, 18600)}
"""The cues of the first episode that snapping moves, by number, once the first two were set off the cut at 3.2 seconds."""


def shots(hands: Hands) -> tuple[int, ...]:
    return hands.state().shots


def times(hands: Hands, language: str = "zh-Hans") -> list[tuple[int, int]]:
    return [(cue.start_ms, cue.end_ms) for cue in hands.cues(language, 1)]


def test_cues_snap_to_shots_as_they_are_shown_and_one_undo_takes_it_back(hands: Hands) -> None:
    hands.open(1, cue=1, language="en")
    hands.wait_for(lambda: shots(hands)[:2] == (3200, 7067), "the shot changes of the episode", 60)
    hands.command("cues", "times", TITLE, "1", "zh-Hans", "1", "--end", "3.267")
    hands.command("cues", "times", TITLE, "1", "zh-Hans", "2", "--start", "3.4")
    before = times(hands)
    assert (before[0], before[1][0]) == ((900, 3267), 3400)
    hands.settle()
    hands.key("Ctrl+Shift+X")
    hands.wait_for(lambda: "4 cues get other times." in hands.words(), "the plan")
    assert times(hands) == before, "a plan writes nothing"
    hands.key("Space")
    hands.wait_for(lambda: "3 cues get other times." in hands.words(), "the plan without the first cue")
    hands.key("Space")
    hands.wait_for(lambda: "4 cues get other times." in hands.words(), "the whole plan")
    hands.key("Return")
    after = [SNAPPED.get(number, each) for number, each in enumerate(before, 1)]
    hands.wait_for(lambda: times(hands) == after, "the new times in the catalog")
    assert times(hands, "en")[:2] == after[:2], "the languages follow"
    hands.wait_for(lambda: hands.focus().where == "table", "the focus back in the table")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: times(hands) == before, "the times of before")


def test_a_shot_is_set_and_one_removed_at_the_playhead(hands: Hands) -> None:
    hands.open(2, cue=1, language="en")
    known = hands.wait_for(lambda: shots(hands), "the shot changes of the episode", 60)
    assert known[0] == 3200
    hands.key("Ctrl+Alt+A")
    [(at_ms, removes)] = hands.wait_for(lambda: hands.ask("select start_ms, removes from mark"), "the mark in the catalog")
    every = tuple(sorted((*known, at_ms)))
    hands.wait_for(lambda: shots(hands) == every and not removes, "the shot change in the window")
    hands.key("Alt+.")
    hands.wait_for(lambda: hands.state().playhead_ms == 3200, "the playhead at the next shot")
    hands.key("Ctrl+Alt+X")
    hands.wait_for(lambda: 3200 not in shots(hands), "the shot change gone")
    told = json.loads(hands.command("shots", TITLE, "2", "--json"))[0]["shots"]
    assert [each["at_ms"] for each in told] == [each for each in every if each != 3200]
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: shots(hands) == every, "the shot change again")
    hands.key("Ctrl+Z")
    hands.wait_for(lambda: shots(hands) == known and not hands.ask("select 1 from mark"), "the shot changes that were found")
