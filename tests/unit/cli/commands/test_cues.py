"""`crossreel cues`, read back by itself."""

import json

import pytest

from tests.unit.cli.commands.conftest import ENGLISH, SOURCE, Ask, Call, column, texts


def times(ask: Ask, title: str, language: str) -> list[tuple[int, int]]:
    return [(cue["start_ms"], cue["end_ms"]) for cues in column(ask, title, 1, language) for cue in cues]


def test_cues_are_listed_by_number_with_every_language(ask: Ask, call: Call, heir: str) -> None:
    rows = ask("cues", heir, "1")
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert [row["cues"]["zh-Hans"][0]["text"] for row in rows] == list(SOURCE)
    assert {type(cue["id"]) for row in rows for cues in row["cues"].values() for cue in cues} == {str}
    _code, out, _err = call("cues", heir, "1", "--languages", "en")
    assert "zh-Hans" not in out
    assert [line.split()[0] for line in out.splitlines()] == ["#", "1", "2", "3"]
    assert "00:00:04.000" in out and ENGLISH[1] in out


def test_a_text_is_written_and_refused_where_another_stands_there(ask: Ask, call: Call, heir: str) -> None:
    told = ask("cues", "text", heir, "1", "en", "2", "My father", "left it.")
    assert (told["code"], len(told["changed"]["cue"])) == ("edit.set_text", 1)
    assert texts(ask, heir, 1, "en")[1] == "My father\nleft it."
    code, out, _err = call("cues", "text", heir, "1", "en", "2", "Mine", "--instead-of", ENGLISH[1], "--json")
    assert (code, json.loads(out)["error"]["facts"]["plain"]) == (1, "My father\nleft it.")
    cue_id = column(ask, heir, 1, "en")[2][0]["id"]
    ask("cues", "text", heir, "1", "en", cue_id, "- No.")
    assert texts(ask, heir, 1, "en")[2] == "- No."


def test_a_text_may_begin_with_a_hyphen_and_how_is_said(ask: Ask, call: Call, heir: str) -> None:
    ask("cues", "text", heir, "1", "en", "1", "- Hello.", "- Yes?")
    assert texts(ask, heir, 1, "en")[0] == "- Hello.\n- Yes?"
    code, _out, err = call("cues", "text", heir, "1", "en", "1", "-Hello")
    assert code == 2 and "-- -Hello" in err
    assert call("cues", "text", heir, "1", "en", "1", "--", "-Hello", "-Yes")[0] == 0
    assert texts(ask, heir, 1, "en")[0] == "-Hello\n-Yes"
    assert "-- " not in call("cues", "text", heir, "1", "en")[2]


def test_a_text_in_an_empty_cell_makes_the_translation(ask: Ask, heir: str) -> None:
    told = ask("cues", "text", heir, "1", "fr", "1", "D'où vient cette bague ?")
    assert set(told["made"]) >= {"cue", "track"}
    assert texts(ask, heir, 1, "fr") == ["D'où vient cette bague ?", "", ""]
    assert times(ask, heir, "fr") == [(1000, 3000)]


def test_a_retimed_cue_takes_its_neighbour_along_stops_at_it_or_pushes_it_on(ask: Ask, heir: str) -> None:
    ask("cues", "times", heir, "1", "zh-Hans", "1", "--end", "0:05", "--neighbours", "alone")
    assert times(ask, heir, "en")[:2] == [(1000, 3933), (4000, 6000)]
    ask("cues", "times", heir, "1", "zh-Hans", "1", "--end", "0:05", "--neighbours", "chained")
    assert times(ask, heir, "en")[:2] == times(ask, heir, "zh-Hans")[:2] == [(1000, 5000), (5067, 6000)]
    ask("cues", "times", heir, "1", "zh-Hans", "1", "--end", "0:05.5", "--neighbours", "pushed")
    assert times(ask, heir, "en")[:2] == [(1000, 5500), (5567, 6500)]


