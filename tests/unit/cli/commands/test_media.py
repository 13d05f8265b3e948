"""`crossreel media`, on the sample's real videos."""

import shutil
from pathlib import Path

from crossreel.kernel.paths import resource
from tests.unit.cli.commands.conftest import Ask, Call


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
