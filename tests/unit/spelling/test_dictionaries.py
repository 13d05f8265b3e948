"""Dictionaries on this machine, and which of them serves a language."""

from pathlib import Path

import pytest

from crossreel.domain.errors import Unavailable
from crossreel.domain.text.spelling import SpellingDictionary
from crossreel.spelling.dictionaries import best_dictionary, carried_folders, find_dictionaries, usual_folders
from crossreel.spelling.speller import Speller


def dictionary(name: str) -> SpellingDictionary:
    return SpellingDictionary(name=name, folder="/somewhere")


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        ("en", ["fr_FR", "en_GB", "en_US"], "en_US"),
        ("es-419", ["es_ES", "es_MX"], "es_MX"),
        ("es-419", ["es_ES"], "es_ES"),
        ("pt-BR", ["pt_PT"], None),
        ("vi", ["vi_VN"], "vi_VN"),
        ("de", ["de_DE_frami"], "de_DE_frami"),
        ("sr-Latn", ["sr", "sr-Latn"], "sr-Latn"),
        ("th", ["en_US"], None),
    ],
)
def test_a_language_takes_its_own_dictionary_before_a_cousin(language: str, names: list[str], expected: str | None) -> None:
    found = best_dictionary([dictionary(name) for name in names], language)
    assert (found.name if found else None) == expected


def test_the_first_folder_wins_and_half_a_dictionary_is_none(tmp_path: Path) -> None:
    for folder, names in (("own", ["xx.dic", "xx.aff", "yy.dic"]), ("system", ["xx.dic", "xx.aff", "zz.dic", "zz.aff"])):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).write_text("0\n")
    found = find_dictionaries([tmp_path / "nowhere", tmp_path / "own", tmp_path / "system"])
    assert {each.name: Path(each.folder).name for each in found} == {"xx": "own", "zz": "system"}


def test_folders_are_named_for_every_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DICPATH", str(tmp_path))
    for system in ("linux", "darwin", "win32"):
        monkeypatch.setattr("sys.platform", system)
        assert usual_folders()[0] == tmp_path and len(usual_folders()) > 2


def test_the_engine_judges_words_and_offers_others() -> None:
    (english,) = [each for each in find_dictionaries(carried_folders()) if each.name == "en_US"]
    speller = Speller(english)
    assert [speller.knows(word) for word in ("word", "don't", "wrod", "Łódź", "x" * 200)] == [True, True, False, True, True]
    assert speller.suggest("wrod")[0] == "word"
    assert speller.suggest("Łódź") == ()


def test_a_dictionary_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as told:
        Speller(SpellingDictionary(name="xx", folder=str(tmp_path)))
    assert told.value.code == "spelling.bad_dictionary"
