"""The command line end to end: the sample title, real files, exit codes and the JSON that others rely on."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crossreel.app.main import run
from crossreel.formats.registry import formats
from crossreel.kernel.paths import resource

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "片库 🎬"
    assert run(["demo", str(folder)]) == 0
    return folder / "catalog.crossreel"


def test_demo_refuses_a_folder_with_something_in_it(command: Command, demo: Path) -> None:
    code, _out, err = command("demo", str(demo.parent))
    assert code == 2
    assert str(demo.parent) in err


def test_titles_tells_languages_and_states(command: Command, demo: Path) -> None:
    code, out, _err = command("--catalog", str(demo), "titles", "--json")
    (title,) = json.loads(out)
    assert code == 0
    assert (title["code"], title["episodes"]) == ("HIDDENHEIR", 6)
    assert title["languages"]["th"] == {"missing": 1, "translated": 5} or title["languages"]["th"]["translated"] == 5


def test_info_of_a_subtitle_has_the_agreed_shape(command: Command) -> None:
    code, out, _err = command("info", str(resource("sample", "EP01_en.srt")), "--json")
    read = json.loads(out)
    assert code == 0
    assert {"kind", "format", "encoding", "cue_count", "first_start_ms", "last_end_ms", "notices"} <= read.keys()
    assert (read["kind"], read["format"], read["cue_count"], read["first_start_ms"]) == ("subtitles", "srt", 8, 900)


def test_info_of_a_video_has_the_agreed_shape(command: Command) -> None:
    code, out, _err = command("info", str(resource("sample", "EP01.mp4")), "--json")
    read = json.loads(out)
    assert code == 0
    assert (read["kind"], read["width"], read["height"], read["frame_rate"]) == ("video", 720, 1280, "30/1")
    assert read["audio"] == [{"codec": "aac", "channels": 1, "sample_rate": 44100, "language": "", "title": "", "index": 1}]
    assert {"duration_ms", "rotation", "variable_frame_rate", "content_key", "notices"} <= read.keys()


def test_convert_reads_back_what_it_wrote(command: Command, tmp_path: Path) -> None:
    source, target = resource("sample", "EP01.ar.srt"), tmp_path / "out" / "الحلقة.ttml"
    code, _out, _err = command("convert", str(source), str(target), "--language", "ar", "--fps", "29.97")
    assert code == 0
    assert "30000" in target.read_text("utf-8") or "1000 1001" in target.read_text("utf-8")
    _code, out, _err = command("info", str(target), "--json")
    assert json.loads(out)["cue_count"] == 8


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert", "nowhere.srt", "out.vtt"),
        ("info", "nowhere.srt"),
        ("state", "HIDDENHEIR", "en", "1-99", "approved"),
        ("state", "HIDDENHEIR", "klingonish", "1", "approved"),
        ("state", "HIDDENHEIR", "en", "1", "perfect"),
        ("qc", "NOSUCHTITLE"),
        ("import", "no-such-folder", "--title", "X1"),
        ("frobnicate",),
        ("export", "HIDDENHEIR"),
    ],
)
def test_wrong_use_is_two(command: Command, demo: Path, arguments: tuple[str, ...]) -> None:
    code, _out, err = command("--catalog", str(demo), *arguments)
    assert code == 2
    assert err.strip()


def test_qc_of_a_title_has_the_agreed_shape(command: Command, demo: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    code, out, _err = command("--catalog", str(demo), "qc", "HIDDENHEIR", "--json", "--html", str(page))
    read = json.loads(out)
    assert code == 1
    assert {"title", "guide", "findings", "summary"} <= read.keys()
    assert {"rule", "severity", "episode", "language", "start_ms", "end_ms", "text", "facts"} <= read["findings"][0].keys()
    planted = {(each["rule"], each["language"], each["episode"]) for each in read["findings"]}
    assert {
        ("untranslated", "en", 3),
        ("overlap", "en", 5),
        ("ellipsis", "en", 1),
        ("term", "en", 2),
        ("spanish_pairs", "es-419", 1),
        ("arabic_punctuation", "ar", 1),
        ("thai_question_mark", "th", 1),
        ("rendered_width", "en", 5),
    } <= planted
    assert "<table" in page.read_text("utf-8")


def test_qc_of_a_file_needs_no_catalog(command: Command) -> None:
    code, out, _err = command("qc", str(resource("sample", "EP01.ar.srt")), "--json")
    assert code == 1
    assert {each["rule"] for each in json.loads(out)["findings"]} == {"arabic_punctuation", "small_gap"}


def test_a_refused_delivery_names_each_missing_episode_and_language(command: Command, demo: Path, tmp_path: Path) -> None:
    arguments = ("deliver", "HIDDENHEIR", "--profile", "app-standard", "--languages", "en,th", "--out", str(tmp_path))
    code, out, err = command("--catalog", str(demo), *arguments, "--json")
    read = json.loads(out)
    assert code == 1
    assert read["package"] is None
    assert {"code", "episode", "language", "facts"} == read["refusals"][0].keys()
    assert any(each["episode"] == 4 and each["language"] == "th" and "missing" in each["code"] for each in read["refusals"])
    assert "th" in err and "4" in err
    (missing,) = [each for each in read["groups"] if each["code"] == "delivery.missing_cell"]
    assert missing["episodes"] == [4] and missing["languages"] == ["th"]
    assert "crossreel todo HIDDENHEIR th 4" in missing["commands"]
    low = next(each for each in read["groups"] if each["code"] == "delivery.state_low" and each["languages"] == ["en"])
    assert f"    {low['commands'][1]}" in err.splitlines() and low["commands"][1].startswith("crossreel state HIDDENHEIR en ")
    assert sum(each["refusals"] for each in read["groups"]) == len(read["refusals"])
    assert list(tmp_path.iterdir()) == []


def test_a_delivery_is_built_verified_and_shown(command: Command, demo: Path, tmp_path: Path) -> None:
    base = ("--catalog", str(demo))
    assert command(*base, "state", "HIDDENHEIR", "ar", "all", "approved")[0] == 0
    arguments = ("deliver", "HIDDENHEIR", "--profile", "app-standard", "--languages", "ar", "--out", str(tmp_path), "--json")
    code, out, _err = command(*base, *arguments)
    package = Path(json.loads(out)["package"])
    assert code == 0
    assert command("verify", str(package))[0] == 0
    victim = next(package.rglob("*E002*.srt"))
    victim.write_bytes(victim.read_bytes() + b"x")
    code, _out, err = command("verify", str(package))
    assert code == 1
    assert victim.name in err
    moved = next(package.rglob("*E003*.srt"))
    moved.rename(moved.with_name("other.srt"))
    told = {each["code"]: each["facts"] for each in json.loads(command("verify", str(package), "--json")[1])["failed"]}
    assert told["package.renamed"]["path"].endswith(moved.name) and told["package.renamed"]["other"].endswith("other.srt")
    assert told["package.changed"]["path"].endswith(victim.name)
    states = json.loads(command(*base, "titles", "--json")[1])[0]["languages"]["ar"]
    assert states["delivered"] == 6


def test_a_plan_writes_nothing(command: Command, demo: Path, tmp_path: Path) -> None:
    catalog = Path(shutil.copyfile(demo, tmp_path / "catalog.crossreel"))
    before = catalog.read_bytes()
    base = ("--catalog", str(catalog), "deliver", "HIDDENHEIR", "--profile", "app-standard", "--languages", "en,th")
    code, out, err = command(*base, "--plan")
    assert code == 1
    assert "/data/HIDDENHEIR_S01/05_SUBTITLES/en/full/HIDDENHEIR_S01E001_SUB_en_full_v0" in out
    assert "th" in err and "4" in err
    code, out, _err = command(*base, "--plan", "--json")
    read = json.loads(out)
    assert (code, len(read["files"]), "_EN-TH_v0" in read["folder"]) == (1, 32, True)
    assert read["refusals"]
    assert {"checked_ms", "unchecked"} <= read.keys()
    code, _out, err = command(*base)
    assert code == 2
    assert "--out" in err
    assert catalog.read_bytes() == before


def test_checked_means_that_qc_ran_on_this_text(command: Command) -> None:
    assert run(["import", str(resource("sample")), "--title", "FRESH"]) == 0
    code, _out, err = command("state", "FRESH", "en", "5", "checked")
    assert code == 1
    assert "5" in err
    assert command("state", "FRESH", "en", "4", "checked")[0] == 0


def test_export_writes_every_file_in_every_format(command: Command, demo: Path, tmp_path: Path) -> None:
    base = ("--catalog", str(demo))
    for chosen in [each for each in formats() if each.writable]:
        out = tmp_path / chosen.id
        code, _said, err = command(
            *base, "export", "HIDDENHEIR", "--languages", "en,es-419", "--format", chosen.id, "--out", str(out)
        )
        assert code == 0, err
        assert len(list(out.iterdir())) == (2 if chosen.id == "xliff" else 1 if chosen.script else 12)


def test_import_conflicts_fail_unless_told_otherwise(command: Command, demo: Path, tmp_path: Path) -> None:
    base = ("--catalog", str(demo))
    changed = tmp_path / "EP02_en.srt"
    changed.write_text(resource("sample", "EP02_en.srt").read_text("utf-8").replace("mistaken", "wrong"), "utf-8")
    code, _out, err = command(*base, "import", str(tmp_path), "--title", "HIDDENHEIR")
    assert code == 1
    assert "--on-existing" in err
    code, out, _err = command(*base, "import", str(tmp_path), "--title", "HIDDENHEIR", "--on-existing", "replace", "--json")
    assert code == 0
    assert len(json.loads(out)["done"]) == 1
    assert json.loads(command(*base, "search", "You're wrong", "--json")[1])
    assert command(*base, "undo", "HIDDENHEIR")[0] == 0
    assert command(*base, "search", "You're wrong", "--json")[:2] == (0, "[]\n")
    assert command(*base, "import", str(resource("sample")), "--title", "HIDDENHEIR")[0] == 0


@pytest.mark.parametrize("arguments", [["info", "{sample}"], ["convert", "{sample}", "{out}"]])
def test_file_commands_load_no_database_video_or_qt(arguments: list[str], tmp_path: Path) -> None:
    words = [word.format(sample=resource("sample", "EP01_en.srt"), out=tmp_path / "a.vtt") for word in arguments]
    loaded = modules_after(words)
    assert not {"sqlalchemy", "av", "PySide6", "vlc", "numpy"} & loaded


def test_a_command_that_measures_no_caption_loads_no_qt(demo: Path) -> None:
    assert "PySide6" not in modules_after(["--catalog", str(demo), "titles"])


def modules_after(arguments: list[str]) -> set[str]:
    """Run a command in a process of its own without a display and return the top names of the modules it loaded."""
    code = (
        "import sys, io, json; from crossreel.app.main import run; keep = sys.stdout; sys.stdout = io.StringIO();"
        f"code = run({arguments!r}); sys.stdout = keep; assert code == 0, code;"
        "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    environment = clean_environment()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def clean_environment() -> dict[str, Any]:
    """Return the environment without a display and without a chosen Qt platform."""
    import os

    return {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
