"""Keys stand in the keyring or in a variable, and where there is no keyring it is said plainly."""

import pytest

from crossreel.domain.errors import Unavailable
from crossreel.engines.key_store import find_key, keep_key, variable_of
from crossreel.i18n.messages import sentence
from tests.memory_keyring import keyring_in_memory, no_keyring


def test_a_key_is_kept_found_and_forgotten() -> None:
    with keyring_in_memory() as ring:
        assert find_key("gpt") == ""
        keep_key("gpt", " s3cret\n")
        assert find_key("gpt") == "s3cret" and ring.kept == {("Crossreel", "gpt"): "s3cret"}
        keep_key("gpt", "")
        keep_key("gpt", "")
        assert find_key("gpt") == "" and not ring.kept


def test_a_variable_goes_before_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    with keyring_in_memory():
        keep_key("my gpt-5", "kept")
        monkeypatch.setenv("CROSSREEL_KEY_MY_GPT_5", "given")
        assert find_key("my gpt-5") == "given"
        monkeypatch.setenv("CROSSREEL_KEY_MY_GPT_5", " ")
        assert find_key("my gpt-5") == "kept"
    assert variable_of("翻译") == "CROSSREEL_KEY_SERVER"


def test_without_a_keyring_the_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with no_keyring():
        with pytest.raises(Unavailable) as refused:
            keep_key("gpt", "s3cret")
        told = sentence(refused.value.code, refused.value.facts)
        assert "no keyring" in told and "CROSSREEL_KEY_GPT" in told and "s3cret" not in told
        assert find_key("gpt") == ""
        monkeypatch.setenv("CROSSREEL_KEY_GPT", "given")
        assert find_key("gpt") == "given"


def test_a_locked_keyring_is_told_and_gives_nothing() -> None:
    with keyring_in_memory() as ring:
        keep_key("gpt", "s3cret")
        ring.is_locked = True
        assert find_key("gpt") == ""
        with pytest.raises(Unavailable) as refused:
            keep_key("gpt", "other")
    assert "Unlock it" in sentence(refused.value.code, refused.value.facts)
