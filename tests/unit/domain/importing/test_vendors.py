"""Names and folders as vendors send them, each with what is right and why (`tests/vendors`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from crossreel.domain.catalog.version import Look
from crossreel.domain.importing.folder_names import promised_count, settle_names
from crossreel.domain.importing.name_parts import NameParts
from crossreel.domain.importing.plan import ImportPlan, ItemKind, PlanItem
from crossreel.domain.importing.plan_rows import row_of
from crossreel.domain.importing.titles import split
from crossreel.domain.importing.verdict import settle
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.services.files.name_words import name_reader, outside_finder
from crossreel.services.importing.finding import FoundFile
from crossreel.services.importing.naming import kind_of, named_item

HERE = Path(__file__).parents[3] / "vendors"
VIDEO, SUBTITLE = ItemKind.VIDEO, ItemKind.SUBTITLE


def names() -> list[tuple[str, str]]:
    """Return every file name with what is right of it; the reason stands in the third column."""
    lines = (HERE / "file_names.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines if not line.startswith("# ")]
    assert all(len(row) == 3 and row[2] for row in rows)
    return [(row[0], row[1]) for row in rows]


def folders() -> list[dict[str, object]]:
    """Return every folder with what is right of its files."""
    found: list[dict[str, object]] = tomllib.loads((HERE / "folders.toml").read_text("utf-8"))["folder"]
    assert all(each["why"] for each in found)
    return found


def told(parts: NameParts, kind: ItemKind) -> str:
    """Return what a name tells, as the lists write it."""
    if parts.extra is not None:
        return f"out={parts.extra.value}"
    last = f"-{parts.last_episode}" if parts.last_episode else ""
    words = ["none" if parts.episode is None else f"{parts.episode}{last}"]
    if kind is SUBTITLE:
        words += [parts.language or "", f"also={parts.also_language}" if parts.also_language else ""]
    words.append(f"of={parts.promised}" if parts.promised else "")
    words += _picture(parts) if kind is VIDEO else []
    words += [parts.role.value if parts.role else "", f"v={parts.version.text}" if parts.version.text else ""]
    return " ".join(filter(None, [*words, "copy" if parts.version.copy else ""]))


def _picture(parts: NameParts) -> list[str]:
    language = parts.look_language or parts.language
    return ["" if parts.look is Look.UNKNOWN else f"look={parts.look.value}", f"in={language}" if language else ""]


def test_there_are_enough_of_them() -> None:
    assert len(names()) >= 300
    assert len(folders()) >= 40


@pytest.mark.parametrize(("name", "right"), names(), ids=[name for name, _right in names()])
def test_a_name_reads_as_it_is_meant(name: str, right: str) -> None:
    assert told(name_reader().read(name), kind_of(FoundFile(path=Path(name), name=name))) == right


def plan_of(name: str, paths: list[str]) -> tuple[ImportPlan, list[NameParts]]:
    """Return the plan of a folder whose files all hold something of their own, and what their names tell."""
    found = [FoundFile(path=Path("/vendor", path), name=path, folders=PurePosixPath(path).parts[:-1]) for path in paths]
    kinds = [kind_of(file) for file in found]
    parts = settle_names([name_reader().read(file.path.name, file.folders) for file in found], kinds)
    items = [_filled(named_item(at, file, each)) for at, (file, each) in enumerate(zip(found, parts, strict=True), 1)]
    promised = promised_count(parts) or name_reader().promised_by(name)
    return settle(ImportPlan(code="T", title_name=name, items=tuple(items), promised=promised)), parts


def _filled(item: PlanItem) -> PlanItem:
    cues = (DocumentCue(start_ms=0, end_ms=1000, text=item.name),) if item.content_kind is SUBTITLE else ()
    return replace(item, document=Document(cues=cues) if cues else None, digest=item.name)


def outside_of(path: str) -> str:
    """Return why a file is no part of an import, "" where it may be one."""
    finder = outside_finder()
    *above, name = PurePosixPath(path).parts
    notice = next(filter(None, (finder.of_folder(folder) for folder in above)), None) or finder.of_file(name)
    return notice.code if notice else ""


def what_comes_of(item: PlanItem, parts: NameParts) -> str:
    """Return what comes of a file, as the list writes it."""
    if item.kind is ItemKind.EXTRA:
        return told(parts, item.kind)
    if item.kind not in (VIDEO, SUBTITLE):
        return f"{item.kind.value} {row_of(item).status}"
    words = told(replace(parts, promised=0), item.kind)
    return f"{words}{' doubt' if item.doubts else ''} {row_of(item).status}"


@pytest.mark.parametrize("folder", folders(), ids=[str(folder["name"]) for folder in folders()])
def test_a_folder_is_planned_as_it_is_meant(folder: Mapping[str, object]) -> None:
    files: Mapping[str, str] = folder["files"]  # type: ignore[assignment]
    inside = [path for path in files if not outside_of(path)]
    plan, parts = plan_of(str(folder["name"]), inside)
    plans = split(plan)
    of = {item.id: item for each in plans for item in each.items}
    found = {path: what_comes_of(of[at], each) for at, (path, each) in enumerate(zip(inside, parts, strict=True), 1)}
    found |= {path: f"outside={outside_of(path)}" for path in files if path not in inside}
    assert found == {path: " ".join(right.split()) for path, right in files.items()}
    assert plan.promised == folder.get("of", 0)
    assert sorted(each.title_name for each in plans) == folder.get("titles", [folder["name"]])
