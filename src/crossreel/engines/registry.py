"""All engines, found in the folders of `engines` that are called by their kinds."""

import importlib
from functools import lru_cache

from crossreel.domain.engines.engine_info import EngineKind, EngineSetting
from crossreel.domain.errors import BadInput, NotFound
from crossreel.engines.engine import Engine, Opening
from crossreel.kernel.plugins import PluginError, discover


@lru_cache(maxsize=1)
def all_engines() -> tuple[Engine, ...]:
    """Return every engine, by kind and id.

    Raises:
        PluginError: one lies in the folder of another kind, or two have one id.
    """
    found: dict[str, Engine] = {}
    for kind in EngineKind:
        folder = importlib.import_module(f"crossreel.engines.{kind}")
        for engine in sorted(discover(folder, "ENGINE", Engine), key=lambda each: each.id):
            if engine.kind is not kind:
                raise PluginError(f"{engine.id} is an engine of kind {engine.kind} and lies in {folder.__name__}")
            if engine.id in found:
                raise PluginError(f"two engines are called {engine.id}")
            found[engine.id] = engine
    return tuple(found.values())


def find_engine(engine_id: str) -> Engine | None:
    """Return an engine by its id, or None."""
    return next((engine for engine in all_engines() if engine.id == engine_id), None)


def get_engine(engine_id: str) -> Engine:
    """Return an engine by its id.

    Raises:
        NotFound: there is none of that id.
    """
    engine = find_engine(engine_id)
    if engine is None:
        raise NotFound("engines.none_of_id", engine=engine_id, known_engines=[each.id for each in all_engines()])
    return engine


def open_engine(kind: EngineKind, opening: Opening) -> object:
    """Make an engine ready to work, as somebody set it up.

    Raises:
        NotFound: there is none of that id.
        BadInput: it does something else.
        CrossreelError: what it needs is not there, or broken.
    """
    engine = get_engine(opening.setting.engine_id)
    if engine.kind is not kind:
        raise BadInput("engines.other_kind", engine=opening.setting.name, kind=str(engine.kind), wanted=str(kind))
    return engine.open(opening)


def without_setting(engine: Engine) -> EngineSetting:
    """Return the setting of an engine that needs none: it is called by its id."""
    return EngineSetting(name=engine.id, engine_id=engine.id, price=engine.price)