def test_translations_follow_a_retimed_source_until_they_are_pinned(ask: Ask, heir: str) -> None:
    ask("cues", "times", heir, "1", "zh-Hans", "1", "--end", "3.5")
    assert times(ask, heir, "en")[0] == (1000, 3500)
    ask("cues", "pin", heir, "1", "en", "1")
    ask("cues", "times", heir, "1", "zh-Hans", "1", "--start", "500ms", "--end", "0:02")
    assert times(ask, heir, "en")[0] == (1000, 3500)
    ask("cues", "unpin", heir, "1", "en", "all")
    assert times(ask, heir, "en")[0] == (500, 2000)


def test_a_cue_is_inserted_and_removed_by_its_id(ask: Ask, heir: str) -> None:
    (made,) = ask("cues", "insert", heir, "1", "zh-Hans", "10", "11.5", "尾")["made"]["cue"]
    assert texts(ask, heir, 1, "zh-Hans") == [*SOURCE, "尾"]
    assert ask("cues", "delete", heir, "1", "zh-Hans", made)["removed"] == {"cue": [made]}
    assert texts(ask, heir, 1, "zh-Hans") == list(SOURCE)


def test_a_cue_is_split_at_a_word_and_merged_again(ask: Ask, heir: str) -> None:
    ask("cues", "split", heir, "1", "en", "1", "--at", "1.7")
    first, second = column(ask, heir, 1, "en")[0]
    assert (first["text"], second["text"]) == ("Where did", "you get this ring?")
    assert (first["end_ms"], second["start_ms"]) == (1633, 1700), "two frames stay free"
    ask("cues", "merge", heir, "1", "en", "1")
    assert [cue["text"] for cue in column(ask, heir, 1, "en")[0]] == ["Where did\nyou get this ring?"]
    ask("cues", "split", heir, "1", "zh-Hans", "2", "--offset", "2")
    assert texts(ask, heir, 1, "zh-Hans")[1:3] == ["这是", "我父亲留下的"]
    ask("cues", "merge", heir, "1", "zh-Hans", "2-3")
    assert len(texts(ask, heir, 1, "zh-Hans")) == 3


def test_all_languages_are_split_merged_and_removed_at_once(ask: Ask, heir: str) -> None:
    ask("cues", "split", heir, "1", "en", "1", "--at", "1.7", "--all")
    assert [cues[0]["text"] for cues in column(ask, heir, 1, "en")][:2] == ["Where did", "you get this ring?"]
    assert len(texts(ask, heir, 1, "zh-Hans")) == 4
    ask("cues", "merge", heir, "1", "en", "1-2", "--all")
    assert next(cues[0]["text"] for cues in column(ask, heir, 1, "en")) == "Where did\nyou get this ring?"
    assert len(texts(ask, heir, 1, "zh-Hans")) == 3
    ask("cues", "delete", heir, "1", "en", "1", "--all")
    assert texts(ask, heir, 1, "zh-Hans") == list(SOURCE[1:])
    assert len(column(ask, heir, 1, "en")) == 2, "no orphan is left"


def test_a_cue_is_put_where_there_is_room_and_nowhere_else(ask: Ask, call: Call, heir: str) -> None:
    code, _out, err = call("cues", "insert", heir, "1", "zh-Hans", "0:00.5", "0:01.001", "尾")
    assert code == 1 and "00:01.000" in err
    assert texts(ask, heir, 1, "zh-Hans") == list(SOURCE)
    (made,) = ask("cues", "insert", heir, "1", "zh-Hans", "30", "-", "尾")["made"]["cue"]
    ask("cues", "duplicate", heir, "1", "zh-Hans", made)
    assert texts(ask, heir, 1, "zh-Hans") == [*SOURCE, "尾", "尾"]


def test_a_changed_source_is_told_and_confirmed(ask: Ask, heir: str) -> None:
    ask("cues", "text", heir, "1", "zh-Hans", "3", "你没看错")
    assert [cues[0]["source_changed"] for cues in column(ask, heir, 1, "en")] == [False, False, True]
    ask("cues", "confirm", heir, "1", "en", "3")
    assert not column(ask, heir, 1, "en")[2][0]["source_changed"]


