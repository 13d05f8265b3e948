"""`crossreel spell`: unknown words, and those that a title takes as right."""

from tests.unit.cli.commands.conftest import Ask, Call


def test_unknown_words_are_listed_taken_as_right_and_forgotten(ask: Ask, call: Call, heir: str) -> None:
    ask("cues", "text", heir, "1", "en", "3", "A wrod, teh")
    told = ask("spell", heir, "--languages", "en", "--suggest", "--episodes", "1")
    found = {each["word"]: each for each in told["words"]}
    assert {"wrod", "teh"} <= set(found) and "word" in found["wrod"]["suggestions"]
    assert ask("spell", "suggest", "en", "wrod")[0] == "word"
    ask("spell", "add", heir, "en", "wrod")
    assert [each["word"] for each in ask("spell", "known", heir)] == ["wrod"]
    assert "wrod" not in {each["word"] for each in ask("spell", heir, "--languages", "en")["words"]}
    ask("undo", heir)
    ask("redo", heir)
    ask("spell", "forget", heir, "en", "wrod")
    assert ask("spell", "known", heir) == []
    assert call("spell", "forget", heir, "en", "wrod")[0] == 2


def test_languages_without_a_dictionary_are_told(call: Call, ask: Ask, heir: str) -> None:
    code, _out, err = call("spell", heir, "--languages", "zh-Hans")
    assert (code, "Hunspell" in err) == (0, True)
    assert "en_US" in {each["name"] for each in ask("spell", "dictionaries")}
    assert ask("spell", heir, "--languages", "zh-Hans") == {"words": [], "unchecked": ["zh-Hans"]}
