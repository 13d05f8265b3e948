"""`crossreel metadata`."""

from pathlib import Path

import pytest

from tests.unit.cli.commands.conftest import Ask, Call


def test_fields_are_set_one_by_one_and_taken_away(ask: Ask, heir: str) -> None:
    ask("metadata", "set", heir, "--year", "2026", "--genres", "Romance，Revenge", "--country", "CN", "--safe-zone", "drama_app")
    about = ask("metadata", heir)
    assert (about["year"], about["genres"], about["country"], about["safe_zone"]) == (
        2026,
        ["Romance", "Revenge"],
        "CN",
        "drama_app",
    )
    ask("metadata", "set", heir, "--year", "", "--country", "")
    about = ask("metadata", heir)
    assert (about["year"], about["country"], about["genres"]) == (None, "", ["Romance", "Revenge"])


def test_code_and_name_change_in_one_step(ask: Ask, heir: str) -> None:
    ask("metadata", "set", heir, "--code", "heir2", "--name", "The Hidden Heir")
    about = ask("metadata", "show", "HEIR2")
    assert (about["code"], about["name"]) == ("HEIR2", "The Hidden Heir")
    ask("undo", "HEIR2")
    assert ask("metadata", heir)["code"] == heir


def test_words_are_kept_by_language(ask: Ask, call: Call, heir: str) -> None:
    ask("metadata", "words", heir, "es-mx", "--name", "El heredero", "--logline", "Una línea.")
    assert ask("metadata", heir)["words"]["es-419"]["name"] == "El heredero"
    assert "El heredero" in call("metadata", heir)[1]
    ask("metadata", "words", heir, "es-419", "--name", "", "--logline", "")
    assert ask("metadata", heir)["words"] == {}


@pytest.mark.parametrize(
    "options", [(), ("--year", "12"), ("--safe-zone", "nowhere"), ("--style-guide", "nobody"), ("--code", "no code")]
)
def test_a_wrong_value_changes_nothing(ask: Ask, call: Call, heir: str, options: tuple[str, ...]) -> None:
    before = ask("metadata", heir)
    assert call("metadata", "set", heir, *options)[0] == 2
    assert ask("metadata", heir) == before


def test_metadata_goes_out_as_files(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    ask("metadata", "words", heir, "en", "--name", "The Hidden Heir")
    wanted = (
        "metadata",
        "export",
        heir,
        "--format",
        "mec_2_12,crossreel_json",
        "--languages",
        "en",
        "--out",
        str(tmp_path / "out"),
    )
    code, _, told = call(*wanted)
    assert code == 1
    assert "year" in told
    ask("metadata", "set", heir, "--year", "2026")
    files = ask(*wanted)["files"]
    assert {Path(path).name for path in files} == {path.name for path in (tmp_path / "out").iterdir()}
    assert f"{heir}_MEC_v01.xml" in {Path(path).name for path in files}
