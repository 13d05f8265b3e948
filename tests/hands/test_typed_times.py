"""In, out and duration typed in the row, without the mouse: seconds, frames, relative; wrong ones told and kept."""

from tests.hands.hands import Hands


def times(hands: Hands, row: int) -> tuple[int, int]:
    cue = hands.cues("zh-Hans")[row - 1]
    return cue.start_ms, cue.end_ms


def steps(hands: Hands) -> int:
    return int(hands.ask("select count(*) from journal_edit")[0][0])


def test_tab_goes_from_in_to_out_to_duration_to_text(hands: Hands) -> None:
    hands.open(3, cue=2, language="en")
    start, end = times(hands, 2)
    hands.key("Ctrl+T")
    hands.wait_for(lambda: hands.focus().words == "In", "the in time open")
    hands.type("+3f\t")
    hands.wait_for(lambda: hands.focus().words == "Out", "the out time open")
    hands.wait_for(lambda: times(hands, 2) == (start + 100, end), "the start three frames later")
    hands.type("-0.2\t")
    hands.wait_for(lambda: hands.focus().words == "Dur", "the duration open")
    assert abs(times(hands, 2)[1] - (end - 200)) <= 17
    hands.type("1.5\t")
    hands.wait_for(lambda: hands.focus().where == "target", "the caret in the text")
    hands.wait_for(lambda: times(hands, 2)[1] - times(hands, 2)[0] == 1500, "a cue of one and a half seconds")
    for _each in range(3):
        hands.key("Ctrl+Z")
    hands.wait_for(lambda: times(hands, 2) == (start, end), "three steps taken back")


def test_keys_right_after_tab_are_in_the_next_time_however_fast(hands: Hands) -> None:
    hands.open(3, cue=2, language="en")
    start, end = times(hands, 2)
    hands.key("Ctrl+T")
    hands.type("+3f\t-6f\t1.2\n", gap_ms=5)
    hands.wait_for(lambda: times(hands, 2) == (start + 100, start + 1300), "in and duration as typed")
    hands.wait_for(lambda: hands.focus().where == "table", "the keys back in the table")
    hands.settle()
    for _each in range(3):
        hands.key("Ctrl+Z")
    hands.wait_for(lambda: times(hands, 2) == (start, end), "three steps taken back")


def test_numbers_and_times_are_gone_to(hands: Hands) -> None:
    hands.open(3, cue=1, language="en")
    for written, row in (("4", 4), ("#2", 2), (f"{times(hands, 6)[0] / 1000 + 0.1}", 6), ("0:00", 1)):
        hands.key("Ctrl+G")
        hands.wait_for(lambda: hands.focus().kind == "Field", "the line to go by")
        hands.type(written)
        hands.key("Return")
        hands.wait_for(lambda row=row: (hands.state().row, hands.focus().where) == (row, "table"), f"row {row} by {written}")
    hands.key("Ctrl+G")
    hands.wait_for(lambda: hands.focus().kind == "Field", "the line to go by")
    hands.type("99")
    hands.key("Return")
    hands.wait_for(lambda: any("There is no cue “99”" in each for each in hands.words()), "what is wrong")
    assert hands.focus().text == "99"
    hands.key("Esc")
    hands.wait_for(lambda: hands.focus().where == "table", "the keys back in the table")


def test_findings_are_gone_to_in_the_language_they_are_in(hands: Hands) -> None:
    hands.open(3, cue=1, language="en")
    hands.key("F11")  # what is changed is looked at, with its neighbours
    hands.settle()
    found = hands.ask(FOUND)
    assert found, "the sample has no finding here"
    hands.key("F9")
    hands.wait_for(lambda: hands.state().row != 1 and hands.state().toast, "the next finding and what it says")
    row, language = hands.state().row, hands.state().language
    assert row is not None
    starts = {start for start, tag in found if tag == language}
    assert times(hands, row)[0] in starts
    hands.key("Shift+F9")
    hands.wait_for(lambda: hands.state().row != row or len({start for start, _tag in found}) == 1, "the one before")
    hands.key("Ctrl+Z")


FOUND = """
select finding.start_ms, finding.language from finding join episode on episode.id = finding.episode_id
where episode.number = 3 and finding.severity <> 'info' and finding.language in ('zh-Hans', 'ar', 'en', 'es-419')
"""


def test_wrong_input_is_told_and_kept_and_escape_gives_up(hands: Hands) -> None:
    hands.open(3, cue=2, language="en")
    before, made = times(hands, 2), steps(hands)
    hands.key("Ctrl+T")
    hands.wait_for(lambda: hands.focus().words == "In", "the in time open")
    hands.type("soon")
    hands.key("Return")
    hands.wait_for(lambda: "“soon” is no time" in hands.state().toast, "what is wrong")
    assert (hands.focus().words, hands.focus().text) == ("In", "soon")
    hands.key("Ctrl+A")
    hands.type("99:00")
    hands.key("Return")
    hands.wait_for(lambda: "must end after it starts" in hands.state().toast, "what is wrong")
    assert hands.focus().text == "99:00"
    hands.key("Esc")
    hands.wait_for(lambda: hands.focus().where == "table", "the keys back in the table")
    hands.settle()
    assert (times(hands, 2), steps(hands)) == (before, made)


def test_timecode_is_shown_and_typed_in_frames(hands: Hands) -> None:
    hands.open(3, cue=2, language="en")
    before = times(hands, 2)
    hands.key("Ctrl+Alt+T", "Ctrl+T")
    hands.wait_for(lambda: hands.focus().words == "In" and hands.focus().text.count(":") == 3, "a timecode")
    written = hands.focus().text
    hands.keep("timecode")
    frame = int(written[-2:])
    hands.type(f"{written[:-2]}{(frame + 5) % 30:02d}")
    hands.key("Return")
    hands.wait_for(lambda: times(hands, 2) != before, "another time")
    assert abs(abs(times(hands, 2)[0] - before[0]) - (167 if frame + 5 < 30 else 833)) <= 1
    hands.key("Ctrl+Z", "Ctrl+Alt+T")
    hands.wait_for(lambda: times(hands, 2) == before, "the former time")
