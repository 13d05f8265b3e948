"""Equipping: which engines there are, which of them the user set up, whether what they need is there, and their keys."""

import importlib.util
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from crossreel.domain.engines.engine_info import EngineInfo, EngineKind, EngineOffer, EngineSetting, TriedServer, Where
from crossreel.domain.errors import BadInput, CrossreelError, NotFound, Told, Unavailable
from crossreel.engines.engine import Engine, Opening
from crossreel.engines.key_store import find_key, has_keyring, keep_key, variable_of
from crossreel.engines.models import get_model, model_path
from crossreel.engines.registry import all_engines, find_engine, get_engine, without_setting
from crossreel.engines.server import Server, Waits, checked_address, checked_key
from crossreel.kernel.paths import is_text, legible
from crossreel.services.files.engine_list import EngineList, read_engines, write_engines

NAME = re.compile(r"[^\s\x00-\x1f/\\\"'][^\x00-\x1f/\\\"']{0,59}")
CURRENCY = re.compile(r"[A-Z]{3}")
MOST_AT_ONCE = 32
TRIAL = Waits(connect_s=5.0, answer_s=15.0, tries=1, slow_tries=1)


class Equipping:
    """Use cases around engines.

    Args:
        folder: where the user's list is kept, beside the preferences.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def engines(self) -> tuple[EngineInfo, ...]:
        """Return every engine that needs no setting, and those that the user set up, by kind and name."""
        own = [(get_engine(each.engine_id), each) for each in self._listed().settings if find_engine(each.engine_id)]
        own += [(engine, without_setting(engine)) for engine in all_engines() if not engine.wants_setting]
        kinds = list(EngineKind)
        return tuple(_info(*each) for each in sorted(own, key=lambda each: (kinds.index(each[0].kind), each[1].name.casefold())))

    def faults(self) -> tuple[Told, ...]:
        """Return what is wrong with the user's list: entries that cannot be used are left out, and take no other along."""
        listed = self._listed()
        known = [each.id for each in all_engines()]
        strange = [each for each in listed.settings if each.engine_id not in known]
        return (
            *listed.faults,
            *(Told("engines.none_of_id", {"engine": each.engine_id, "known_engines": known}) for each in strange),
        )

    def offers(self) -> tuple[EngineOffer, ...]:
        """Return the engines that a user can set up."""
        return tuple(
            EngineOffer(id=each.id, title=each.title, kind=each.kind, where=each.where, wants_model=each.wants_model)
            for each in all_engines()
            if each.wants_setting
        )

    def keeps_keys(self) -> bool:
        """Tell whether this system has a keyring that keeps keys; without one they stand in environment variables."""
        return has_keyring()

    def get(self, name: str) -> EngineSetting:
        """Return an engine as it is set up.

        Raises:
            NotFound: none is called so.
        """
        found = next((each.setting for each in self.engines() if each.setting.name == name), None)
        if found is None:
            raise NotFound("engines.none_of_name", engine=name, known_engines=[each.setting.name for each in self.engines()])
        return found

    def put(self, setting: EngineSetting, *, former: str = "") -> EngineSetting:
        """Keep an engine as a user set it up, and return it; `former` is what it was called, "" for a new one.

        Raises:
            BadInput: something in it cannot be, or the list has a fault that writing it anew would lose.
            NotFound: there is no engine of that id, or none is called `former`.
            StorageFailed: the list cannot be written.
        """
        checked = _checked(setting)
        own = self._whole()
        if former and former not in [each.name for each in own]:
            raise NotFound("engines.none_of_name", engine=former, known_engines=[each.name for each in own])
        taken = {each.name for each in own} | {each.id for each in all_engines() if not each.wants_setting}
        if checked.name in taken - {former}:
            raise BadInput("engines.name_taken", engine=checked.name)
        kept = [checked if each.name == former else each for each in own] if former else [*own, checked]
        write_engines(self._folder, kept)
        return checked

    def remove(self, name: str) -> None:
        """Take an engine off the list, and its key out of the keyring where no other one has it.

        Raises:
            NotFound: the user set up none of that name.
            BadInput: the list has a fault that writing it anew would lose.
            StorageFailed: the list cannot be written.
        """
        own = self._whole()
        gone = next((each for each in own if each.name == name), None)
        if gone is None:
            raise NotFound("engines.none_of_name", engine=name, known_engines=[each.name for each in own])
        left = [each for each in own if each is not gone]
        write_engines(self._folder, left)
        if gone.key_name and gone.key_name not in [each.key_name for each in left]:
            try:
                keep_key(gone.key_name, "")
            except Unavailable:
                return  # without a keyring none is in it

    def keep_key(self, name: str, key: str) -> None:
        """Keep the key of an engine in the system's keyring; "" forgets it.

        Raises:
            NotFound: none is called so.
            BadInput: it is set up without a key, or what was given is none.
            Unavailable: there is no keyring here; names the environment variable to set instead.
        """
        setting = self.get(name)
        if not setting.key_name:
            raise BadInput("engines.wants_no_key", engine=name)
        keep_key(setting.key_name, checked_key(key))

    def opening(self, name: str, kind: EngineKind) -> Opening:
        """Return what an engine is opened with, in whatever process; it has the key in it, and is written nowhere.

        Raises:
            NotFound: none is called so.
            BadInput: it does something else.
            Unavailable: what it needs is not there.
        """
        setting = self.get(name)
        engine = get_engine(setting.engine_id)
        if engine.kind is not kind:
            raise BadInput("engines.other_kind", engine=name, kind=str(engine.kind), wanted=str(kind))
        for lack in _lacks(engine, setting):
            raise Unavailable("engines.lacks", engine=name, reason=lack)
        return Opening(setting=setting, key=_key(setting))

    def try_out(self, name: str, check: Callable[[], None] = lambda: None) -> TriedServer:
        """Ask the server of an engine which models it has, which costs nothing.

        Raises:
            NotFound: none is called so.
            BadInput: it asks no server, or the server lists no models.
            CrossreelError: its key is missing; the server cannot be reached, refuses the key or fails.
            Cancelled: whatever `check` raises.
        """
        setting = self.get(name)
        engine = get_engine(setting.engine_id)
        if engine.where is not Where.SERVER:
            raise BadInput("engines.asks_nobody", engine=name)
        opening = self.opening(name, engine.kind)
        listed = Server(setting.address, opening.key, TRIAL).ask("models", check).get("data")
        models = [each.get("id") for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
        named = tuple(sorted(each for each in models if isinstance(each, str)))
        return TriedServer(setting=setting, models=named, has_model=setting.model in named)

    def _listed(self) -> EngineList:
        return read_engines(self._folder)

    def _whole(self) -> tuple[EngineSetting, ...]:
        """Return the user's list where all of it can be used; writing another one would lose what is wrong with it."""
        listed = self._listed()
        if listed.faults:
            raise BadInput("engines.mend_first", reason=listed.faults[0])
        return listed.settings


def _checked(setting: EngineSetting) -> EngineSetting:
    engine = get_engine(setting.engine_id)
    if not engine.wants_setting:
        raise BadInput("engines.needs_no_setting", engine=engine.id)
    for field in ("name", "address", "model", "key_name"):
        if not is_text(getattr(setting, field)):
            raise BadInput("engines.bad_value", field=field, value=legible(getattr(setting, field)))
    if not NAME.fullmatch(setting.name):
        raise BadInput("engines.no_name", written=setting.name)
    if engine.wants_model and not setting.model:
        raise BadInput("engines.no_model")
    if not 1 <= setting.at_once <= MOST_AT_ONCE:
        raise BadInput("engines.bad_value", field="at_once", value=str(setting.at_once))
    if not setting.price.is_free and not CURRENCY.fullmatch(setting.price.currency):
        raise BadInput("engines.no_currency", written=setting.price.currency)
    is_server = engine.where is Where.SERVER
    return replace(
        setting, address=checked_address(setting.address) if is_server else "", key_name=setting.key_name if is_server else ""
    )


def _info(engine: Engine, setting: EngineSetting) -> EngineInfo:
    return EngineInfo(
        setting=setting,
        title=engine.title,
        kind=engine.kind,
        where=engine.where,
        tells_confidence=engine.tells_confidence,
        needs=tuple(_needs(engine, setting)),
        lacks=tuple(_lacks(engine, setting)),
    )


def _needs(engine: Engine, setting: EngineSetting) -> Iterator[Told]:
    for model_id in engine.models:
        yield Told("engines.needs_model", {"model": get_model(model_id).title})
    if engine.library:
        yield Told("engines.needs_library", {"library": engine.library})
    if engine.where is Where.SERVER:
        yield Told("engines.needs_server", {"address": setting.address})
    elif engine.wants_model:
        yield Told("engines.needs_folder", {"folder": setting.model})
    if setting.key_name:
        yield Told("engines.needs_key", {"key": setting.key_name})


def _lacks(engine: Engine, setting: EngineSetting) -> Iterator[Told]:
    for model_id in engine.models:
        try:
            model_path(model_id)
        except CrossreelError as error:
            yield Told(error.code, error.facts)
    if engine.library and importlib.util.find_spec(engine.library) is None:
        yield Told("engines.no_library", {"library": engine.library, "extra": engine.extra})
    if engine.where is Where.HERE and engine.wants_model and not Path(setting.model).is_dir():
        yield Told("engines.no_folder", {"folder": setting.model})
    if setting.key_name and not find_key(setting.key_name):
        yield Told("engines.no_key", {"engine": setting.name, "variable": variable_of(setting.key_name)})


def _key(setting: EngineSetting) -> str:
    return find_key(setting.key_name) if setting.key_name else ""
