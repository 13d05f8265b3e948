"""Style guides of folders: those that ship and the user's own, what is wrong with each file, and writing one. No use case here."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from crossreel.domain.errors import BadInput, Told
from crossreel.domain.quality.guide_file import GuideFault
from crossreel.kernel.atomic import write_bytes
from crossreel.kernel.paths import resource
from crossreel.kernel.toml_text import toml_value
from crossreel.qc.guide_faults import faults_of
from crossreel.qc.guides import GuideSet, StyleGuides, bad_guide, guide_set, merged

FOLDER = "style_guides"
SUFFIX = ".toml"
AT_LINE = re.compile(r"\s*\(at line (?P<line>\d+), column \d+\)")
HEADER = re.compile(r"\s*\[\s*(?P<table>[^\]]+?)\s*\]")
KEY = re.compile(r"\s*(?P<key>[\w.\"-]+?)\s*=")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawGuide:
    """A file as it was read: its table, empty where it is no TOML, its text, and what is wrong with it."""

    id: str
    path: Path
    shipped: bool
    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[GuideFault, ...] = ()


@lru_cache(maxsize=8)
def guides_of(own: Path | None = None) -> StyleGuides:
    """Return the style guides that ship and those of a folder of the user, read once; `renew` follows what is written."""
    return assembled(read_all(own))


def read_all(own: Path | None = None, shipped: Path | None = None) -> dict[str, RawGuide]:
    """Read every file, by id, with what is wrong with each. An own one of the name of a shipped one is a fault, and not used."""
    found = {path.stem: read_raw(path, shipped=True) for path in sorted((shipped or resource(FOLDER)).glob(f"*{SUFFIX}"))}
    for path in sorted(own.glob(f"*{SUFFIX}")) if own is not None else ():
        raw = read_raw(path, shipped=False)
        if path.stem in found:
            taken = GuideFault(code="qc.guide_fault.taken", facts={"guide": path.stem})
            found[f"{path.stem} ({path.name})"] = replace(raw, faults=(taken,))
        else:
            found[path.stem] = raw
    return {key: each if each.faults else replace(each, faults=tuple(faults_in(each, found))) for key, each in found.items()}


def read_raw(path: Path, *, shipped: bool) -> RawGuide:
    """Read a file as it is."""
    empty = RawGuide(id=path.stem, path=path, shipped=shipped)
    try:
        text = path.read_text(encoding="utf-8")
        return replace(empty, text=text, data=tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = AT_LINE.search(str(error))
        reason = AT_LINE.sub("", str(error))
        line = int(place["line"]) if place else 0
        return replace(empty, faults=(GuideFault(code="qc.guide_fault.no_toml", line=line, facts={"reason": reason}),))
    except UnicodeDecodeError:
        return replace(empty, faults=(GuideFault(code="qc.guide_fault.no_utf8"),))
    except (OSError, RecursionError) as error:
        return replace(empty, faults=(GuideFault(code="qc.guide_fault.unreadable", facts={"reason": str(error)}),))


def base_of(raw: RawGuide, known: Mapping[str, RawGuide], seen: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """Return the table of the set that one is based on, with what that one is based on; None for none.

    Raises:
        BadInput: sets are based on each other in a circle.
    """
    base = raw.data.get("based_on")
    if not isinstance(base, str) or base not in known:
        return None
    if base in (*seen, raw.id):
        raise bad_guide(str(raw.path), Told("qc.guide_fault.circle", {"line": 0, "key": "based_on", "base": base}))
    return merged(known[base].data, base_of(known[base], known, (*seen, raw.id)))


def faults_in(raw: RawGuide, known: Mapping[str, RawGuide]) -> list[GuideFault]:
    """Return what is wrong with a file that is TOML, each with its line."""
    if raw.faults:
        return list(raw.faults)
    try:
        base = base_of(raw, known)
    except BadInput as error:
        reason = error.facts["reason"]
        assert isinstance(reason, Told)
        return [GuideFault(code=reason.code, line=line_of(raw.text, "based_on"), key="based_on", facts=dict(reason.facts))]
    bases = [each for each in known if each != raw.id]
    return [replace(each, line=line_of(raw.text, each.key)) for each in faults_of(raw.data, merged(raw.data, base), bases)]


def assembled(known: Mapping[str, RawGuide]) -> StyleGuides:
    """Return the sets of files; each that has a fault is told, and takes no other along but those based on it."""
    sets: dict[str, GuideSet] = {}
    broken: dict[str, BadInput] = {}
    for key, raw in known.items():
        if raw.faults:
            first = raw.faults[0]
            broken[key] = bad_guide(str(raw.path), Told(first.code, first.told))
            continue
        try:
            sets[key] = guide_set(raw.id, raw.data, str(raw.path), base_of(raw, known))
        except (BadInput, TypeError, AttributeError) as error:  # what it is based on is broken
            broken[key] = error if isinstance(error, BadInput) else bad_guide(str(raw.path), str(raw.data.get("based_on", "")))
    return StyleGuides(sets, broken)


def line_of(text: str, key: str) -> int:
    """Return the line in which a key such as `languages.en.line_hard` is written, that of its table, or 0."""
    table, table_line, nearest = "", 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            table, table_line = header["table"].replace('"', ""), number
            if key == table:
                return number
        elif found := KEY.match(line):
            whole = ".".join(filter(None, (table, found["key"].replace('"', ""))))
            if key == whole or key.startswith(f"{whole}.") or whole.startswith(f"{key}."):
                return number
        if table and key.startswith(f"{table}."):
            nearest = nearest or table_line
    return nearest


def write_guide(path: Path, data: Mapping[str, Any]) -> None:
    """Write the table of a set to a file, whole or not at all.

    Raises:
        OSError: the disk refused.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    text = text_of(data)
    assert tomllib.loads(text) == data, "what is written is what is meant"
    write_bytes(path, text.encode())


def text_of(data: Mapping[str, Any]) -> str:
    """Return the table of a set as TOML."""
    head = [f"{key} = {toml_value(value)}" for key, value in data.items() if key != "languages"]
    blocks = ["\n".join(head)]
    for tag, table in data.get("languages", {}).items():
        lines = [f"[languages.{tag}]"]
        for name, value in table.items():
            if isinstance(value, Mapping):
                lines += [f"{name}.{key} = {toml_value(each)}" for key, each in value.items()]
            else:
                lines.append(f"{name} = {toml_value(value)}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def read_value(written: str) -> object:
    """Return a value as TOML or, where it is none, the text itself."""
    try:
        return tomllib.loads(f"value = {written}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return written
