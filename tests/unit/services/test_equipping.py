"""Engines as a user sets them up: names, addresses, prices and keys, and whether what one needs is there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.engines.engine_info import EngineKind, EngineSetting, Price, Where
from crossreel.domain.errors import BadInput, CrossreelError, NotFound, Refused, Unavailable
from crossreel.engines import models
from crossreel.engines.engine import Engine
from crossreel.i18n.messages import sentence
from crossreel.services import equipping as room
from crossreel.services.equipping import Equipping
from crossreel.services.files.engine_list import FILE_NAME
from tests.loopback import Reply, failed, serving
from tests.memory_keyring import MemoryKeyring, keyring_in_memory

SERVER = EngineSetting(name="gpt", engine_id="chat_server", address="https://host/v1/chat/completions", model="m", key_name="gpt")


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    """A keyring of the test."""
    with keyring_in_memory() as made:
        yield made


@pytest.fixture
def equipping(tmp_path: Path, ring: MemoryKeyring) -> Equipping:
    """The service over a folder without a list."""
    return Equipping(tmp_path)


def told(error: CrossreelError) -> str:
    """Return an error in words."""
    return sentence(error.code, error.facts)


def lacks(equipping: Equipping, name: str) -> list[str]:
    """Return what an engine lacks, in words."""
    return [sentence(each.code, each.facts) for info in equipping.engines() if info.setting.name == name for each in info.lacks]


def test_a_server_is_set_up_changed_and_taken_off(equipping: Equipping, ring: MemoryKeyring, tmp_path: Path) -> None:
    kept = equipping.put(SERVER)
    assert kept.address == "https://host/v1" and equipping.get("gpt") == kept
    equipping.keep_key("gpt", "s3cret")
    assert "s3cret" not in (tmp_path / FILE_NAME).read_text("utf-8")
    equipping.put(replace(kept, name="my gpt", model="m-2"), former="gpt")
    assert [each.setting.name for each in equipping.engines() if each.where is Where.SERVER] == ["my gpt"]
    assert lacks(equipping, "my gpt") == [], "a new name has the key it had"
    equipping.put(replace(kept, name="cheap"))
    equipping.remove("my gpt")
    assert ring.kept, "another engine has this key too"
    equipping.remove("cheap")
    assert not ring.kept
    with pytest.raises(NotFound):
        equipping.remove("cheap")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "is no name"),
        ({"name": 'a"b'}, "is no name"),
        ({"model": ""}, "Say which model"),
        ({"model": "\udcff"}, "cannot be the model"),
        ({"address": "host"}, "is no address"),
        ({"at_once": 0}, "cannot be the at_once"),
        ({"price": Price(currency="Dollar", input_micros=1)}, "is no currency"),
        ({"engine_id": "psychic"}, "There is no engine “psychic”"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, object], words: str, equipping: Equipping, tmp_path: Path) -> None:
    with pytest.raises(CrossreelError) as refused:
        equipping.put(replace(SERVER, **change))  # type: ignore[arg-type]
    assert words in told(refused.value)
    assert not (tmp_path / FILE_NAME).exists()


def test_a_name_is_one_engines_only(equipping: Equipping) -> None:
    equipping.put(SERVER)
    with pytest.raises(BadInput) as refused:
        equipping.put(SERVER)
    assert told(refused.value) == "An engine is called “gpt” already."
    with pytest.raises(NotFound):
        equipping.put(SERVER, former="other")


def test_a_list_with_a_fault_is_never_written_over(equipping: Equipping, tmp_path: Path) -> None:
    written = '[[engine]]\nname = "mine"\nengine = "chat_server"\naddress = 7\n'
    (tmp_path / FILE_NAME).write_text(written, "utf-8")
    with pytest.raises(BadInput) as refused:
        equipping.put(SERVER)
    assert "Mend it first. Entry 1 of" in told(refused.value)
    assert (tmp_path / FILE_NAME).read_text("utf-8") == written


def test_an_engine_that_is_no_longer_there_is_told_and_kept(equipping: Equipping, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('[[engine]]\nname = "old"\nengine = "psychic"\n', "utf-8")
    assert "psychic" in sentence(equipping.faults()[0].code, equipping.faults()[0].facts)
    equipping.put(SERVER)
    assert 'name = "old"' in (tmp_path / FILE_NAME).read_text("utf-8")


def test_what_is_not_there_is_said_before_anything_is_asked(equipping: Equipping, monkeypatch: pytest.MonkeyPatch) -> None:
    equipping.put(SERVER)
    (lack,) = lacks(equipping, "gpt")
    assert lack.startswith("Its key is missing.") and lack.endswith("or set the environment variable CROSSREEL_KEY_GPT.")
    with pytest.raises(Unavailable) as lacking:
        equipping.opening("gpt", EngineKind.TRANSLATING)
    assert told(lacking.value).startswith("The engine “gpt” cannot work. Its key is missing.")
    monkeypatch.setenv("CROSSREEL_KEY_GPT", "given")
    assert equipping.opening("gpt", EngineKind.TRANSLATING).key == "given"
    with pytest.raises(BadInput):
        equipping.opening("gpt", EngineKind.HEARING)
    with pytest.raises(NotFound):
        equipping.opening("none", EngineKind.TRANSLATING)


def test_models_libraries_and_folders_are_looked_for(equipping: Equipping, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = Engine(
        id="ears", title="Ears", kind=EngineKind.HEARING, where=Where.HERE, open=lambda opening: opening, models=("silero_vad",),
        library="no_such_library", extra="hearing", wants_model=True,
    )  # fmt: skip
    monkeypatch.setattr(room, "all_engines", lambda: (own,))
    monkeypatch.setattr(room, "find_engine", lambda _id: own)
    monkeypatch.setattr(room, "get_engine", lambda _id: own)
    equipping.put(EngineSetting(name="ears", engine_id="ears", model=str(tmp_path / "model"), key_name="k", address="http://host"))
    kept = equipping.get("ears")
    assert (kept.key_name, kept.address) == ("", ""), "it asks no server"
    assert lacks(equipping, "ears") == [
        "The library no_such_library is not installed. Install it with: pip install 'crossreel[hearing]'",
        f"There is no folder {tmp_path / 'model'} with a model.",
    ]
    listed = models.all_models()
    monkeypatch.setattr(models, "all_models", lambda: listed)
    monkeypatch.setattr(models, "resource", lambda *parts: tmp_path.joinpath(*parts))
    assert "is missing (Silero VAD" in lacks(equipping, "ears")[0]
    with pytest.raises(BadInput):
        equipping.try_out("ears")


def test_a_server_is_tried_without_cost(equipping: Equipping, ring: MemoryKeyring) -> None:
    answer = Reply(body=b'{"data": [{"id": "m-2"}, {"id": "m"}, 3, {"name": "x"}]}')
    with serving(answer) as loopback:
        equipping.put(replace(SERVER, address=loopback.address))
        equipping.keep_key("gpt", "s3cret")
        tried = equipping.try_out("gpt")
        assert (tried.models, tried.has_model) == (("m", "m-2"), True)
        assert loopback.calls[0].path == "/v1/models" and loopback.calls[0].headers["Authorization"] == "Bearer s3cret"
    with serving(failed(401)) as loopback:
        equipping.put(replace(SERVER, address=loopback.address), former="gpt")
        with pytest.raises(Refused):
            equipping.try_out("gpt")
        assert len(loopback.calls) == 1, "who tries wants no patience"


def test_one_that_wants_no_key_keeps_none(equipping: Equipping, ring: MemoryKeyring) -> None:
    equipping.put(replace(SERVER, key_name=""))
    with pytest.raises(BadInput):
        equipping.keep_key("gpt", "s3cret")
    assert not ring.kept and lacks(equipping, "gpt") == []
