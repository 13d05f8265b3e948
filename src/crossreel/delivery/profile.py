"""Reading delivery profiles: a buyer's specification as TOML."""

import re
import stat
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter

from crossreel.delivery import profile_parts as parts
from crossreel.delivery.package_path import path_fault
from crossreel.delivery.profile_table import ProfileTable
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.errors import BadInput
from crossreel.domain.text.column_name import VARIANTS
from crossreel.domain.text.write_option import read_option
from crossreel.domain.trade.profile_parts import COMPLIANCE, Packaging, Redelivery

KEYS = frozenset(Profile.__dataclass_fields__)
SAMPLE_FIELDS: Mapping[str, object] = {
    "title": "T",
    "part": "_S01",
    "season": 1,
    "episode": 1,
    "number": 1,
    "language": "en",
    "variant": "full",
    "kind": "SUB",
    "version": 1,
    "round": 1,
    "extension": "srt",
    "buyer": "B",
    "day": "20261121",
    "languages": "EN",
}
PACKAGE_FIELDS = ("title", "buyer", "day", "languages", "version", "round")
ROOT_FIELDS = ("title", "buyer", "version", "round")
FILE_FIELDS = tuple(name for name in SAMPLE_FIELDS if name not in ("day", "languages"))
NO_FOLDER = "."
NUMBER = re.compile(r"(?:0?[1-9])?d?")  # how a number may be written: `{episode:03d}`
ALIAS = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
DEEP_KEY = re.compile(r"""(?<!["'\w-])(?:["'\w-]++\s*+\.\s*+){8}""")  # the reader of TOML takes the square of its length for one
PARTNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")  # a part of an id of MovieLabs' metadata
SCRIPT = re.compile(r"[A-Z][a-z]{3}")
FORMAT_KEYS = {"format_id", "options", "for_scripts"}
LONGEST_ALIAS = 35  # the longest tag BCP 47 asks software to hold
LONGEST_TEMPLATE = 200
LONGEST_NAME = 200  # characters; a path holds as many bytes
LARGEST_BYTES = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What a profile may name: kinds of files, options by subtitle format, the languages that documents can be written in, and the
    types of file of each script or paper.

    A format that is not in `options` is let pass here: the gate refuses it where it is asked for.
    """

    kinds: Collection[str]
    options: Mapping[str, Collection[str]]
    languages: Collection[str]
    scripts: Mapping[str, Collection[str]]


def read_profile(path: Path, vocabulary: Vocabulary) -> Profile:
    """Read one profile from a file.

    Raises:
        BadInput: the file is no TOML, or a key is unknown, missing, of the wrong kind, or would lead out of the package; the facts
            name file and key.
    """
    return parse_profile(read_profile_text(path), str(path), vocabulary)


def read_profile_text(path: Path) -> str:
    """Return what stands in the file of a profile.

    Raises:
        BadInput: it is no small file of text.
    """
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):
            raise BadInput("profile.no_file", path=str(path))
        if known.st_size > LARGEST_BYTES:
            raise BadInput("profile.no_toml", path=str(path), detail=f"{known.st_size >> 10} KiB")
        return path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise BadInput("profile.no_toml", path=str(path), detail=str(error)) from error


def parse_profile(text: str, where: str, vocabulary: Vocabulary) -> Profile:
    """Return the profile that a text says.

    Args:
        text: TOML.
        where: what to call it in errors: its file, or its id.
        vocabulary: what it may name.

    Raises:
        BadInput: as `read_profile`.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_BYTES:
        raise BadInput("profile.no_toml", path=where, detail=f"{len(text) >> 10} KiB")
    try:
        if DEEP_KEY.search(text):
            raise ValueError("a.b.c…")
        table = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # no TOML, or a number without an end
        raise BadInput("profile.no_toml", path=where, detail=str(error)) from error
    return read_table(table, where, vocabulary)


