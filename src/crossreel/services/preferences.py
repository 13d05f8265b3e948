"""Preferences: what a user chose for this machine, in a TOML file beside no catalog."""

import getpass
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from crossreel.domain.errors import BadInput
from crossreel.domain.keys import canonical_key
from crossreel.domain.preferences import Preferences
from crossreel.kernel.atomic import write_bytes

FILE_NAME = "preferences.toml"


class PreferenceFile:
    """Reads and writes the preferences; a damaged file is kept aside and the defaults are used."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def load(self) -> Preferences:
        """Return what was chosen, defaults for the rest; the author is at first the system's user name."""
        chosen = replace(Preferences(), **self._read())
        return chosen if chosen.author else replace(chosen, author=user_name())

    def signed(self, preferences: Preferences) -> Preferences:
        """Return the preferences of someone who is about to edit: with a key of their own, made once and kept.

        Where it cannot be kept there is none, and the author is known by the name.
        """
        if preferences.author_key:
            return preferences
        signed = replace(preferences, author_key=secrets.token_hex(16))
        try:
            self.save(signed)
        except OSError:
            return preferences
        return signed

    def save(self, preferences: Preferences) -> None:
        """Write the preferences in one step.

        Raises:
            OSError: the folder cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        values = asdict(preferences)
        tables = {name: value for name, value in values.items() if isinstance(value, dict)}
        lines = [f"{name} = {_written(value)}\n" for name, value in values.items() if name not in tables]
        for name, table in tables.items():
            lines += [f"\n[{name}]\n", *(f"{_written(key)} = {_written(value)}\n" for key, value in table.items())]
        write_bytes(self.path, "".join(lines).encode())

    def _read(self) -> dict[str, Any]:
        if not self.path.is_file():
            return {}
        import tomllib  # only for who chose something: it takes a thirtieth of a short command

        try:
            read = tomllib.loads(self.path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            self.path.replace(self.path.with_suffix(".damaged.toml"))
            return {}
        except OSError:
            return {}
        defaults = Preferences()
        known = {field.name: getattr(defaults, field.name) for field in fields(Preferences)}
        chosen = {name: value for name, value in read.items() if name in known and type(value) is type(known[name])}
        return {**chosen, "keys": _keys(chosen.get("keys", {}))}


def user_name() -> str:
    """Return the system's name of the user, "user" where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "user"


def _keys(read: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return own keys; what is none (by hand of another program) is left out."""
    own: dict[str, tuple[str, ...]] = {}
    for action_id, written in read.items():
        if isinstance(written, list):
            with suppress(BadInput):
                own[action_id] = tuple(canonical_key(str(each)) for each in written)
    return own


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)  # as TOML writes it too: texts, whole numbers, true and false
