"""Guiding: the style guides that ship and the user's own; own ones derived, changed figure by figure, exported and imported."""

import re
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from crossreel.domain.errors import BadInput, NotFound, StorageFailed
from crossreel.domain.quality.guide_file import FigureKind, GuideFault, GuideFigure, GuideFile
from crossreel.kernel.atomic import write_bytes
from crossreel.kernel.toml_text import toml_value
from crossreel.language.counting import STRATEGIES
from crossreel.qc.conventions import KNOWN, Convention
from crossreel.qc.guide_faults import DEFAULTS, TABLES
from crossreel.qc.guides import StyleGuides, merged
from crossreel.services.files.guide_files import (
    SUFFIX,
    RawGuide,
    assembled,
    base_of,
    faults_in,
    read_all,
    read_raw,
    read_value,
    write_guide,
)

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
CONVENTIONS = "conventions."
AT_FIGURE = "qc.figure_fault."
OF_FILES = ("no_base", "circle", "no_toml", "no_utf8", "unreadable", "taken")
KINDS: dict[type, FigureKind] = {int: "whole", float: "number", str: "text", bool: "flag", list: "pairs", dict: "table"}


class Guiding:
    """Use cases around style guides as files.

    Args:
        guides: the sets in force: renewed whenever a file was written, so that QC goes by it at once.
        folder: the user's own; made when the first is written.
    """

    def __init__(self, guides: StyleGuides, folder: Path) -> None:
        self._guides, self._folder = guides, folder

    def files(self) -> tuple[GuideFile, ...]:
        """Return every set with its file, shipped ones first, and what is wrong with each; from here on QC goes by these."""
        known = read_all(self._folder)
        self._guides.renew(assembled(known))
        return tuple(self._told(key, raw) for key, raw in known.items())

    def get(self, guide_id: str) -> GuideFile:
        """Return a set with its file.

        Raises:
            NotFound: there is none.
        """
        return self._told(guide_id, self._raw(guide_id))

    def figures(self, guide_id: str, language: str) -> tuple[GuideFigure, ...]:
        """Return the limits and conventions of a language, each with its source; a language it has not gives none.

        Raises:
            NotFound: there is no such set.
        """
        known = read_all(self._folder)
        raw = self._raw(guide_id)
        base = base_of(raw, known) if not raw.faults else None
        own = raw.data.get("languages", {}).get(language, {})
        theirs = (base or {}).get("languages", {}).get(language, {})
        whole = merged(raw.data, base).get("languages", {}).get(language, {})
        if not whole:
            return ()
        found = [_figure(name, own, theirs, whole) for name in DEFAULTS if name != "source"]
        names = dict.fromkeys((*KNOWN, *whole.get("conventions", {})))
        return (*found, *(_convention(name, own, theirs, whole) for name in names))

    def derive(self, guide_id: str, based_on: str, *, name: str = "", buyer: str = "") -> GuideFile:
        """Make an own set that has the figures of another one until it is given its own.

        Raises:
            BadInput: the id is none, or taken.
            NotFound: there is no set to base it on.
            StorageFailed: the disk refused.
        """
        self._check_new(guide_id)
        base = self._raw(based_on)
        data: dict[str, Any] = {"name": name.strip() or f"{base.data.get('name', based_on)} ({guide_id})", "based_on": based_on}
        if buyer:
            data["buyer"] = buyer
        return self._write(guide_id, data)

    def set_figure(self, guide_id: str, language: str, field: str, written: str, source: str) -> GuideFile:
        """Give an own set a figure of its own, with its source, and write the file if all of it is right.

        Args:
            guide_id: the set.
            language: the tag of one of its languages, or of a new one.
            field: a limit, or `conventions.` and the field of a rule.
            written: the value as TOML has it; what is no TOML is a text.
            source: where the figure comes from.

        Raises:
            BadInput: it is shipped, or the value is wrong; says how.
            NotFound: there is no such set.
            StorageFailed: the disk refused.
        """
        if not source.strip():
            raise BadInput("qc.no_figure_source", field=field)
        raw = self._own(guide_id)
        data = deepcopy(dict(raw.data))
        table = data.setdefault("languages", {}).setdefault(language, {})
        value = read_value(written)
        if field.startswith(CONVENTIONS):
            table.setdefault("conventions", {})[field.removeprefix(CONVENTIONS)] = value
        else:
            table[field] = float(value) if isinstance(DEFAULTS.get(field), float) and type(value) is int else value
        table.setdefault("sources", {})[field.removeprefix(CONVENTIONS)] = source.strip()
        return self._write(guide_id, data)

    def reset(self, guide_id: str, language: str, field: str) -> GuideFile:
        """Take a figure of its own away from a set: it has again that of the set it is based on.

        Raises:
            BadInput: it is shipped, or based on none and needs the figure.
            NotFound: there is no such set.
            StorageFailed: the disk refused.
        """
        data = deepcopy(dict(self._own(guide_id).data))
        table = data.get("languages", {}).get(language, {})
        name = field.removeprefix(CONVENTIONS)
        (table.get("conventions", {}) if field.startswith(CONVENTIONS) else table).pop(name, None)
        table.get("sources", {}).pop(name, None)
        for part in TABLES:
            if table.get(part) == {}:
                del table[part]
        if table == {}:
            data.get("languages", {}).pop(language, None)
        if data.get("languages") == {}:
            del data["languages"]
        return self._write(guide_id, data)

    def add_language(self, guide_id: str, language: str, like: str) -> GuideFile:
        """Give an own set a language that it has not, with the figures of another of its languages, and where those come from.

        Raises:
            BadInput: it is shipped, has the language, lacks the other one, or the tag is none; says which.
            NotFound: there is no such set.
            StorageFailed: the disk refused.
        """
        raw = self._own(guide_id)
        there = merged(raw.data, base_of(raw, read_all(self._folder))).get("languages", {})
        if language in there:
            raise BadInput("qc.guide_has_language", guide=guide_id, language=language)
        if like not in there:
            raise BadInput("qc.guide_lacks_language", guide=guide_id, language=like)
        data = deepcopy(dict(raw.data))
        data.setdefault("languages", {})[language] = deepcopy(dict(there[like]))
        return self._write(guide_id, data)

    def reset_language(self, guide_id: str, language: str) -> GuideFile:
        """Take all figures of a language of its own away from a set; a language that only it has is gone with them.

        Raises:
            BadInput: it is shipped, or languages without figures of their own get those of this one.
            NotFound: there is no such set.
            StorageFailed: the disk refused.
        """
        data = deepcopy(dict(self._own(guide_id).data))
        data.get("languages", {}).pop(language, None)
        if data.get("languages") == {}:
            del data["languages"]
        return self._write(guide_id, data)

    def export(self, guide_id: str, path: Path) -> Path:
        """Write a set to a file as it is, whole: what it takes from another one is written out.

        Raises:
            NotFound: there is no such set.
            BadInput: its file is broken.
            StorageFailed: the disk refused.
        """
        raw = self._sound(guide_id, self._raw(guide_id))
        whole = merged(raw.data, base_of(raw, read_all(self._folder)))
        whole.pop("based_on", None)
        _written(path, whole)
        return path

    def import_file(self, path: Path, *, guide_id: str = "") -> GuideFile:
        """Take a file in as an own set, if nothing is wrong with it; "" names it as the file is named.

        Raises:
            BadInput: something is wrong with it, the id is none, or taken.
            StorageFailed: the disk refused.
        """
        chosen = guide_id or path.stem
        self._check_new(chosen)
        raw = self._sound(path.name, read_raw(path, shipped=False))
        return self._write(chosen, dict(raw.data))

    def check(self, path: Path) -> tuple[GuideFault, ...]:
        """Return everything that is wrong with a file, in the order of its lines."""
        found = faults_in(read_raw(path, shipped=False), read_all(self._folder))
        return tuple(sorted(found, key=lambda fault: fault.line))

    def remove(self, guide_id: str) -> None:
        """Delete an own set, a broken one as well.

        Raises:
            BadInput: it is shipped, or others are based on it.
            NotFound: there is none.
            StorageFailed: the disk refused.
        """
        raw = self._raw(guide_id)
        if raw.shipped:
            raise BadInput("qc.guide_shipped", guide=guide_id)
        others = [key for key, each in read_all(self._folder).items() if each.data.get("based_on") == guide_id and key != guide_id]
        if others:
            raise BadInput("qc.guide_based_on", guide=guide_id, others=others)
        try:
            raw.path.unlink()
        except OSError as error:
            raise StorageFailed("qc.guide_not_written", path=str(raw.path), detail=error.strerror or str(error)) from error
        self._renew()

    def text(self, guide_id: str) -> str | None:
        """Return what the file of an own set says, as it stands there; None where there is none."""
        path = self._folder / f"{guide_id}{SUFFIX}"
        return path.read_text("utf-8", errors="surrogateescape") if path.is_file() else None

    def put_text(self, guide_id: str, text: str | None) -> None:
        """Let the file of an own set say what it said before, with None let it go: a step back or forth.

        Raises:
            BadInput: it is shipped, or goes while others are based on it.
            NotFound: it is to go, and is not there.
            StorageFailed: the disk refused.
        """
        if text is None:
            self.remove(guide_id)
            return
        known = read_all(self._folder).get(guide_id)
        if known is not None and known.shipped:
            raise BadInput("qc.guide_shipped", guide=guide_id)
        path = self._folder / f"{guide_id}{SUFFIX}"
        try:
            write_bytes(path, text.encode("utf-8", errors="surrogateescape"))
        except OSError as error:
            raise StorageFailed("qc.guide_not_written", path=str(path), detail=error.strerror or str(error)) from error
        self._renew()

    def _raw(self, guide_id: str) -> RawGuide:
        known = read_all(self._folder)
        if guide_id not in known:
            raise NotFound("qc.no_guide", guide=guide_id, known=sorted(known))
        return known[guide_id]

    def _own(self, guide_id: str) -> RawGuide:
        raw = self._raw(guide_id)
        if raw.shipped:
            raise BadInput("qc.guide_shipped", guide=guide_id)
        return self._sound(guide_id, raw)

    def _sound(self, name: str, raw: RawGuide) -> RawGuide:
        faults = raw.faults or tuple(faults_in(raw, read_all(self._folder)))
        if faults:
            raise _refusal(name, faults[0])
        return raw

    def _check_new(self, guide_id: str) -> None:
        if not ID.fullmatch(guide_id):
            raise BadInput("qc.no_guide_id", guide=guide_id)
        if guide_id in read_all(self._folder):
            raise BadInput("qc.guide_taken", guide=guide_id)

    def _write(self, guide_id: str, data: Mapping[str, Any]) -> GuideFile:
        known = read_all(self._folder)
        path = self._folder / f"{guide_id}{SUFFIX}"
        made = RawGuide(id=guide_id, path=path, shipped=False, data=data)
        faults = faults_in(made, {**known, guide_id: made})
        if faults:
            raise _refused_figure(path.name, faults[0])
        _written(path, data)
        self._renew()
        return self.get(guide_id)

    def _renew(self) -> None:
        self._guides.renew(assembled(read_all(self._folder)))

    def _told(self, key: str, raw: RawGuide) -> GuideFile:
        sound = not raw.faults and key not in self._guides.broken
        info = next((each for each in self._guides.infos() if each.id == key), None)
        return GuideFile(
            id=key, name=str(raw.data.get("name", raw.id)), path=str(raw.path), shipped=raw.shipped,
            digest=self._guides.digest(key) if sound else "", based_on=str(raw.data.get("based_on", "")),
            buyer=str(raw.data.get("buyer", "")), languages=info.languages if info is not None else (), faults=raw.faults,
            own_figures=_own_figures(raw.data) if sound else {},
        )  # fmt: skip


