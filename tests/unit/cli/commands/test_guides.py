"""`crossreel guides` as a terminal has it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from crossreel.app import bootstrap
from crossreel.services.files import guide_files
from crossreel.services.preferences import PreferenceFile
from tests.builders import make_drama

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user of the test a folder of settings of his own."""
    for module in ("crossreel.app.bootstrap", "crossreel.app.opener"):
        monkeypatch.setattr(f"{module}.preference_file", lambda: PreferenceFile(tmp_path / "config"))
    guide_files.guides_of.cache_clear()
    return bootstrap.own_guides()


def test_a_set_is_derived_changed_and_gone_by(command: Call, tmp_path: Path) -> None:
    assert command("guides", "derive", "mine", "--based-on", "vertical", "--buyer", "APP")[0] == 0
    assert command("guides", "set", "mine", "en", "line_hard", "60", "--source", "Sheet")[0] == 0
    assert command("guides", "set", "mine", "en", "line_target", "60", "--source", "Sheet")[0] == 0
    told = json.loads(command("guides", "show", "mine", "en", "--json")[1])
    figure = next(each for each in told["figures"] if each["field"] == "line_hard")
    assert (figure["value"], figure["source"], figure["is_own"], figure["base"]) == ("60", "Sheet", True, "29")
    assert "Sheet" in command("guides", "show", "mine", "en")[1]
    made = make_drama(tmp_path / "c.crossreel", episodes=1, cues=2, languages=("en",))
    made.database.close()
    catalog = ("--catalog", str(made.database.path))
    command(*catalog, "cues", "text", "HEIR", "1", "en", "1", "iiiiiiiiii iiiiiiiiii iiiiiiiiii iii")
    long = ("qc", "HEIR", "--rules", "line_length")
    assert (command(*catalog, *long)[0], command(*catalog, *long, "--guide", "mine")[0]) == (1, 0)
    assert command("guides", "reset", "mine", "en", "line_hard")[0] != 0, "the target would be past it"
    assert command("guides", "reset", "mine", "en", "line_target")[0] == 0
    assert command("guides", "add-language", "mine", "uk", "--like", "ru")[0] == 0
    assert "uk" in json.loads(command("guides", "show", "mine", "uk", "--json")[1])["languages"]
    assert command("guides", "reset", "mine", "uk")[0] == 0
    assert command("guides", "add-language", "mine", "uk", "--like", "xx")[0] != 0
    assert command("guides", "remove", "mine")[0] == 0
    assert [each["id"] for each in json.loads(command("guides", "list", "--json")[1]) if not each["shipped"]] == []


def test_a_file_is_checked_line_by_line_and_taken_in(command: Call, tmp_path: Path, own_folder: Path) -> None:
    path = tmp_path / "buyer.toml"
    path.write_text('name = "B"\nbased_on = "vertical"\n[languages.en]\nline_hrd = 3\nspeed_hard = -1\n', "utf-8")
    code, _out, err = command("guides", "check", str(path))
    assert code == 1
    assert "line 4" in err and "line 5" in err and "line_hard" in err
    assert [each["line"] for each in json.loads(command("guides", "check", str(path), "--json")[1])] == [4, 5]
    assert command("guides", "import", str(path))[0] != 0
    path.write_text('name = "B"\nbased_on = "vertical"\n[languages.en]\nline_hard = 30\n', "utf-8")
    assert command("guides", "import", str(path), "--as", "theirs")[0] == 0
    assert command("guides", "export", "theirs", str(tmp_path / "out.toml"), "--json")[0] == 0
    assert "based_on" not in (tmp_path / "out.toml").read_text("utf-8")
    assert [each.name for each in own_folder.iterdir()] == ["theirs.toml"]
    (own_folder / "torn.toml").write_text("x = ", "utf-8")
    code, _out, err = command("guides")
    assert code == 1
    assert "torn" in err
