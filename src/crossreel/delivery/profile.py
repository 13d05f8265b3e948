"""Reading delivery profiles: a buyer's specification as TOML."""

import re
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import TypeVar, cast

from crossreel.delivery.package_path import path_fault
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.errors import BadInput

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
NUMBER = re.compile(r"(?:0?[1-9])?d?")  # how a number may be written: `{episode:03d}`
ALIAS = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
LONGEST_ALIAS = 35  # the longest tag BCP 47 asks software to hold
DEFAULT_FOLDERS = {
    "subtitle": "05_SUBTITLES/{language}/{variant}",
    "workbook": "01_METADATA",
    "metadata": "01_METADATA",
    "cover": "06_ARTWORK/{language}",
    "report": "00_DOCS",
    "video": "03_VIDEO/{variant}",
}
LARGEST_BYTES = 1 << 20
OPTIONS: Mapping[str, type] = {"encoding": str, "bom": bool, "newline": str, "bidi": str, "width": int, "height": int}
CHOICES: Mapping[str, tuple[str, ...]] = {"newline": ("\n", "\r\n"), "bidi": ("plain", "rlm", "embed")}
WIDEST_PX = 16384


def read_profile(path: Path) -> Profile:
    """Read one profile.

    Raises:
        BadInput: the file is no TOML, or a key is unknown, missing, of the wrong kind, or would lead out of the package; the facts
            name file and key.
    """
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode) or known.st_size > LARGEST_BYTES:
            raise BadInput("profile.no_toml", path=str(path), detail=f"{known.st_size >> 20} MiB")
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise BadInput("profile.no_toml", path=str(path), detail=str(error)) from error
    return _Table(table, path).profile()


def format_template(template: str, fields: Mapping[str, object]) -> str:
    """Fill a name or folder template.

    Raises:
        ValueError: the template asks for anything but a known field, a number with leading zeros at most.
    """
    for _, name, form, conversion in Formatter().parse(template):
        if name is None:
            continue
        if name not in fields or conversion or not NUMBER.fullmatch(form or ""):
            raise ValueError(name)
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
            include=tuple(dict.fromkeys(self._texts("include"))),
            minimum_state=self._state(),
            requires_video=self._value("requires_video", bool, False),
            requires_cover=self._value("requires_cover", bool, False),
            required_metadata=self._texts("required_metadata"),
            text_limits=self._mapping("text_limits", int),
            language_aliases=self._aliases(),
            file_template=self._file_template(),
            folders=self._folders(),
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
        for name, value in options.items():
            if name not in OPTIONS:
                raise BadInput("profile.bad_option", profile=self._text("id"), key=name)
            if type(value) is not OPTIONS[name] or value not in CHOICES.get(name, (value,)) or not _makes_sense(name, value):
                raise self._bad("profile.bad_value", f"formats.options.{name}")
        return ProfileFormat(format_id=entry["format_id"], options=options)

    def _aliases(self) -> dict[str, str]:
        aliases = self._mapping("language_aliases", str)
        for tag, alias in aliases.items():
            if not ALIAS.fullmatch(alias) or len(alias) > LONGEST_ALIAS:
                raise self._leads_out(f"language_aliases.{tag}", alias)
        return aliases

    def _file_template(self) -> str:
        template = self._value("file_template", str, DEFAULT_TEMPLATE)
        if "/" in self._filled("file_template", template):
            raise self._leads_out("file_template", template)
        return template

    def _folders(self) -> dict[str, str]:
        folders = self._mapping("folders", str)
        for kind, template in folders.items():
            if kind not in DEFAULT_FOLDERS:
                raise self._bad("profile.unknown_key", f"folders.{kind}")
            self._filled(f"folders.{kind}", template)
        return folders

    def _filled(self, key: str, template: str) -> str:
        try:
            filled = format_template(template, {**SAMPLE_FIELDS, "buyer": self._text("buyer")})
        except ValueError:
            raise self._bad("profile.bad_template", key) from None
        if path_fault(filled) is not None:
            raise self._leads_out(key, template)
        return filled

    def _leads_out(self, key: str, value: str) -> BadInput:
        return BadInput("profile.leads_out", path=str(self._path), key=key, value=value)


def _makes_sense(name: str, value: object) -> bool:
    if name == "encoding":
        try:
            return bool("text".encode(str(value)))
        except (LookupError, ValueError):
            return False
    return not isinstance(value, int) or isinstance(value, bool) or 0 < value <= WIDEST_PX
