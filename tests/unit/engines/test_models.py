"""Models that ship: each is the one that was tried, and where one is missing or another, it is said what to do."""

from pathlib import Path

import numpy as np
import pytest

from crossreel.domain.errors import NotFound, Unavailable
from crossreel.engines import models
from crossreel.engines.network import Network
from crossreel.i18n.messages import sentence


def told(error: Unavailable) -> str:
    """Return an error in words."""
    return sentence(error.code, error.facts)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A place for the speech model, with nothing in it."""
    listed = models.all_models()
    monkeypatch.setattr(models, "resource", lambda *parts: tmp_path.joinpath(*parts))
    monkeypatch.setattr(models, "all_models", lambda: listed)
    place = models.get_model("silero_vad").path
    place.parent.mkdir(parents=True)
    return place


def test_every_model_lies_there_with_its_digest_and_the_texts_of_its_licence() -> None:
    for model in models.all_models():
        assert models.model_path(model.id) == model.path
        assert all(len(path.read_text("utf-8")) > 500 for path in model.text_paths), model.id


def test_a_missing_model_says_what_to_run(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unavailable) as missing:
        models.model_path("silero_vad")
    assert str(elsewhere) in told(missing.value)
    assert told(missing.value).endswith("Run “make models” in the folder of the source.")
    monkeypatch.setattr(models, "data_root", lambda: elsewhere.parent)
    with pytest.raises(Unavailable) as missing:
        models.model_path("silero_vad")
    assert told(missing.value).endswith("Install Crossreel again."), "whoever has no source tree cannot run anything in it"


def test_another_file_is_refused_however_it_got_there(elsewhere: Path) -> None:
    elsewhere.write_bytes(b"cut off")
    with pytest.raises(Unavailable) as broken:
        models.model_path("silero_vad")
    assert "is not the one that belongs there" in told(broken.value)
    with pytest.raises(Unavailable):
        Network("silero_vad")
    elsewhere.unlink()
    elsewhere.mkdir()
    with pytest.raises(Unavailable):
        models.model_path("silero_vad")


def test_a_file_that_is_mended_is_looked_at_again(elsewhere: Path, tmp_path: Path) -> None:
    right = Path(models.__file__).parents[3] / "resources" / elsewhere.relative_to(tmp_path)
    elsewhere.write_bytes(b"cut off")
    with pytest.raises(Unavailable):
        models.model_path("silero_vad")
    elsewhere.write_bytes(right.read_bytes())
    assert models.model_path("silero_vad") == elsewhere


def test_a_model_nobody_listed_is_said() -> None:
    with pytest.raises(NotFound):
        models.model_path("whisper")


def test_a_network_takes_arrays_by_name_and_gives_arrays() -> None:
    network = Network("silero_vad")
    state = np.zeros((1, 1, 128), np.float32)
    likely, *_states = network.run({"input": np.zeros((3, 576), np.float32), "h": state, "c": state})
    assert likely.shape == (3,) and float(likely.max()) < 0.2, "nobody speaks in silence"


def test_the_recogniser_brings_its_characters() -> None:
    assert "裁" in Network("pp_ocr_v6").notes["character"].split("\n")
