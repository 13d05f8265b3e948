"""A data file that cannot be read is named, and everything else works."""

import json
import shutil
from pathlib import Path

import pytest

from crossreel.app import main
from crossreel.delivery import registry
from crossreel.kernel.paths import resource
from crossreel.services.files import guide_files
from crossreel.services.files.presets import read_guides


def test_a_broken_profile_is_named_beside_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(resource("delivery"), tmp_path / "delivery"))
    (folder / "torn.toml").write_text("id = ", "utf-8")
    monkeypatch.setattr(registry, "resource", lambda *parts: tmp_path.joinpath(*parts))
    assert main.run(["profiles", "list"]) == 0
    out, err = capsys.readouterr()
    assert "app-standard" in out and "torn.toml" in err
    assert main.run(["profiles", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    shipped = {path.stem for path in resource("delivery").glob("*.toml")}
    assert {each["id"] for each in listed if "error" not in each} == shipped >= {"app-standard", "streamer-imsc"}
    assert [(each["id"], each["error"]["code"]) for each in listed if "error" in each] == [("torn", "profile.no_toml")]
    assert main.run(["profiles", "show", "app-standard"]) == 0
    capsys.readouterr()
    assert main.run(["profiles", "show", "torn"]) == 1
    assert "torn.toml" in capsys.readouterr().err
    assert main.run(["profiles", "show", "nobody"]) == 2


def test_a_broken_style_guide_is_named_and_the_others_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(resource("style_guides"), tmp_path / "guides"))
    (folder / "landscape.toml").write_text("[languages.en]\nline_hard = 'wide'\n", "utf-8")
    monkeypatch.setattr(guide_files, "guides_of", lambda _own: read_guides(folder))
    file = tmp_path / "a.en.srt"
    file.write_text("1\n00:00:01,000 --> 00:00:03,000\nWait...\n", "utf-8")
    assert main.run(["qc", str(file), "--json"]) == 1
    out, err = capsys.readouterr()
    assert [each["rule"] for each in json.loads(out)["findings"]] == ["ellipsis"]
    assert "landscape.toml" in err and "line_hard" in err
    assert main.run(["qc", str(file), "--guide", "landscape"]) == 1
    out, err = capsys.readouterr()
    assert out == "" and "landscape.toml" in err
