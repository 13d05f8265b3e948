"""`crossreel shots`, on a real video."""

from pathlib import Path

import pytest

from tests.unit.cli.commands.conftest import Ask, Call
from tests.unit.media.scenes import make_cuts


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_cuts(tmp_path_factory.mktemp("video") / "EP01.mp4", (40, 25, 60))


def times(ask: Ask, heir: str) -> list[int]:
    return [shot["at_ms"] for shot in ask("shots", heir, "1")[0]["shots"]]


def test_they_are_found_set_moved_removed_and_gone_back_to(ask: Ask, call: Call, heir: str, video: Path, tmp_path: Path) -> None:
    ask("media", "set", heir, "1", str(video))
    assert ask("shots", heir, "1") == [{"episode": 1, "sought": False, "shots": []}]
    assert "shots find" in call("shots", "list", heir, "1")[2]
    assert ask("shots", "find", heir)["done"][0]["facts"] == {"count": 2}
    assert times(ask, heir) == [1334, 2167]
    ask("shots", "add", heir, "1", "3.1")
    ask("shots", "move", heir, "1", "2.167", "2.3")
    ask("shots", "remove", heir, "1", "1334ms")
    assert ask("shots", heir, "1")[0]["shots"] == [{"at_ms": 2300, "own": True}, {"at_ms": 3100, "own": True}]
    assert "00:00:02.300" in call("shots", "list", heir, "1")[1]
    ask("undo", heir)
    assert times(ask, heir) == [1334, 2300, 3100]
    ask("shots", "reset", heir, "1")
    ask("shots", "find", heir, "--again")
    assert times(ask, heir) == [1334, 2167]


@pytest.mark.parametrize("kind", ["pyscenedetect", "seconds", "keyframes"])
def test_a_list_goes_out_and_comes_in(ask: Ask, heir: str, video: Path, tmp_path: Path, kind: str) -> None:
    ask("media", "set", heir, "1", str(video))
    ask("shots", "add", heir, "1", "0.5")
    ask("shots", "add", heir, "1", "2.3")
    ask("shots", "export", heir, "1", str(tmp_path / "list"), "--kind", kind)
    ask("shots", "remove", heir, "1", "0.5")
    ask("shots", "import", heir, "1", str(tmp_path / "list"))
    assert times(ask, heir) == [500, 2300]
    (tmp_path / "more.txt").write_text("30\n", "utf-8")
    ask("shots", "import", heir, "1", str(tmp_path / "more.txt"), "--add")
    assert times(ask, heir) == [500, 1000, 2300]


def test_what_cannot_be_is_refused(call: Call, heir: str, tmp_path: Path) -> None:
    assert call("shots", "add", heir, "1", "1")[0] == 1
    assert call("shots", "add", heir, "1", "soon")[0] == 2
    assert call("shots", "import", heir, "1", str(tmp_path / "nowhere"))[0] == 1
    assert call("shots", "list", heir, "9")[0] == 2
