"""Engines are found by their kinds, and each is what its place says."""

import sys

import pytest

from crossreel.domain.engines.engine_info import EngineKind, EngineSetting, Price, Where
from crossreel.domain.errors import BadInput, NotFound
from crossreel.engines import registry
from crossreel.engines.engine import Engine, Opening
from crossreel.engines.models import all_models
from crossreel.i18n.messages import sentence
from crossreel.kernel.plugins import PluginError


def made(**changes: object) -> Engine:
    """An engine of no great use."""
    usual: dict[str, object] = {
        "id": "deaf",
        "title": "Deaf",
        "kind": EngineKind.SPEECH,
        "where": Where.HERE,
        "open": lambda _opening: "open",
    }
    return Engine(**{**usual, **changes})  # type: ignore[arg-type]


def test_every_engine_is_called_like_its_module_and_names_models_that_ship() -> None:
    listed = {model.id for model in all_models()}
    for engine in registry.all_engines():
        assert f"crossreel.engines.{engine.kind}.{engine.id}" in sys.modules, engine.id
        assert set(engine.models) <= listed, f"{engine.id} runs models that are not listed: {set(engine.models) - listed}"
        assert bool(engine.library) == bool(engine.extra), engine.id
        assert engine.price.is_free or not engine.wants_setting, f"the price of {engine.id} stands in the setting of its user"


def test_an_engine_in_the_folder_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "discover", lambda folder, _name, _kind: [made()] if folder.__name__.endswith("hearing") else [])
    with pytest.raises(PluginError, match=r"deaf is an engine of kind speech and lies in crossreel\.engines\.hearing"):
        registry.all_engines.__wrapped__()


def test_two_engines_of_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        registry, "discover", lambda folder, _name, _kind: [made(kind=EngineKind(folder.__name__.rpartition(".")[2]))]
    )
    with pytest.raises(PluginError, match="two engines are called deaf"):
        registry.all_engines.__wrapped__()


def test_an_engine_is_opened_by_its_setting_for_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "all_engines", lambda: (made(),))
    opening = Opening(setting=EngineSetting(name="mine", engine_id="deaf"))
    assert registry.open_engine(EngineKind.SPEECH, opening) == "open"
    with pytest.raises(BadInput) as refused:
        registry.open_engine(EngineKind.READING, opening)
    assert "“mine” cannot do that: its kind is speech, and reading is wanted" in sentence(refused.value.code, refused.value.facts)
    with pytest.raises(NotFound) as lost:
        registry.get_engine("dumb")
    assert sentence(lost.value.code, lost.value.facts) == "There is no engine “dumb”. There are: deaf."


def test_a_key_is_not_told_where_an_opening_is_written_down() -> None:
    opening = Opening(setting=EngineSetting(name="mine", engine_id="deaf"), key="s3cret")
    assert "s3cret" not in f"{opening} {opening!r}"


def test_prices_are_counted_in_millionths_and_rounded_up() -> None:
    price = Price(currency="USD", per_minute_micros=6_000, input_micros=150_000, output_micros=600_000)
    assert price.of_tokens(1_000, 500) == 450
    assert price.of_tokens(1, 0) == 1, "a fraction of a millionth is one"
    assert price.of_time(90_000) == 9_000
    assert Price(currency="USD").is_free and not price.is_free
