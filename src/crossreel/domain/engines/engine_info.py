"""What everybody may know of an engine: what it does, where it runs, what it needs and what it costs."""

from dataclasses import dataclass, field
from enum import StrEnum

from crossreel.domain.errors import Told


class EngineKind(StrEnum):
    """What an engine does. Each has a folder of its own in `engines`.

    SPEECH finds where somebody speaks in a sound. READING reads a line of text in a picture. HEARING writes down what is said.
    TRANSLATING puts lines into another language.
    """

    SPEECH = "speech"
    READING = "reading"
    HEARING = "hearing"
    TRANSLATING = "translating"


class Where(StrEnum):
    """Where an engine runs: HERE on this machine, or on a SERVER, to which lines or sounds are sent."""

    HERE = "here"
    SERVER = "server"


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What an engine costs, in millionths of `currency` (ISO 4217); nothing of it set: nothing is paid.

    `per_minute_micros` for a minute of sound or picture, `input_micros` for a million tokens sent, `output_micros` for a million
    tokens that come back.
    """

    currency: str = ""
    per_minute_micros: int = 0
    input_micros: int = 0
    output_micros: int = 0

    @property
    def is_free(self) -> bool:
        """Whether nothing is paid."""
        return not (self.per_minute_micros or self.input_micros or self.output_micros)

    def of_tokens(self, sent: int, received: int) -> int:
        """Return what tokens cost, in millionths, rounded up."""
        return -(-(sent * self.input_micros + received * self.output_micros) // 1_000_000)

    def of_time(self, duration_ms: int) -> int:
        """Return what a stretch of sound or picture costs, in millionths, rounded up."""
        return -(-duration_ms * self.per_minute_micros // 60_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSetting:
    """An engine as a user set it up: by which name, at which address, with which model, for which price.

    Attributes:
        name: what the user calls it; an engine that needs no setting is called by its id.
        engine_id: which engine it is.
        address: of the server, such as `https://host/v1`; "" where it needs none.
        model: what the server runs, or the folder of a model of the user's own.
        key_name: the name its key is kept under, "" where it needs none. The key itself is never part of a setting.
        at_once: how many questions may be under way to a server at the same time.
    """

    name: str
    engine_id: str
    address: str = ""
    model: str = ""
    key_name: str = ""
    price: Price = field(default_factory=Price)
    at_once: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """An engine as it is shown: what it is, and whether it can work.

    Attributes:
        title: an English message; `i18n` translates it.
        needs: what it needs, and `lacks` what of it is not there; sentences with what to do.
        tells_confidence: whether it says how sure it is of each line.
    """

    setting: EngineSetting
    title: str
    kind: EngineKind
    where: Where
    tells_confidence: bool
    needs: tuple[Told, ...] = ()
    lacks: tuple[Told, ...] = ()

    @property
    def can_work(self) -> bool:
        """Whether everything it needs is there."""
        return not self.lacks


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOffer:
    """An engine that a user can set up. `wants_model` asks for the server's name of a model, or the folder of one."""

    id: str
    title: str
    kind: EngineKind
    where: Where
    wants_model: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedServer:
    """A server that answered: the models it has, and whether the one that was set up is among them."""

    setting: EngineSetting
    models: tuple[str, ...]
    has_model: bool
