"""The user's engines as a file, `engines.toml` beside the preferences: read entry by entry, written whole. No key stands in it."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from crossreel.domain.engines.engine_info import EngineSetting, Price
from crossreel.domain.errors import BadInput, CrossreelError, StorageFailed, Told
from crossreel.kernel.atomic import write_bytes

FILE_NAME = "engines.toml"
TABLE = "engine"
HEAD = "# Engines and servers, as “crossreel engines” and the preferences of the window write them. Keys stand elsewhere.\n"
TEXTS = {"name": "name", "engine": "engine_id", "address": "address", "model": "model", "key": "key_name"}
PRICES = {"input_price": "input_micros", "output_price": "output_micros", "minute_price": "per_minute_micros"}
MICROS = 1_000_000
MOST_MICROS = 10**12


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineList:
    """The entries of the file that can be used, and what is wrong with the others."""

    settings: tuple[EngineSetting, ...] = ()
    faults: tuple[Told, ...] = ()


def read_engines(folder: Path) -> EngineList:
    """Read the user's engines; a file that is not there is an empty one."""
    path = folder / FILE_NAME
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get(TABLE, [])
    except FileNotFoundError:
        return EngineList()
    except (OSError, ValueError) as error:
        return EngineList(faults=(Told("engines.bad_list", {"path": str(path), "reason": str(error)}),))
    settings: dict[str, EngineSetting] = {}
    faults = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries], 1):
        try:
            setting = _setting(entry)
            if setting.name in settings:
                raise BadInput("engines.name_taken", engine=setting.name)
            settings[setting.name] = setting
        except CrossreelError as error:
            reason = Told(error.code, error.facts)
            faults.append(Told("engines.bad_entry", {"path": str(path), "number": number, "reason": reason}))
    return EngineList(settings=tuple(settings.values()), faults=tuple(faults))


def write_engines(folder: Path, settings: Sequence[EngineSetting]) -> None:
    """Write the user's engines in one step.

    Raises:
        StorageFailed: the folder cannot be written.
    """
    entries = [
        "\n".join((f"\n[[{TABLE}]]", *(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in _written(each)), ""))
        for each in settings
    ]
    path = folder / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, (HEAD + "".join(entries)).encode())
    except OSError as error:
        raise StorageFailed("engines.cannot_write", path=str(path), reason=error.strerror or type(error).__name__) from error


def read_price(written: str) -> int:
    """Return a price as somebody wrote it (0.15 or 0,15) in millionths.

    Raises:
        BadInput: it is no price, or finer than millionths.
    """
    try:
        micros = Decimal(written.strip().replace(",", ".") or "0") * MICROS
    except InvalidOperation:
        micros = Decimal("NaN")
    if not micros.is_finite() or micros != micros.to_integral_value() or not 0 <= micros <= MOST_MICROS:
        raise BadInput("engines.no_price", written=written)
    return int(micros)


def written_price(micros: int) -> str:
    """Return a price as one writes it."""
    return f"{Decimal(micros) / MICROS:f}"


def _written(setting: EngineSetting) -> list[tuple[str, str | int]]:
    texts: list[tuple[str, str | int]] = [(name, getattr(setting, field)) for name, field in TEXTS.items()]
    prices = [
        (name, written_price(getattr(setting.price, field))) for name, field in PRICES.items() if getattr(setting.price, field)
    ]
    money = [("currency", setting.price.currency)] if setting.price.currency else []
    return [*(each for each in texts if each[1]), *prices, *money, ("at_once", setting.at_once)]


def _setting(entry: object) -> EngineSetting:
    if not isinstance(entry, Mapping):
        raise BadInput("engines.no_entry")
    texts = {field: _text(entry, name) for name, field in TEXTS.items()}
    if not texts["name"] or not texts["engine_id"]:
        raise BadInput("engines.no_entry")
    prices = {field: read_price(_price_text(entry.get(name, "0"))) for name, field in PRICES.items()}
    at_once = entry.get("at_once", EngineSetting(name="", engine_id="").at_once)
    if isinstance(at_once, bool) or not isinstance(at_once, int):
        raise BadInput("engines.bad_value", field="at_once", value=str(at_once))
    return EngineSetting(**texts, price=Price(currency=_text(entry, "currency"), **prices), at_once=at_once)


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise BadInput("engines.bad_value", field=name, value=str(value))
    return value.strip()


def _price_text(value: object) -> str:
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else "?"
