"""`crossreel import`: a plan without writing, and one file into one cell."""

import json
from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call, column, srt, texts


def test_a_plan_says_what_would_come_of_each_file_and_writes_nothing(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "EP3.en.srt").write_text(srt(("Hello.",)), "utf-8")
    (more / "EP1.en.srt").write_text(srt(("Another.",)), "utf-8")
    code, _out, _err = call("import", str(more), "--title", heir, "--plan")
    assert code == 1
    told = ask("import", str(more), "--title", heir, "--plan", "--on-existing", "keep")
    assert {each["name"]: each["status"] for each in told["files"]} == {"EP1.en.srt": "skipped", "EP3.en.srt": "new"}
    assert [each["number"] for each in ask("episodes", heir)] == [1, 2]


def test_a_file_goes_where_it_is_told_whatever_its_name(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    file = tmp_path / "final FINAL.srt"
    file.write_text(srt(("Un.", "Deux.", "Trois.")), "utf-8")
    ask("import", str(file), "--title", heir, "--episode", "2", "--language", "fr")
    assert texts(ask, heir, 2, "fr") == ["Un.", "Deux.", "Trois."]
    assert call("import", str(file), "--title", heir, "--language", "fr")[0] == 2
    assert call("import", str(file), "--title", heir, "--episode", "9", "--language", "fr")[0] == 2
    assert call("import", str(tmp_path), "--title", heir, "--episode", "1")[0] == 2


def test_files_are_put_left_out_and_chosen_before_anything_is_written(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for name, words in (("a", "One."), ("b", "Two."), ("notes", "No subtitle of ours.")):
        (folder / f"{name}.srt").write_text(srt((words, words, words)), "utf-8")
    places = ("--as", "a.srt=1:fr", "--as", "b.srt=1:fr", "--skip", "notes.srt")
    code, out, _err = call("import", str(folder), "--title", heir, *places, "--plan", "--json")
    assert code == 1
    assert {each["name"]: each["status"] for each in json.loads(out)["files"]} == {
        "a.srt": "duplicate",
        "b.srt": "duplicate",
        "notes.srt": "skipped",
    }
    ask("import", str(folder), "--title", heir, *places, "--choose", "b.srt")
    assert texts(ask, heir, 1, "fr") == ["Two.", "Two.", "Two."]
    ask("import", str(folder / "a.srt"), "--title", heir, "--as", "a.srt=2:fr:sdh")
    (again,) = ask("import", str(folder / "a.srt"), "--title", heir, "--as", "a.srt=2:fr:sdh", "--plan")["files"]
    assert (again["role"], again["status"]) == ("sdh", "identical")


def test_a_place_that_cannot_be_is_wrong_use(call: Call, heir: str, tmp_path: Path) -> None:
    file = tmp_path / "a.srt"
    file.write_text(srt(("One.",)), "utf-8")
    for written in ("a.srt", "a.srt=x:fr", "a.srt=1:klingonish", "a.srt=1:fr:loud", "b.srt=1:fr"):
        assert call("import", str(file), "--title", heir, "--as", written)[0] == 2, written
    assert call("import", str(file), "--title", heir, "--skip", "b.srt")[0] == 2


def test_frames_and_the_start_of_the_programme_are_said_for_all_files_or_for_one(ask: Ask, heir: str, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    words = '<p begin="01:00:01:12" end="01:00:02:00">Bonjour.</p>'
    for number in (1, 2):
        xml = f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="fr"><body><div>{words}</div></body></tt>'
        (more / f"EP0{number}_fr.ttml").write_text(xml.replace("jour", f"jour {number}"), "utf-8")
    plan = ask("import", str(more), "--title", heir, "--plan", "--frame-rate", "EP02_fr.ttml=24")["files"]
    assert [[doubt["code"] for doubt in each["doubts"]] for each in plan] == [
        ["time.frames_assumed", "time.programme_start"],
        ["time.programme_start"],
    ]
    ask("import", str(more), "--title", heir, "--frame-rate", "25", "--frame-rate", "EP02_fr.ttml=24", "--programme-start", "found")
    for number, start_ms in ((1, 1480), (2, 1500)):
        assert (start_ms, f"Bonjour {number}.") in [
            (cue["start_ms"], cue["text"]) for cues in column(ask, heir, number, "fr") for cue in cues
        ]


def test_late_files_wait_for_a_word_and_are_shifted_by_it(ask: Ask, call: Call, tmp_path: Path) -> None:
    folder, lines = tmp_path / "Late", [f"{number}." for number in range(1, 13)]
    folder.mkdir()
    starts = [1000, 2600, 5100, 6900, 9800, 11200, 14900, 16300, 18800, 21000, 22400, 26300]
    for name, by_ms in (("EP1_zh", 0), ("EP1_en", 1980)):
        clocks = [tuple(f"00:00:{at // 1000:02},{at % 1000:03}" for at in (s + by_ms, s + by_ms + 800)) for s in starts]
        blocks = [f"{number}\n{first} --> {last}\n{number}.\n" for number, (first, last) in enumerate(clocks, start=1)]
        (folder / f"{name}.srt").write_text("\n".join(blocks), "utf-8")
    code, out, _err = call("import", str(folder), "--title", "LATE", "--json")
    assert code == 1 and [each["code"] for each in json.loads(out)["failed"]] == ["import.late"]
    ask("import", str(folder), "--title", "LATE", "--on-late", "shift")
    assert texts(ask, "LATE", 1, "en") == lines
