"""What an engine is."""

from collections.abc import Callable
from dataclasses import dataclass, field

from crossreel.domain.engines.engine_info import EngineKind, EngineSetting, Price, Where
from crossreel.engines.server import Waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What an engine is opened with. It can go to another process; `key` never goes into a file or a log.

    `waits` is how long a server is waited for.
    """

    setting: EngineSetting
    key: str = ""
    waits: Waits = field(default_factory=Waits)

    def __repr__(self) -> str:
        """Return it without the key."""
        return f"Opening({self.setting!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The descriptor of an engine: one module of `engines/<kind>` holds one, named ENGINE.

    Args:
        id: the module's name; no other engine has the same, of whatever kind.
        title: an English message marked with `N_`.
        kind: what it does; the folder it lies in is called so.
        where: on this machine or on a server.
        open: makes ready what does the work: an object with the methods that `kinds.py` names for the kind. It loads a model once
            and is called in the process and thread that work with it; it is never sent to another.
        models: the models of `resources/models.toml` it runs.
        library: the module of a library that is an optional extra, "" for none; `extra` is what the extra is called.
        wants_model: whether the user has to say which model it runs: the server's name of it, or a folder.
        price: what it costs; that of an engine on a server stands in the user's setting.
        tells_confidence: whether it says how sure it is of each line, in thousandths.
    """

    id: str
    title: str
    kind: EngineKind
    where: Where
    open: Callable[[Opening], object]
    models: tuple[str, ...] = ()
    library: str = ""
    extra: str = ""
    wants_model: bool = False
    price: Price = field(default_factory=Price)
    tells_confidence: bool = False

    @property
    def wants_setting(self) -> bool:
        """Whether it can only work as a user set it up."""
        return self.where is Where.SERVER or self.wants_model
