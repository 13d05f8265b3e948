"""`crossreel import`: a plan without writing, and one file into one cell."""

import csv
import json
import os
import shutil
from pathlib import Path
from random import Random

from crossreel.kernel.paths import resource
from tests.unit.cli.commands.conftest import Ask, Call, column, srt, texts


def test_a_plan_says_what_would_come_of_each_file_and_writes_nothing(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "EP3.en.srt").write_text(srt(("Hello.",)), "utf-8")
    (more / "EP1.en.srt").write_text(srt(("Another.",)), "utf-8")
    code, _out, _err = call("import", str(more), "--title", heir, "--dry-run")
    assert code == 1
    told = ask("import", str(more), "--title", heir, "--dry-run", "--on-existing", "keep")
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
    code, out, _err = call("import", str(folder), "--title", heir, *places, "--dry-run", "--json")
    assert code == 1
    assert {each["name"]: each["status"] for each in json.loads(out)["files"]} == {
        "a.srt": "duplicate",
        "b.srt": "duplicate",
        "notes.srt": "skipped",
    }
    ask("import", str(folder), "--title", heir, *places, "--choose", "b.srt")
    assert texts(ask, heir, 1, "fr") == ["Two.", "Two.", "Two."]
    ask("import", str(folder / "a.srt"), "--title", heir, "--as", "a.srt=2:fr:sdh")
    (again,) = ask("import", str(folder / "a.srt"), "--title", heir, "--as", "a.srt=2:fr:sdh", "--dry-run")["files"]
    assert (again["role"], again["status"]) == ("sdh", "identical")


