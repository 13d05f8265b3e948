"""What a writer is told by `--option`: every option of a format by its name."""

import shutil
from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call

SOURCE = "1\n00:00:02,000 --> 00:00:04,000\n<i>Where</i> were you?\n"


def test_a_file_is_written_as_it_was_asked_for(command: Call, tmp_path: Path) -> None:
    source, target = tmp_path / "a.srt", tmp_path / "a.stl"
    source.write_text(SOURCE, "utf-8")
    asked = ("--option", "start_timecode=10:00:00:00", "--option", "frame_rate=25", "--option", "title=The Heir")
    assert command("convert", str(source), str(target), *asked, "--option", "display_standard=open")[0] == 0
    data = target.read_bytes()
    assert (data[3:11], data[11:12], data[16:24], data[256:264]) == (b"STL25.01", b"0", b"The Heir", b"10000000")
    assert data[224:230].isdigit(), "the day it was made"
    plain = tmp_path / "b.srt"
    assert command("convert", str(source), str(plain), "--option", "plain_text=yes", "--option", "newline=crlf")[0] == 0
    assert plain.read_bytes() == b"1\r\n00:00:02,000 --> 00:00:04,000\r\nWhere were you?\r\n\r\n"


def test_an_option_that_is_none_is_refused_with_those_there_are(command: Call, tmp_path: Path) -> None:
    source = tmp_path / "a.srt"
    source.write_text(SOURCE, "utf-8")
    code, _out, err = command("convert", str(source), str(tmp_path / "a.scc"), "--option", "bom=yes")
    assert code != 0 and "start_timecode" in err and not (tmp_path / "a.scc").exists()
    assert "at noon" in command("convert", str(source), str(tmp_path / "a.scc"), "--option", "start_timecode=at noon")[2]
    assert command("convert", str(source), str(tmp_path / "a.scc"), "--option", "bom")[0] == 2


def test_formats_tell_their_options_and_letters(ask: Ask) -> None:
    found = {each["id"]: each for each in ask("formats")}
    assert set(found["stl"]["options"]) >= {"start_timecode", "display_standard", "frame_rate"}
    assert found["scc"]["scripts"] == ["Latn"] and found["srt"]["scripts"] == []


def test_a_title_is_exported_as_it_was_asked_for(call: Call, imported: Path, catalog: Path, tmp_path: Path) -> None:
    shutil.copy(imported, catalog)
    out = tmp_path / "out"
    asked = ("--episodes", "1", "--format", "scc", "--option", "start_timecode=01:00:00:00", "--out", str(out))
    assert call("export", "HEIR", "--languages", "en", *asked)[0] == 0
    (path,) = out.glob("*.scc")
    assert "\n01:00:03;" in path.read_text("ascii")
