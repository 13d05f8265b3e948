"""`crossreel cover` and `media`, on the sample's real picture and video."""

from pathlib import Path

from crossreel.kernel.paths import resource
from crossreel.rendering.picture_file import look
from tests.unit.cli.commands.conftest import Ask, Call


def test_a_cover_is_set_from_a_picture_written_out_and_cleared(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    picture = resource("sample", "cover.jpg")
    assert call("cover", heir)[0] == 1
    ask("cover", "set", heir, str(picture))
    assert ask("cover", heir, "--out", str(tmp_path / "out.jpg"))["cover"]["media_type"] == "image/jpeg"
    assert (tmp_path / "out.jpg").read_bytes() == picture.read_bytes()
    ask("cover", "clear", heir)
    assert call("cover", heir)[0] == 1
    ask("undo", heir)
    assert call("cover", heir)[0] == 0


def test_what_is_no_picture_is_refused(call: Call, heir: str, tmp_path: Path) -> None:
    (tmp_path / "notes.jpg").write_text("no picture", "utf-8")
    code, _out, err = call("cover", "set", heir, str(tmp_path / "notes.jpg"))
    assert code == 1 and "notes.jpg" in err
    assert call("cover", "set", heir, str(tmp_path / "nowhere.jpg"))[0] == 2


def test_a_frame_of_an_episode_becomes_the_cover(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    assert call("cover", "frame", heir, "1", "0:02")[0] == 2
    ask("media", "set", heir, "1", str(resource("sample", "EP01.mp4")))
    ask("cover", "frame", heir, "1", "0:02")
    told = ask("cover", heir, "--out", str(tmp_path / "frame.jpg"))["cover"]
    found = look((tmp_path / "frame.jpg").read_bytes())
    assert found is not None
    assert (told["width"], told["height"]) == (found.width, found.height) == (720, 1280)