def test_looks_extras_and_the_promised_count_are_said(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for name in ("EP01.fr.srt", "EP02.fr.srt"):
        (folder / name).write_text(srt(("One.", "Two.")), "utf-8")
    shutil.copy(resource("sample", "EP01.mp4"), folder / "EP01.mp4")
    said = ("--extra", "EP02.fr.srt=trailer", "--look", "EP01.mp4=burned", "--promised", "4", "--dry-run")
    told = ask("import", str(folder), "--title", "NEW", *said)
    files = {each["name"]: each for each in told["files"]}
    assert (files["EP02.fr.srt"]["kind"], files["EP02.fr.srt"]["extra"]) == ("extra", "trailer")
    assert files["EP01.mp4"]["version"] == "burned"
    assert (told["promised"], told["gaps"]) == (4, [2, 3, 4])
    for wrong in (("--extra", "EP02.fr.srt=party"), ("--look", "EP01.mp4=shiny"), ("--look", "EP09.mp4=clean")):
        assert call("import", str(folder), "--title", "NEW", *wrong, "--dry-run")[0] == 2, wrong


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
    plan = ask("import", str(more), "--title", heir, "--dry-run", "--frame-rate", "EP02_fr.ttml=24")["files"]
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
    assert code == 3 and [each["code"] for each in json.loads(out)["failed"]] == ["import.late"]
    ask("import", str(folder), "--title", "LATE", "--on-late", "shift")
    assert texts(ask, "LATE", 1, "en") == lines


def put(folder: Path, *files: tuple[str, str]) -> Path:
    """Write subtitle files, each with a line of its own."""
    for name, words in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(srt((words, words, words)), "utf-8")
    return folder


def read_sheet(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a plan by path."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["path"]: row for row in csv.DictReader(file)}


def test_a_plan_is_written_corrected_by_hand_and_taken_back(ask: Ask, call: Call, tmp_path: Path) -> None:
    folder = put(
        tmp_path / "The Heir",
        ("subs/new/EP1.srt", "Hallo."),
        ("EP1_en_v1.srt", "Hello."),
        ("EP1_en_v2.srt", "Hello there."),
        ("EP2 trailer.en.srt", "Soon."),
        ("EP3-4.en.srt", "Two at once."),
    )
    plan = tmp_path / "plan.csv"
    code, _out, err = call("import", str(folder), "--dry-run", "--plan", str(plan))
    assert (code, "--cut" in err) == (3, True)
    assert "wait for a decision: subs/new/EP1.srt and EP3-4.en.srt" in err or "EP3-4.en.srt" in err.splitlines()[-1]
    rows = read_sheet(plan)
    assert list(rows["EP1_en_v1.srt"]) == [
        "path",
        "kind",
        "episode",
        "last_episode",
        "language",
        "role",
        "version",
        "status",
        "reason",
        "part",
        "draft",
    ]
    told = {path: (row["kind"], row["episode"], row["last_episode"], row["version"], row["status"]) for path, row in rows.items()}
    assert told["EP1_en_v1.srt"] == ("subtitle", "1", "", "v1", "out")
    assert told["EP1_en_v2.srt"] == ("subtitle", "1", "", "v2", "in")
    assert told["EP2 trailer.en.srt"] == ("extra", "2", "", "", "out")
    assert told["EP3-4.en.srt"] == ("subtitle", "3", "4", "", "out")
    assert "trailer" in rows["EP2 trailer.en.srt"]["reason"]
    assert "EP1_en_v2.srt" in rows["EP1_en_v1.srt"]["reason"]
    wanted = {
        "subs/new/EP1.srt": {"language": "de"},
        "EP1_en_v1.srt": {"status": "in"},
        "EP2 trailer.en.srt": {"kind": "subtitle"},
        "EP3-4.en.srt": {"episode": "9", "last_episode": ""},
    }
    lines = [";".join(rows["EP1_en_v1.srt"])]
    lines += [";".join(f'"{cell}"' for cell in {**row, **wanted.get(path, {})}.values()) for path, row in rows.items()]
    plan.write_text("\n".join(lines), "utf-8-sig")
    ask("import", str(folder), "--plan", str(plan), "--title", "HEIR9")
    assert texts(ask, "HEIR9", 1, "en")[0] == "Hello."
    assert texts(ask, "HEIR9", 1, "de")[0] == "Hallo."
    assert texts(ask, "HEIR9", 9, "en")[0] == "Two at once."
    assert [each["number"] for each in ask("episodes", "HEIR9")] == [1, 2, 9]


def test_a_plan_that_cannot_be_names_row_and_column(call: Call, tmp_path: Path) -> None:
    folder = put(tmp_path / "Heir", ("EP1.en.srt", "Hello."))
    plan = tmp_path / "plan.csv"
    plan.write_text("path,episode\nEP1.en.srt,one\n", "utf-8")
    code, out, err = call("import", str(folder), "--plan", str(plan), "--json")
    assert code == 1
    assert json.loads(out)["error"]["facts"] == {"row": 2, "column": "episode", "written": "one"}
    assert "2" in err and "episode" in err
    plan.write_text("file,episode\nEP1.en.srt,1\n", "utf-8")
    assert call("import", str(folder), "--plan", str(plan))[0] == 1
    assert call("import", str(folder), "--plan", str(tmp_path / "none.csv"))[0] == 1


def test_numbers_are_moved_on_and_one_of_several_files_is_preferred(ask: Ask, call: Call, tmp_path: Path) -> None:
    folder = put(
        tmp_path / "Heir", ("part2/EP1.en.srt", "One."), ("EP1.en.srt", "First."), ("EP2.en.srt", "Old."), ("02_en.srt", "New.")
    )
    os.utime(folder / "EP2.en.srt", (1, 1))
    command = ("import", str(folder), "--title", "MOVED", "--offset", "part2/*=40", "--prefer", "newest")
    files = {each["name"]: (each["episode"], each["status"]) for each in ask(*command, "--dry-run")["files"]}
    assert files == {
        "02_en.srt": (2, "new"),
        "EP1.en.srt": (1, "new"),
        "EP2.en.srt": (2, "skipped"),
        "part2/EP1.en.srt": (41, "new"),
    }
    assert call(*command[:4], "--offset", "-1", "--dry-run")[0] == 1
    assert call(*command[:4], "--offset", "many", "--dry-run")[0] == 2
    assert call(*command[:4], "--offset", "part9/*=1", "--dry-run")[0] == 2


def test_several_titles_in_one_folder_are_imported_each_by_itself(ask: Ask, call: Call, tmp_path: Path) -> None:
    folder = put(tmp_path / "mixed", ("闪婚老公_第1集.en.srt", "Marry me."), ("The Healer EP1.en.srt", "Heal me."))
    told = ask("import", str(folder), "--dry-run")["titles"]
    assert {each["name"]: [file["name"] for file in each["files"]] for each in told} == {
        "The Healer": ["The Healer EP1.en.srt"],
        "闪婚老公": ["闪婚老公_第1集.en.srt"],
    }
    assert call("import", str(folder), "--title", "MIX", "--dry-run")[0] == 2
    ask("import", str(folder), "--title", "HEAL", "--only", "healer")
    assert texts(ask, "HEAL", 1, "en")[0] == "Heal me."
    ask("import", str(folder))
    assert {each["code"] for each in ask("titles")} >= {"HEAL", "HEALER"}


BOTH = "\n".join(
    f"{at + 1}\n00:00:0{1 + 3 * at},000 --> 00:00:0{3 + 3 * at},000\n{chinese}\n{english}\n"
    for at, (chinese, english) in enumerate(
        [("你看错了人", "You have mistaken me"), ("这枚戒指是我的", "This ring is mine"), ("别再来了", "Never come back")]
    )
)


def test_the_parts_of_a_file_have_rows_of_their_own_beside_each_other(ask: Ask, call: Call, tmp_path: Path) -> None:
    folder, plan = tmp_path / "The Heir", tmp_path / "plan.csv"
    folder.mkdir()
    (folder / "EP1.srt").write_text(BOTH, "utf-8")
    (folder / "EP2.srt").write_text(BOTH, "utf-8")
    (folder / "EP3.mp4").write_bytes(b"no video at all")
    (folder / "台词.csv").write_text(
        "episode,in,out,en,es\n4,00:00:01.000,00:00:02.000,Who is she?,¿Quién es ella?\n"
        "4,00:00:03.000,00:00:04.000,Nobody knows.,Nadie lo sabe.\n", "utf-8",
    )  # fmt: skip
    _code, out, _err = call("import", str(folder), "--dry-run", "--plan", str(plan))
    rows = list(csv.DictReader(plan.read_text("utf-8").splitlines()))
    told = [(row["path"], row["kind"], row["language"], row["part"]) for row in rows]
    assert told == [
        ("EP1.srt", "subtitle", "zh-Hans", "zh-Hans"), ("EP1.srt", "subtitle", "en", "en"),
        ("EP2.srt", "subtitle", "zh-Hans", "zh-Hans"), ("EP2.srt", "subtitle", "en", "en"),
        ("EP3.mp4", "video", "", ""), ("台词.csv", "subtitle", "en", "D 4"), ("台词.csv", "subtitle", "es-419", "E 4"),
    ]  # fmt: skip
    assert "holds two languages" in rows[0]["reason"] and "holds two languages" in out
    assert rows[4]["status"] == "refused" and rows[4]["reason"] and str(tmp_path) not in plan.read_text("utf-8")
    for row in rows:
        if (row["path"], row["part"]) in (("EP1.srt", "en"), ("台词.csv", "E 4")):
            row["status"] = "out"
    with plan.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    call("import", str(folder), "--plan", str(plan), "--title", "HEIR")
    tracks = [(each["episode"], each["language"]) for each in ask("tracks", "HEIR")]
    assert sorted(tracks) == [(1, "zh-Hans"), (2, "en"), (2, "zh-Hans"), (4, "en")]


def test_where_somebody_puts_a_file_it_goes_though_it_fits_another_episode(ask: Ask, call: Call, tmp_path: Path) -> None:
    folder, drawn = tmp_path / "Heir", Random(5)
    folder.mkdir()
    starts = {number: [at * 2500 + drawn.randint(0, 1400) for at in range(24)] for number in (1, 2)}
    for name, of in (("EP1_zh", 1), ("EP2_zh", 2), ("EP1_en", 1), ("EP2_en", 1)):
        clocks = [tuple(f"00:{at // 60000:02}:{at // 1000 % 60:02},{at % 1000:03}" for at in (s, s + 700)) for s in starts[of]]
        blocks = [f"{number}\n{first} --> {last}\n{name} {number}.\n" for number, (first, last) in enumerate(clocks, start=1)]
        (folder / f"{name}.srt").write_text("\n".join(blocks), "utf-8")
    asked = ("import", str(folder), "--source-language", "zh-Hans", "--title", "HEIR")
    code, out, _err = call(*asked, "--dry-run", "--json")
    waiting = {file["name"]: file["reason"]["code"] for file in json.loads(out)["files"] if file["reason"]}
    assert (code, waiting) == (3, {"EP2_en.srt": "import.other_episode"})
    assert ask(*asked, "--as", "EP2_en.srt=2:en", "--dry-run")["files"][3]["status"] == "new"
    ask(*asked, "--as", "EP2_en.srt=2:en")
    assert any(each.startswith("EP2_en 1") for each in texts(ask, "HEIR", 2, "en"))


def test_rolling_captions_are_a_doubt_and_come_in_line_by_line_where_that_is_said(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    lines = [f"line number {number} goes on" for number in range(8)]
    blocks = ["WEBVTT\n"]
    for at, line in enumerate(lines):
        before = f"{lines[at - 1]}\n" if at else ""
        blocks.append(f"00:00:{2 * at:02}.000 --> 00:00:{2 * at + 2:02}.000\n{before}{line}\n")
    (folder / "EP1.en.vtt").write_text("\n".join(blocks), "utf-8")
    asked = ("import", str(folder), "--title", "HEIR", "--source-language", "en")
    (file,) = ask(*asked, "--dry-run")["files"]
    assert ([doubt["code"] for doubt in file["doubts"]], file["status"]) == (["text.rolling"], "new")
    (file,) = ask(*asked, "--dry-run", "--collapse-rolling", "EP1.en.vtt")["files"]
    assert file["doubts"] == [] and file["cues"] == 8
    ask(*asked, "--collapse-rolling", "EP1.en.vtt")
    assert texts(ask, "HEIR", 1, "en") == lines


def test_subtitles_of_two_episodes_are_cut_alone_and_as_the_rows_of_a_plan(ask: Ask, call: Call, tmp_path: Path) -> None:
    two = "1\n00:00:01,000 --> 00:00:02,000\nHello, Anna.\n\n2\n00:00:11,000 --> 00:00:12,000\nGoodbye, Anna.\n"
    folder = put(tmp_path / "Cut")
    folder.mkdir(exist_ok=True)
    (folder / "EP1-2.en.srt").write_text(two, encoding="utf-8")
    plan, cut = tmp_path / "cut.csv", ("--cut", "1=0:00-0:10,2=0:10-")
    code, _out, _err = call("import", str(folder), "--dry-run", *cut, "--plan", str(plan))
    assert code == 0
    with plan.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["episode"], row["part"], row["status"]) for row in rows] == [("1", "ep1", "in"), ("2", "ep2", "in")]
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("EP1-2.en.srt,subtitle,2,", "EP1-2.en.srt,subtitle,5,"), encoding="utf-8"
    )
    assert call("import", str(folder), "--title", "CUT", *cut, "--plan", str(plan))[0] == 0
    found = {number: ask("cues", "list", "CUT", number) for number in ("1", "5")}
    assert {number: [row["cues"]["en"][0] for row in rows] for number, rows in found.items()} == {
        "1": [{**found["1"][0]["cues"]["en"][0], "start_ms": 1000, "text": "Hello, Anna."}],
        "5": [{**found["5"][0]["cues"]["en"][0], "start_ms": 1000, "text": "Goodbye, Anna."}],
    }