def _own_figures(data: Mapping[str, Any]) -> dict[str, int]:
    tables = data.get("languages", {}).items()
    return {tag: len(table.keys() & DEFAULTS.keys()) + len(table.get("conventions", {})) for tag, table in tables}


def _figure(name: str, own: Mapping[str, Any], theirs: Mapping[str, Any], whole: Mapping[str, Any]) -> GuideFigure:
    source = whole.get("sources", {}).get(name, whole.get("source", "")) if name in whole else ""
    counts = name == "counting"
    return GuideFigure(
        field=name, value=toml_value(whole.get(name, DEFAULTS[name])), source=str(source), is_own=name in own,
        base=toml_value(theirs.get(name, DEFAULTS[name])) if theirs else "",
        kind="choice" if counts else KINDS[type(DEFAULTS[name])], choices=tuple(STRATEGIES) if counts else (),
    )  # fmt: skip


def _convention(name: str, own: Mapping[str, Any], theirs: Mapping[str, Any], whole: Mapping[str, Any]) -> GuideFigure:
    inherited, there = theirs.get("conventions", {}), whole.get("conventions", {})
    source = whole.get("sources", {}).get(name, whole.get("source", "")) if name in there else ""
    known = KNOWN.get(name) or Convention(kind=KINDS.get(type(there.get(name)), "text"))
    return GuideFigure(
        field=f"{CONVENTIONS}{name}", value=toml_value(there[name]) if name in there else "", source=str(source),
        is_own=name in own.get("conventions", {}), base=toml_value(inherited[name]) if name in inherited else "",
        kind=known.kind, choices=known.choices,
    )  # fmt: skip


def _refusal(name: str, fault: GuideFault) -> BadInput:
    return BadInput(fault.code, path=name, **fault.told)


def _refused_figure(name: str, fault: GuideFault) -> BadInput:
    """Return why a figure is not written: it stands in no line of a file yet."""
    kind = fault.code.rpartition(".")[2]
    return BadInput(fault.code if kind in OF_FILES else f"{AT_FIGURE}{kind}", path=name, **fault.told)


def _written(path: Path, data: Mapping[str, Any]) -> None:
    try:
        write_guide(path, data)
    except OSError as error:
        raise StorageFailed("qc.guide_not_written", path=str(path), detail=error.strerror or str(error)) from error