def test_speakers_and_places_are_set_and_taken_away(ask: Ask, call: Call, heir: str) -> None:
    ask("characters", "put", heir, "顾言")
    ask("cues", "speaker", heir, "1", "zh-Hans", "1-2", "顾言")
    assert [cues[0]["speaker"] for cues in column(ask, heir, 1, "zh-Hans")] == ["顾言", "顾言", ""]
    ask("cues", "speaker", heir, "1", "zh-Hans", "1")
    assert column(ask, heir, 1, "zh-Hans")[0][0]["speaker"] == ""
    ask("cues", "place", heir, "1", "en", "2", "8")
    assert column(ask, heir, 1, "en")[1][0]["placement"] == "8"
    ask("cues", "place", heir, "1", "en", "2")
    assert column(ask, heir, 1, "en")[1][0]["placement"] == ""
    assert call("cues", "speaker", heir, "1", "en", "1", "Nobody")[0] == 2
    assert call("cues", "place", heir, "1", "en", "2", "banana")[0] == 2


def test_episodes_are_shifted_from_a_time_on(ask: Ask, call: Call, heir: str) -> None:
    ask("cues", "shift", heir, "1", "--later", "0.5", "--from", "4")
    assert times(ask, heir, "zh-Hans") == [(1000, 3000), (4500, 6500), (7500, 9500)]
    ask("cues", "shift", heir, "all", "--earlier", "250ms")
    assert times(ask, heir, "en")[0] == (750, 2750)
    assert call("cues", "shift", heir, "1")[0] == 2


def test_words_are_found_and_replaced_over_the_title(ask: Ask, heir: str) -> None:
    assert [(hit["episode_number"], hit["language"]) for hit in ask("cues", "find", heir, "FATHER")] == [(1, "en"), (2, "en")]
    assert ask("cues", "find", heir, "FATHER", "--match-case") == []
    ask("cues", "replace", heir, r"My (\w+)", r"His \1", "--regex", "--episodes", "2")
    assert texts(ask, heir, 1, "en")[1] == ENGLISH[1]
    assert texts(ask, heir, 2, "en")[1] == "His father left it to me."
    ask("undo", heir)
    assert texts(ask, heir, 2, "en")[1] == ENGLISH[1]


def test_replacing_can_be_looked_at_first_and_reaches_over_the_catalog(ask: Ask, call: Call, heir: str) -> None:
    planned = ask("cues", "replace", "*", "FATHER", "mother", "--dry-run")
    assert [(hit["text"], hit["after"]) for hit in planned] == [(ENGLISH[1], ENGLISH[1].replace("father", "mother"))] * 2
    assert texts(ask, heir, 1, "en")[1] == ENGLISH[1]
    _code, out, _err = call("cues", "replace", heir, "FATHER", "mother", "--dry-run")
    assert ENGLISH[1].replace("father", "mother") in out
    edits = ask("cues", "replace", "*", "FATHER", "mother")
    assert [len(edit["changed"]["cue"]) for edit in edits] == [2]
    assert texts(ask, heir, 2, "en")[1] == ENGLISH[1].replace("father", "mother")
    assert call("cues", "find", "*", "mother", "--episodes", "1")[0] == 2


def test_the_history_of_a_cue_tells_who_wrote_what(ask: Ask, heir: str) -> None:
    ask("cues", "text", heir, "1", "en", "1", "Mine")
    (newest, *_older) = ask("cues", "history", heir, "1", "en", "1")
    assert (newest["code"], newest["before"], newest["after"]) == ("edit.set_text", ENGLISH[0], "Mine")


def test_a_cue_is_brought_back_to_a_state_it_had_and_the_history_says_from_what_to_what(ask: Ask, call: Call, heir: str) -> None:
    ask("cues", "text", heir, "1", "en", "1", "Mine")
    ask("cues", "times", heir, "1", "en", "1", "--start", "0:01.100", "--end", "0:02.900")
    timed, written = ask("cues", "history", heir, "1", "en", "1")[:2]
    assert written["changed"] == f"“{ENGLISH[0]}” → “Mine”"
    assert timed["changed"] == "00:01.000–00:03.000 → 00:01.100–00:02.900"
    _code, out, _err = call("history", heir)
    assert written["changed"] in out and timed["changed"] in out
    (newest, *_rest) = ask("history", heir)["steps"]
    assert [(cue["language"], cue["before"]["start_ms"], cue["after"]["start_ms"]) for cue in newest["cues"]] == [
        ("en", 1000, 1100)
    ]
    ask("cues", "restore", heir, "1", "en", "1", written["edit"], "--before")
    assert (texts(ask, heir, 1, "en")[0], times(ask, heir, "en")[0]) == (ENGLISH[0], (1000, 3000))
    ask("undo", heir)
    assert (texts(ask, heir, 1, "en")[0], times(ask, heir, "en")[0]) == ("Mine", (1100, 2900))
    assert call("cues", "restore", heir, "1", "en", "1", "12345")[0] == 2


