"""Lays the licences into a bundle: whose each file of it is, the texts, and the offer of sources. Refuses a file that is nobody's.

`python scripts/bundle_licences.py dist/crossreel build/bundle/origins.json`; `build.spec` writes the origins.
"""

import csv
import hashlib
import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from bundle_owners import (
    CARRIED_FONTS,
    CARRIED_MODELS,
    COMMON,
    ROOT,
    Debian,
    Part,
    Unknown,
    Wheels,
    model,
    project,
    python_itself,
    table,
)
from crossreel import __version__

FOLDER = "licences"
PROGRAM = "crossreel"
STANDARD_LIBRARY = "base_library.zip"
SHOWN_FILES = 6
NO_SOURCE = ("-", "None", "")


class Bundle:
    """The files of a bundle with their owners."""

    def __init__(self, root: Path, origins: Mapping[str, Mapping[str, str]]) -> None:
        self.root = root
        self.files = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir())
        self.files = [name for name in self.files if not name.startswith(f"{FOLDER}/")]
        self._origins = origins["files"]
        self._modules = origins["modules"]
        self.wheels = Wheels(table())
        self._project = project(__version__)
        self._python = python_itself()
        self._debian = Debian([*self._origins.values(), *self._modules.values(), sys.executable])

    def owners(self) -> tuple[dict[str, Part], list[Part], list[str]]:
        """Return whose each file is, what lies inside files (modules of the program, linked libraries), and what is nobody's."""
        found: dict[str, Part] = {}
        inside: dict[Part, None] = {}
        wrong: list[str] = []
        for name in self.files:
            try:
                found[name] = self._owner(name)
            except Unknown as error:
                wrong.append(f"{name}: {error}")
        for module, source in self._modules.items():
            try:
                if source not in NO_SOURCE:
                    inside[self._of_source(source)] = None
            except Unknown as error:
                wrong.append(f"module {module}: {error}")
        try:
            inside.update(dict.fromkeys(self.wheels.linked()))
        except Unknown as error:
            wrong.append(str(error))
        return found, [part for part in inside if part not in set(found.values())], wrong

    def _owner(self, name: str) -> Part:
        path = self.root / name
        if path.is_symlink():
            target = path.resolve()
            if not target.is_relative_to(self.root.resolve()):
                raise Unknown(f"leads out of the bundle, to {target}")
            return self._owner(target.relative_to(self.root.resolve()).as_posix())
        if name == PROGRAM:
            return self.wheels.program()
        if Path(name).name == STANDARD_LIBRARY:
            return self._of_source(json.__file__)
        if name not in self._origins:
            raise Unknown("the build does not say where it came from")
        return self._of_source(self._origins[name])

    def _of_source(self, source: str) -> Part:
        path = Path(source)
        found = self.wheels.find(source)
        if found is None and path.is_relative_to(ROOT):
            if path.is_relative_to(CARRIED_FONTS):
                raise Unknown("a font of the source tree whose licence is not told")
            found = model(path) if path.is_relative_to(CARRIED_MODELS) else self._project
        found = found or self._debian.find(source)
        if found is None and path.is_relative_to(sys.base_prefix):
            found = self._python
        if found is None:
            raise Unknown(f"neither a Debian package nor a distribution lists {source}")
        return found


def lay(root: Path, origins: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Write the folder of licences into a bundle; return what is wrong with it."""
    bundle = Bundle(root, origins)
    owners, inside, wrong = bundle.owners()
    parts = sorted({*owners.values(), *inside}, key=lambda part: (part.kind, part.name.lower(), part.wheel))
    folder = root / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    for part in parts:
        wrong += write_texts(folder / "texts" / part.folder, part)
    shutil.copytree(COMMON, folder / "texts" / "common", symlinks=False)
    for name in ("LICENSE", "THIRD_PARTY.md"):
        shutil.copy(ROOT / name, folder / name)
    write_files(folder / "files.csv", owners, inside)
    (folder / "PARTS.txt").write_text(parts_text(parts, owners), "utf-8")
    (folder / "README.txt").write_text(readme(parts, folder / "files.csv"), "utf-8")
    return wrong


def write_texts(folder: Path, part: Part) -> list[str]:
    """Write the texts of a part's licence; return a complaint where it has none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in part.texts:
        (folder / name).write_text(text if isinstance(text, str) else text.read_text("utf-8", errors="replace"), "utf-8")
    return [] if part.texts else [f"{part.name}: no text of its licence"]


def write_files(path: Path, owners: Mapping[str, Part], inside: Iterable[Part]) -> None:
    """Write one line per file, and one per part that lies inside others' files."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("file", "part", "version", "licences", "texts"))
        for name, part in [*sorted(owners.items()), *(("", part) for part in inside)]:
            rows.writerow((name, part.name, part.version, "; ".join(part.licences), f"texts/{part.folder}"))


def parts_text(parts: Iterable[Part], owners: Mapping[str, Part]) -> str:
    """Return the list of parts for people."""
    files: dict[Part, list[str]] = {}
    for name, part in owners.items():
        files.setdefault(part, []).append(name)
    blocks = []
    for part in parts:
        mine = files.get(part, [])
        shown = mine[:SHOWN_FILES] + ([f"and {len(mine) - SHOWN_FILES} more (files.csv)"] if len(mine) > SHOWN_FILES else [])
        lines = [f"{part.name} {part.version}", f"  licences  {'; '.join(part.licences)}", f"  source    {part.source}"]
        lines.append(f"  texts     texts/{part.folder}")
        lines += [f"  {'files' if not index else '':<9} {name}" for index, name in enumerate(shown)]
        blocks.append("\n".join(lines if mine else [*lines, "  files     none of its own: it is inside other files"]))
    return "\n\n".join(blocks) + "\n"


def readme(parts: Iterable[Part], listing: Path) -> str:
    """Return what the folder is, and the offer of sources, with the parts it holds for."""
    every = list(parts)
    offered = [part for part in every if part.copyleft]
    mark = hashlib.sha256(listing.read_bytes()).hexdigest()[:12]
    named = "\n".join(f"  {part.name} {part.version}: {part.source}" for part in offered)
    words = (ROOT / "scripts" / "licences" / "README.txt").read_text("utf-8")
    return words.format(version=__version__, mark=mark, parts=len(every), offered=len(offered), named=named)


def main() -> int:
    """Lay the licences into the bundle named on the command line; return 1 where a file is nobody's."""
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    root = Path(sys.argv[1])
    wrong = lay(root, json.loads(Path(sys.argv[2]).read_text("utf-8")))
    if wrong:
        print(f"{len(wrong)} parts of the bundle cannot be handed out, since nobody knows their licence:", file=sys.stderr)
        print("\n".join(f"  {each}" for each in wrong), file=sys.stderr)
        return 1
    print(f"licences: {root / FOLDER / 'PARTS.txt'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
