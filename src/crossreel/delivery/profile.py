"""Reading delivery profiles: a buyer's specification as TOML."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar, cast

from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.errors import BadInput
from crossreel.domain.workflow import State

T = TypeVar("T")
KEYS = frozenset(Profile.__dataclass_fields__)
DEFAULT_TEMPLATE = str(Profile.__dataclass_fields__["file_template"].default)
SAMPLE_FIELDS: Mapping[str, object] = {
    "title": "T",
    "episode": 1,
    "language": "en",
    "variant": "full",
    "kind": "SUB",
    "version": 1,
    "extension": "srt",
    "buyer": "B",
}


def read_profile(path: Path) -> Profile:
    """Read one profile.

    Raises:
        BadInput: the file is no TOML, or a key is unknown, missing or of the wrong kind; the facts name file and key.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput("profile.no_toml", path=str(path), detail=str(error)) from error
    return _Table(table, path).profile()


def format_template(template: str, fields: Mapping[str, object]) -> str:
    """Fill a name or folder template.

    Raises:
        KeyError, ValueError, IndexError: the template asks for an unknown field or formats it impossibly.
    """
    return template.format_map(fields)


class _Table:
    def __init__(self, table: Mapping[str, object], path: Path) -> None:
        self._table = table
        self._path = path

    def profile(self) -> Profile:
        for key in self._table:
            if key not in KEYS:
                raise self._bad("profile.unknown_key", key)
        return Profile(
            id=self._text("id"),
            name=self._text("name"),
            version=self._text("version"),
            buyer=self._text("buyer"),
            formats=self._formats(),
            include=self._texts("include"),
            minimum_state=self._state(),
            requires_video=self._value("requires_video", bool, False),
            requires_cover=self._value("requires_cover", bool, False),
            required_metadata=self._texts("required_metadata"),
            text_limits=self._mapping("text_limits", int),
            language_aliases=self._mapping("language_aliases", str),
            file_template=self._template("file_template", self._value("file_template", str, DEFAULT_TEMPLATE)),
            folders={kind: self._template(f"folders.{kind}", folder) for kind, folder in self._mapping("folders", str).items()},
        )

    def _bad(self, code: str, key: str) -> BadInput:
        return BadInput(code, path=str(self._path), key=key)

    def _value(self, key: str, kind: type[T], default: object = None) -> T:
        value = self._table.get(key, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self._bad("profile.missing_key" if key not in self._table else "profile.bad_value", key)
        return value

    def _text(self, key: str) -> str:
        value = self._value(key, str)
        if not value.strip():
            raise self._bad("profile.bad_value", key)
        return value

    def _texts(self, key: str) -> tuple[str, ...]:
        values = self._value(key, list, [])
        if not all(isinstance(value, str) for value in values):
            raise self._bad("profile.bad_value", key)
        return tuple(values)

    def _mapping(self, key: str, kind: type[T]) -> dict[str, T]:
        table = self._value(key, dict, {})
        if not all(isinstance(value, kind) for value in table.values()):
            raise self._bad("profile.bad_value", key)
        return cast(dict[str, T], dict(table))

    def _state(self) -> State:
        try:
            return State(self._value("minimum_state", str, State.APPROVED.value))
        except ValueError:
            raise self._bad("profile.bad_value", "minimum_state") from None

    def _formats(self) -> tuple[ProfileFormat, ...]:
        formats = self._value("formats", list, [])
        if not formats and "subtitles" in self._texts("include"):
            raise self._bad("profile.missing_key", "formats")
        return tuple(self._format(entry) for entry in formats)

    def _format(self, entry: object) -> ProfileFormat:
        if not isinstance(entry, dict) or not isinstance(entry.get("format_id"), str) or set(entry) - {"format_id", "options"}:
            raise self._bad("profile.bad_value", "formats")
        options = entry.get("options", {})
        if not isinstance(options, dict):
            raise self._bad("profile.bad_value", "formats.options")
        return ProfileFormat(format_id=entry["format_id"], options=options)

    def _template(self, key: str, template: str) -> str:
        try:
            format_template(template, SAMPLE_FIELDS)
        except (KeyError, ValueError, IndexError):
            raise self._bad("profile.bad_template", key) from None
        return template
