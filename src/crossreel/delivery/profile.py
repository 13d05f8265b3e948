"""Reading delivery profiles: a buyer's specification as TOML."""

import re
import stat
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import TypeVar, cast

from crossreel.delivery.package_path import path_fault
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.errors import BadInput
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.text.write_option import read_option

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
LARGEST_BYTES = 1 << 20
LOUDNESS = frozenset(LoudnessTarget.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What a profile may name: kinds of files, options by subtitle format, and the languages that documents can be written in.

    A format that is not in `options` is let pass here: the gate refuses it where it is asked for.
    """

    kinds: Collection[str]
    options: Mapping[str, Collection[str]]
    languages: Collection[str]


def read_profile(path: Path, vocabulary: Vocabulary) -> Profile:
    """Read one profile.

    Args:
        path: the file.
        vocabulary: what it may name.

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
    return _Table(table, path, vocabulary).profile()


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
    def __init__(self, table: Mapping[str, object], path: Path, vocabulary: Vocabulary) -> None:
        self._table = table
        self._path = path
        self._known = vocabulary

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
            metadata=self._metadata(),
            document_language=self._document_language(),
            watched=self._watched(),
            loudness=self._loudness(),
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
        format_id = entry["format_id"]
        read = {name: self._option(format_id, name, value) for name, value in options.items()}
        return ProfileFormat(format_id=format_id, options=read)

    def _option(self, format_id: str, name: str, value: object) -> object:
        if name not in self._known.options.get(format_id, (name,)):
            raise BadInput("profile.bad_option", profile=self._text("id"), format=format_id, key=name)
        try:
            return read_option(name, value)
        except KeyError:
            raise BadInput("profile.bad_option", profile=self._text("id"), format=format_id, key=name) from None
        except ValueError:
            raise self._bad("profile.bad_value", f"formats.options.{name}") from None

    def _metadata(self) -> tuple[str, ...]:
        writers = tuple(dict.fromkeys(self._texts("metadata")))
        if not writers and "metadata" in self._texts("include"):
            raise self._bad("profile.missing_key", "metadata")
        return writers

    def _document_language(self) -> str:
        tag = self._value("document_language", str, "en")
        if tag not in self._known.languages:
            raise self._bad("profile.bad_value", "document_language")
        return tag

    def _watched(self) -> int:
        percent: int = self._value("watched", int, 0)
        if not 0 <= percent <= 100:
            raise self._bad("profile.bad_value", "watched")
        return percent

    def _loudness(self) -> LoudnessTarget | None:
        table = self._value("loudness", dict, {})
        if not table:
            return None
        figures = {name: value for name, value in table.items() if isinstance(value, int | float) and not isinstance(value, bool)}
        if len(figures) < len(table) or not {"integrated", "tolerance"} <= set(figures) <= LOUDNESS:
            raise self._bad("profile.bad_value", "loudness")
        if not (-70 <= figures["integrated"] <= 0 <= figures["tolerance"] and figures.get("true_peak", 0) <= 0):
            raise self._bad("profile.bad_value", "loudness")
        return LoudnessTarget(**{name: float(value) for name, value in figures.items()})

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
            if kind not in self._known.kinds:
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