def test_an_edit_that_changes_nothing_says_so(call: Call, heir: str) -> None:
    code, out, err = call("cues", "text", heir, "1", "en", "1", ENGLISH[0])
    assert (code, out) == (0, "")
    assert err.strip()
    assert json.loads(call("cues", "text", heir, "1", "en", "1", ENGLISH[0], "--json")[1])["edit"] is None


@pytest.mark.parametrize(
    "arguments",
    [
        ("cues",), ("cues", "HEIR", "9"),
        ("cues", "text", "HEIR", "1", "en", "4", "x"), ("cues", "text", "HEIR", "1", "en", "x", "x"),
        ("cues", "text", "HEIR", "1", "klingonish", "1", "x"), ("cues", "times", "HEIR", "1", "en", "1"),
        ("cues", "times", "HEIR", "1", "en", "1", "--start", "soon"), ("cues", "pin", "HEIR", "1", "fr", "1"),
        ("cues", "delete", "HEIR", "1", "en", "123456789012345678"), ("cues", "history", "HEIR", "1", "en", "1-2"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("heir")
def test_a_wrong_address_is_one_sentence(call: Call, arguments: tuple[str, ...]) -> None:
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert err.strip()


def test_times_are_typed_in_frames_and_from_where_they_are(ask: Ask, call: Call, heir: str) -> None:
    def now() -> tuple[int, int]:
        row = ask("cues", "list", heir, "1")[0]
        return row["start_ms"], row["end_ms"]

    start, _end = now()
    ask("cues", "times", heir, "1", "zh-Hans", "1", "--start=+0.2")
    assert now()[0] - start in range(183, 218)
    ask("cues", "times", heir, "1", "zh-Hans", "1", "--start", "00:00:00:15", "--duration", "1.2")
    assert now() == (500, 1700)
    ask("cues", "times", heir, "1", "zh-Hans", "1", "--end=-3f")
    assert now() == (500, 1600)
    assert call("cues", "times", heir, "1", "zh-Hans", "1", "--end", "00:00:01:30")[0] == 1
    assert call("cues", "times", heir, "1", "zh-Hans", "1", "--end", "0:02", "--duration", "1")[0] == 2


def test_lines_are_broken_anew_and_styles_set_over_many(ask: Ask, call: Call, heir: str) -> None:
    ask("cues", "text", heir, "1", "en", "1", "We will meet again at the old house")
    ask("cues", "break-lines", heir, "1", "en", "1")
    assert texts(ask, heir, 1, "en")[0] == "We will meet again\nat the old house"
    ask("cues", "style", heir, "1", "en", "1-2", "italic")
    assert [each.startswith("<i>") for each in texts(ask, heir, 1, "en")[:3]] == [True, True, False]
    ask("cues", "style", heir, "1", "en", "1-2", "italic", "--off")
    assert not any("<i>" in each for each in texts(ask, heir, 1, "en"))
    assert call("cues", "style", heir, "1", "en", "1", "purple")[0] == 1


def test_lines_are_said_to_be_spoken_in_another_language(ask: Ask, call: Call, heir: str) -> None:
    def marks() -> list[str | None]:
        return [cue["spoken_in"] for cues in column(ask, heir, 1, "zh-Hans") for cue in cues]

    ask("cues", "foreign", heir, "1", "1-2", "--in", "Korean")
    ask("cues", "foreign", heir, "1", "3")
    assert marks() == ["ko", "ko", "und"]
    assert "Spoken in" in call("cues", heir, "1")[1]
    code, out, _err = call("cues", "foreign", heir, "1", "1", "--in", "nowhere at all", "--json")
    assert (code, json.loads(out)["error"]["code"]) == (1, "editing.no_language")
    ask("cues", "foreign", heir, "1", "all", "--off")
    assert marks() == [None, None, None]
