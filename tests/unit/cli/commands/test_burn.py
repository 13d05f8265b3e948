"""`crossreel burn`: planned, made, listed as a run, and what is wrong said."""

from pathlib import Path

import pytest

from crossreel.media.probe import probe
from tests.unit.cli.commands.conftest import Ask, Call
from tests.unit.media.burning.test_burner import smooth
from tests.unit.media.movies import make_movie


@pytest.fixture
def filmed(ask: Ask, heir: str, tmp_path: Path) -> str:
    """The title with a video in its first episode, and English in both."""
    movie = make_movie(tmp_path / "EP01.mp4", frames=30, picture=smooth)
    ask("media", "set", heir, "1", str(movie))
    return heir


def test_masters_are_planned_made_and_listed(ask: Ask, call: Call, filmed: str, tmp_path: Path) -> None:
    burn = ("burn", filmed, "--languages", "en", "--out", str(tmp_path / "out"), "--preset", "ultrafast")
    plan = ask(*burn, "--plan")
    assert [(step["episode"], step["stage"], step["language"]) for step in plan["steps"]] == [(1, "burning", "en")]
    assert any("video" in each for each in plan["refused"]) and not (tmp_path / "out").exists()
    made = ask(*burn, "--register", "--crf", "8")
    (step,) = made["steps"]
    assert (made["state"], step["state"], step["frames"], step["compared"]) == ("done", "done", 30, 6) and step["difference"] < 6
    assert probe(Path(step["path"])).info.width == 180
    assert ask("draft", "runs")[0]["id"] == made["id"]
    assert "burned-in, English, x264" in call("media", "list", filmed)[1]
    code, out, _err = call("draft", "show", made["id"])
    assert code == 0 and Path(step["path"]).name in out
    assert call(*burn, "--changed", "--episodes", "1")[0] == 0, "all of it shows what the catalog has"
    assert call(*burn)[0] == 1, "its file is there already, and nothing else is left to do"
    assert ask(*burn, "--replace", "--codec", "prores", "--preset", "")["steps"][0]["path"].endswith(".mov")


@pytest.mark.parametrize(
    "wrong",
    [("--hide", "smudge"), ("--rate", "odd"), ("--side", "left"), ("--bitrate", "-1"), ("--picture", "sepia"), ("--codec", "divx")],
)
def test_what_cannot_be_asked_for_is_said(wrong: tuple[str, str], call: Call, filmed: str, tmp_path: Path) -> None:
    code, _out, err = call("burn", filmed, "--languages", "en", "--out", str(tmp_path / "out"), *wrong)
    assert code in (1, 2) and err and not (tmp_path / "out").exists()