def read_table(table: Mapping[str, object], where: str, vocabulary: Vocabulary) -> Profile:
    """Return the profile that the table of a TOML file says; see `parse_profile`."""
    return _Reader(ProfileTable(table, where), vocabulary).profile()


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
        if form and not isinstance(fields[name], int):
            raise ValueError(name)
    return template.format_map(fields)


class _Reader:
    def __init__(self, table: ProfileTable, vocabulary: Vocabulary) -> None:
        self._table = table
        self._known = vocabulary

    def profile(self) -> Profile:
        self._table.only(KEYS)
        return self._with_gates(self._with_names(self._with_contents()))

    def _with_contents(self) -> Profile:
        table = self._table
        return Profile(
            id=self._id("id"),
            name=table.text("name"),
            version=table.text("version"),
            buyer=table.text("buyer"),
            based_on=self._id("based_on") if "based_on" in table.table else "",
            formats=self._formats(),
            include=table.texts("include"),
            metadata=self._metadata(),
            partner=self._partner(),
            scripts=parts.read_scripts(table.inner("scripts"), self._known.scripts),
            document_language=table.choice("document_language", self._known.languages, "en"),
            packaging=Packaging(table.choice("packaging", [*Packaging], Packaging.BAG)),
            proofs=parts.read_proofs(table),
            picture=parts.read_picture(table.inner("picture")),
            artwork=tuple(map(parts.read_artwork, table.inners("artwork"))),
            captions=parts.read_captions(table.inner("captions")),
            redelivery=Redelivery(table.choice("redelivery", [*Redelivery], Redelivery.VERSION)),
            sources=self._sources(),
        )

    def _with_names(self, profile: Profile) -> Profile:
        table = self._table
        return replace(
            profile,
            language_aliases=self._aliases("language_aliases"),
            language_separator=table.choice("language_separator", ("-", "_", ""), profile.language_separator),
            role_aliases=self._role_aliases(),
            file_template=self._name("file_template", profile.file_template),
            title_template=self._name("title_template", profile.title_template),
            templates=self._templates(),
            root_template=self._root(profile.root_template),
            package_template=self._name("package_template", profile.package_template, PACKAGE_FIELDS),
            folders=self._folders(),
            longest_name=table.number("longest_name", profile.longest_name, 8, LONGEST_NAME),
            ascii_names=table.value("ascii_names", bool, True),
        )

    def _with_gates(self, profile: Profile) -> Profile:
        table = self._table
        return replace(
            profile,
            minimum_state=State(table.choice("minimum_state", [*State], State.APPROVED)),
            findings_may_pass=table.value("findings_may_pass", bool, True),
            requires_video=table.value("requires_video", bool, False),
            requires_cover=table.value("requires_cover", bool, False),
            required_metadata=table.texts("required_metadata"),
            text_limits=self._text_limits(),
            required_roles=table.chosen("required_roles", VARIANTS),
            narratives_in_full=table.value("narratives_in_full", bool, False),
            requires_rights=table.value("requires_rights", bool, False),
            required_compliance=table.chosen("required_compliance", COMPLIANCE),
            limits=parts.read_limits(table.inner("limits")),
            watched=table.number("watched", 0, 0, 100),
            loudness=parts.read_loudness(table.inner("loudness")),
        )

    def _id(self, key: str) -> str:
        value = self._table.text(key)
        if not ID.fullmatch(value):
            raise self._table.bad("profile.bad_value", key)
        return value

    def _sources(self) -> dict[str, str]:
        return {key: self._table.inner("sources").text(key) for key in self._table.inner("sources").table}

    def _text_limits(self) -> dict[str, int]:
        table = self._table.inner("text_limits")
        return {key: table.number(key, 0, 0, parts.LARGEST_FIGURE) for key in table.table}

    def _formats(self) -> tuple[ProfileFormat, ...]:
        formats = self._table.value("formats", list, [])
        if not formats and "subtitles" in self._table.texts("include"):
            raise self._table.bad("profile.missing_key", "formats")
        return tuple(map(self._format, self._table.inners("formats")))

    def _format(self, entry: ProfileTable) -> ProfileFormat:
        format_id = entry.table.get("format_id")
        if not isinstance(format_id, str) or not ID.fullmatch(format_id) or set(entry.table) - FORMAT_KEYS:
            raise self._table.bad("profile.bad_value", "formats")
        scripts = entry.texts("for_scripts")
        if not all(SCRIPT.fullmatch(each) for each in scripts):
            raise entry.bad("profile.bad_value", "for_scripts")
        options = entry.inner("options").table
        read = {name: self._option(format_id, name, value) for name, value in options.items()}
        return ProfileFormat(format_id=format_id, options=read, for_scripts=scripts)

    def _option(self, format_id: str, name: str, value: object) -> object:
        if name not in self._known.options.get(format_id, (name,)):
            raise BadInput("profile.bad_option", profile=self._table.text("id"), format=format_id, key=name)
        try:
            return read_option(name, value)
        except KeyError:
            raise BadInput("profile.bad_option", profile=self._table.text("id"), format=format_id, key=name) from None
        except ValueError:
            raise self._table.bad("profile.bad_value", f"formats.options.{name}") from None

    def _metadata(self) -> tuple[str, ...]:
        writers = self._table.texts("metadata")
        if not writers and "metadata" in self._table.texts("include"):
            raise self._table.bad("profile.missing_key", "metadata")
        return writers

    def _partner(self) -> str:
        partner = self._table.value("partner", str, "house")
        if not PARTNER.fullmatch(partner):
            raise self._table.bad("profile.bad_value", "partner")
        return partner

    def _aliases(self, key: str) -> dict[str, str]:
        aliases = self._table.mapping(key, str)
        for tag, alias in aliases.items():
            if not ALIAS.fullmatch(alias) or len(alias) > LONGEST_ALIAS:
                raise self._leads_out(f"{key}.{tag}", alias)
        return aliases

    def _role_aliases(self) -> dict[str, str]:
        self._table.inner("role_aliases").only(VARIANTS)
        return self._aliases("role_aliases")

    def _name(self, key: str, default: str, names: Collection[str] = FILE_FIELDS) -> str:
        return self._template(self._table, key, default, names)

    def _templates(self) -> dict[str, str]:
        table = self._table.inner("templates")
        table.only(self._known.kinds)
        return {kind: self._template(table, kind, "", FILE_FIELDS) for kind in table.table}

    def _template(self, table: ProfileTable, key: str, default: str, names: Collection[str]) -> str:
        template = table.value(key, str, default)
        whole = f"{table.at}.{key}".strip(".")
        if "/" in self._filled(whole, template, names):
            raise self._leads_out(whole, template)
        return template

    def _root(self, default: str) -> str:
        template = self._table.value("root_template", str, default)
        if template != NO_FOLDER:
            self._filled("root_template", template, ROOT_FIELDS)
        return template

    def _folders(self) -> dict[str, str]:
        folders = self._table.mapping("folders", str)
        for kind, template in folders.items():
            if kind not in self._known.kinds:
                raise self._table.bad("profile.unknown_key", f"folders.{kind}")
            if template != NO_FOLDER:
                self._filled(f"folders.{kind}", template, FILE_FIELDS)
        return folders

    def _filled(self, key: str, template: str, names: Collection[str]) -> str:
        fields = {name: SAMPLE_FIELDS[name] for name in names}
        if names is not PACKAGE_FIELDS:  # there only letters and digits of it are used
            fields["buyer"] = self._table.text("buyer")
        try:
            if len(template) > LONGEST_TEMPLATE:
                raise ValueError(template)
            filled = format_template(template, fields)
        except ValueError:
            raise self._table.bad("profile.bad_template", key, known=", ".join(f"{{{name}}}" for name in names)) from None
        if path_fault(filled) is not None:
            raise self._leads_out(key, template)
        return filled

    def _leads_out(self, key: str, value: str) -> BadInput:
        return self._table.bad("profile.leads_out", key, value=value[:LONGEST_TEMPLATE])
