"""`crossreel media`, on the sample's real videos."""

import json
import shutil
import wave
from pathlib import Path

from crossreel.kernel.paths import resource
from tests.unit.cli.commands.conftest import Ask, Call
from tests.unit.media.clips import black, scene, silence, sine, write_clip
from tests.unit.media.movies import make_heard


def test_a_video_is_set_lost_and_found_again_by_its_content(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    here, there = tmp_path / "EP01.mp4", tmp_path / "moved" / "another name.mp4"
    shutil.copy(resource("sample", "EP01.mp4"), here)
    ask("media", "set", heir, "1", str(here))
    first, second = ask("media", heir)
    assert (first["path"], first["video"]["frame_rate"], second["path"], second["video"]) == (str(here), "30/1", None, None)
    there.parent.mkdir()
    here.rename(there)
    assert ask("media", heir)[0]["path"] is None
    assert "not there" in call("media", "list", heir)[1]
    ask("media", "relink", heir, str(there.parent))
    assert ask("media", heir)[0]["path"] == str(there)
    assert [item["name"] for item in ask("media", "prepare", heir)["done"]] == ["1"]


def test_a_video_that_is_none_changes_nothing(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    (tmp_path / "no.mp4").write_text("no video", "utf-8")
    assert call("media", "set", heir, "1", str(tmp_path / "no.mp4"))[0] == 1
    assert call("media", "set", heir, "1", str(tmp_path / "nowhere.mp4"))[0] == 2
    assert call("media", "relink", heir, str(tmp_path / "nowhere"))[0] == 1
    assert ask("media", heir)[0]["video"] is None


def test_versions_are_added_described_chosen_and_removed(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    clean, burned = resource("sample", "EP01.mp4"), resource("sample", "EP02.mp4")
    sound = tmp_path / "dub.wav"
    with wave.open(str(sound), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(16000 * 2))
    ask("media", "add", heir, "1", str(burned), "--look", "burned", "--language", "en", "--label", "720p")
    ask("media", "add", heir, "1", str(clean), "--look", "clean")
    ask("media", "add", heir, "1", str(sound), "--language", "es-419", "--look", "dubbed", "--in", "0:00.5")
    told = ask("media", heir)[0]["versions"]
    assert [(each["medium"], each["look"], each["language"], each["is_reference"]) for each in told] == [
        ("picture", "burned", "en", True), ("picture", "clean", "", False), ("sound", "dubbed", "es-419", False),
    ]  # fmt: skip
    assert (told[2]["in_ms"], told[2]["out_ms"], told[2]["file_ms"]) == (500, None, 2000)
    listed = call("media", heir)[1]
    assert "burned-in, English, 720p (reference)" in listed and "dubbed, Spanish" in listed
    ask("media", "reference", heir, "1", "2")
    ask("media", "change", heir, "1", "2", "--label", "v2", "--in", "1.0", "--out", "0:03")
    told = ask("media", heir)[0]["versions"][:2]
    assert [(each["is_reference"], each["label"], each["in_ms"], each["out_ms"]) for each in told] == [
        (False, "720p", 0, None), (True, "v2", 1000, 3000),
    ]  # fmt: skip
    assert call("media", "reference", heir, "1", "3")[0] == 1
    assert call("media", "change", heir, "1", "2", "--in", "3.5")[0] == 1
    assert call("media", "change", heir, "1", "3", "--out", "9:00")[0] == 1
    assert call("media", "remove", heir, "1", "4")[0] == 2
    ask("media", "remove", heir, "1", "2")
    assert [each["is_reference"] for each in ask("media", heir)[0]["versions"]] == [True, False]
    ask("undo", heir)
    assert [each["is_reference"] for each in ask("media", heir)[0]["versions"]] == [False, True, False]
    ask("media", "change", heir, "1", "1", "--file", str(clean))
    assert ask("media", heir)[0]["versions"][0]["path"] == str(clean)


def test_one_file_is_cut_for_several_episodes(ask: Ask, call: Call, heir: str) -> None:
    file = resource("sample", "EP01.mp4")
    assert call("media", "cut", heir, str(file), "7=0:00-1:02", "8=1:02")[0] == 2
    assert call("media", "cut", heir, str(file), "1=0:00-1:00:00")[0] == 1
    ask("media", "cut", heir, str(file), "2=0:00-0:03.5", "3=0:03.5-", "--look", "clean")
    told = {each["episode"]: each["video"] for each in ask("media", heir)}
    assert told[1] is None
    assert (told[2]["in_ms"], told[2]["out_ms"], told[3]["in_ms"], told[3]["out_ms"]) == (0, 3500, 3500, None)
    assert told[2]["content_key"] == told[3]["content_key"] and told[3]["is_reference"]
    ask("undo", heir)
    assert [each["episode"] for each in ask("media", heir)] == [1, 2]


def test_a_file_of_two_episodes_is_cut_as_it_is_imported_and_the_reference_is_chosen(ask: Ask, call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "vendor"
    folder.mkdir()
    shutil.copy(resource("sample", "EP01.mp4"), folder / "EP07-08.mp4")
    shutil.copy(resource("sample", "EP02.mp4"), folder / "EP09_clean.mp4")
    shutil.copy(resource("sample", "EP03.mp4"), folder / "EP09_burned_en.mp4")
    options = ("--title", "CUTS", "--name", "Cuts")
    code, out, _err = call("import", str(folder), *options, "--dry-run", "--json")
    told = {each["name"]: each for each in json.loads(out)["files"]}
    assert code == 3, "nobody has said yet which part of a file each episode is"
    assert [told[name]["reference"] for name in ("EP07-08.mp4", "EP09_clean.mp4", "EP09_burned_en.mp4")] == [False, True, False]
    assert call("import", str(folder), *options, "--cut", "4=0-1")[0] == 1
    ask("import", str(folder), *options, "--cut", "7=0:00-0:03,8=0:03-", "--reference", "EP09_burned_en.mp4")
    found = {each["episode"]: each["video"] for each in ask("media", "CUTS")}
    assert [(found[number]["in_ms"], found[number]["out_ms"]) for number in (7, 8)] == [(0, 3000), (3000, None)]
    assert (found[9]["look"], found[9]["language"]) == ("burned", "en")


def test_one_of_several_sounds_of_a_file_is_a_version(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    film = make_heard(tmp_path / "EP01.mkv", [("chi", "", 0.1), ("eng", "Dub", 1.0)])
    assert [(each["index"], each["language"]) for each in ask("info", str(film))["audio"]] == [(1, "chi"), (2, "eng")]
    ask("media", "set", heir, "1", str(film))
    ask("media", "add", heir, "1", str(film), "--stream", "2")
    picture, dub = ask("media", heir)[0]["versions"]
    assert (dub["medium"], dub["language"], dub["label"], dub["stream"], dub["path"]) == ("sound", "en", "Dub #2", 2, str(film))
    assert (picture["stream"], dub["content_key"]) == (None, f"{picture['content_key']}#2")
    assert f"{film} [#2]" in " ".join(call("media", heir)[1].split()) or "EP01.mkv [#2]" in call("media", heir)[1]
    code, _out, err = call("media", "add", heir, "1", str(film), "--stream", "5")
    assert code == 1 and "It has: 1 and 2." in err
    ask("media", "add", heir, "1", str(film), "--stream", "1", "--look", "dubbed", "--language", "es-419", "--label", "v2")
    assert [each["label"] for each in ask("media", heir)[0]["versions"]] == ["", "Dub #2", "v2"]
    ask("media", "prepare", heir)


def test_pictures_and_sounds_are_checked(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    shots, tone = [*scene(1, 60), *black(75), *scene(2, 45)], [sine(6)]
    ask("media", "add", heir, "1", str(write_clip(tmp_path / "one.mov", shots, tone)))
    ask("media", "add", heir, "2", str(write_clip(tmp_path / "two.mov", [*scene(3, 60), *scene(4, 120)], [silence(6)])))
    code, out, _err = call("media", "check", heir, "--json")
    told = json.loads(out)
    assert code == 1
    assert [(each["episode"], each["rule"], each["start_ms"], each["end_ms"]) for each in told["findings"]] == [
        (1, "black_frames", 2000, 4500), (2, "silent_sound", 0, 6000),
    ]  # fmt: skip
    assert told["findings"][0]["message"] == "The picture is black for 2.5 s in the middle. Look whether that is meant."
    first, second = told["versions"]
    assert (first["facts"]["picture"]["frames"], first["facts"]["picture"]["black"]) == (180, [{"start_ms": 2000, "end_ms": 4500}])
    assert second["facts"]["sound"]["all_silent"] and second["facts"]["sound"]["integrated"] is None
    words = call("media", "check", heir)[1]
    assert "1 picture 00:00:02.000  warning  black_frames: The picture is black for 2.5 s" in words
    listed = {each["id"]: each["manual"] for each in ask("qc", "rules")}
    assert "Good:" in listed["loudness"]


def test_qc_takes_pictures_and_sounds_along_where_it_is_asked(call: Call, ask: Ask, heir: str, tmp_path: Path) -> None:
    ask("media", "add", heir, "2", str(write_clip(tmp_path / "two.mov", [*scene(3, 60), *scene(4, 120)], [silence(6)])))

    def rules(*said: str) -> set[str]:
        return {each["rule"] for each in json.loads(call("qc", heir, *said, "--json")[1])["findings"]}

    assert "silent_sound" not in rules()
    assert "silent_sound" in rules("--media", "--languages", "en")
    assert "silent_sound" not in rules("--languages", "en")
    assert rules("--rules", "silent_sound,black_frames") == {"silent_sound"}
    report = tmp_path / "report.html"
    call("qc", heir, "--media", "--report", str(report))
    assert "Picture and sound" in report.read_text("utf-8")
    assert call("qc", "rule", "set", heir, "silent_sound", "--off", "--reason", "a silent film")[0] == 0
    assert "silent_sound" not in rules("--media")


def test_the_loudness_of_a_title_is_chosen_and_listed(ask: Ask, call: Call, heir: str) -> None:
    assert [each["id"] for each in ask("media", "loudness", heir)["offers"]] == [
        "broadcaster-ebu", "us-broadcast", "app", "web", "ebu_r128", "atsc_a85",
    ]  # fmt: skip
    ask("media", "loudness", heir, "ebu_r128")
    assert ask("media", "loudness", heir)["chosen"] == "ebu_r128"
    assert "-23 ± 0.5 LUFS" in call("media", "loudness", heir)[1]
    code, _out, err = call("media", "loudness", heir, "loudest")
    assert code == 1 and "app, web" in err
    ask("media", "loudness", heir, "none")
    assert ask("media", "loudness", heir)["chosen"] == ""
