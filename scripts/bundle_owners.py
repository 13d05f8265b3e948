"""Whose a file of the bundle is: a Debian package, a Python distribution or a library in one, a model, Python, or the project."""

import fnmatch
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from crossreel.engines.models import all_models

ROOT = Path(__file__).resolve().parent.parent
TABLE = Path(__file__).with_name("bundle_libraries.toml")
STANDARD = Path(__file__).with_name("licences")
COMMON = Path("/usr/share/common-licenses")
DOCUMENTS = Path("/usr/share/doc")
CARRIED_FONTS = ROOT / "resources" / "fonts"
CARRIED_MODELS = ROOT / "resources" / "models"
TEXT_NAME = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
EXTENSION = re.compile(r"\.(cpython-\d+[\w-]*|abi3)\.so$")
COPYLEFT = re.compile(r"\b(A|L)?GPL|\bMPL|\bEPL|\bCDDL|General Public|Mozilla", re.IGNORECASE)
CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A work in the bundle.

    `texts` are the texts of its licence: (name in its folder, file or words). `wheel` is the distribution that brought a library.
    """

    kind: str
    name: str
    version: str
    licences: tuple[str, ...]
    source: str
    texts: tuple[tuple[str, Path | str], ...] = field(compare=False)
    wheel: str = ""

    @property
    def folder(self) -> str:
        """The folder of its texts, below `licences/texts`."""
        stem = re.sub(r"[^\w.+-]+", "-", f"{self.wheel}-{self.name}" if self.wheel else self.name)
        return f"{self.kind}/{stem}"

    @property
    def copyleft(self) -> bool:
        """Whether a licence of it asks that its source be offered."""
        return any(COPYLEFT.search(each) for each in self.licences)


class Unknown(Exception):
    """Nobody knows whose a file is, or where the text of its licence lies; the message says what to do."""


class Debian:
    """Files of Debian packages, by the packages' own lists."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Ask once for all files.

        Raises:
            SystemExit: this is no Debian.
        """
        if shutil.which("dpkg-query") is None:
            raise SystemExit("The list of licences is made from Debian's packages: make the bundle on Debian.")
        self._owners: dict[str, str] = {}
        asked = {spelt for path in paths for spelt in spellings(path)}
        for line in _dpkg("--search", *sorted(asked)):
            owners, _, path = line.partition(": ")
            if not line.startswith("diversion"):
                self._owners[path] = owners.split(",")[0].strip()

    def find(self, path: str) -> Part | None:
        """Return the package a file belongs to, or None."""
        owner = next((self._owners[spelt] for spelt in spellings(path) if spelt in self._owners), None)
        return None if owner is None else package(owner)


@cache
def owners() -> dict[str, Distribution]:
    """Read the records of every distribution of this environment: whose each file is."""
    return {os.path.realpath(str(each.locate_file(path))): each for each in distributions() for path in each.files or ()}


class Wheels:
    """Files of Python distributions, by their records, and the libraries the table names in them."""

    def __init__(self, table: dict[str, Any]) -> None:
        """Look into the distributions of this environment."""
        self._libraries = table["library"]
        self._textless = {each["name"]: each for each in table["distribution"]}
        self._parts: dict[tuple[str, str], Part] = {}
        self._met: dict[str, Distribution] = {}

    def find(self, path: str) -> Part | None:
        """Return the distribution, or the library in it, that a file belongs to, or None.

        Raises:
            Unknown: it is a library that lies in a wheel and is not in the table.
        """
        owner = owners().get(os.path.realpath(path))
        if owner is None:
            return None
        self._met[normal(owner)] = owner
        name = Path(path).name
        if not re.search(r"^lib.*\.so", name) or EXTENSION.search(name):
            return self.whole(owner)
        for entry in self._libraries:
            if entry["in"] == normal(owner) and any(fnmatch.fnmatchcase(name, each) for each in entry.get("files", ())):
                return self._library(entry, owner)
        raise Unknown(f"{name} lies in the wheel of {owner.name} and is not in {TABLE.name}")

    def whole(self, owner: Distribution) -> Part:
        """Return a distribution as a part."""
        key = (normal(owner), "")
        if key not in self._parts:
            texts: tuple[tuple[str, Path | str], ...] = tuple(wheel_texts(owner))
            if not texts:
                entry = self._textless.get(normal(owner))
                if entry is None:
                    raise Unknown(f"{owner.name} brings no text of its licence: name one in {TABLE.name}")
                texts = tuple(texts_of(entry, owner))
            source = f"{owner.name} {owner.version}, as published for Python"
            self._parts[key] = Part(
                kind="python", name=owner.name, version=owner.version, licences=licences_of(owner), source=source, texts=texts
            )
        return self._parts[key]

    def program(self) -> Part:
        """Return whose the program file is: PyInstaller's starter; the modules it carries are told apart from it."""
        return self.whole(next(iter(distributions(name="pyinstaller"))))

    def linked(self) -> Iterator[Part]:
        """Yield the libraries that are linked into the files of the distributions met so far."""
        for entry in self._libraries:
            if entry["in"] in self._met and not entry.get("files"):
                yield self._library(entry, self._met[entry["in"]])

    def _library(self, entry: dict[str, Any], owner: Distribution) -> Part:
        key = (normal(owner), entry["name"])
        if key not in self._parts:
            brought = f"{owner.name} {owner.version}"
            self._parts[key] = Part(
                kind="libraries",
                name=entry["name"],
                version=f"as in {brought}",
                licences=(entry["licence"],),
                source=f"{entry['source']}, as built into {brought}",
                texts=tuple(texts_of(entry, owner)),
                wheel=normal(owner),
            )
        return self._parts[key]


def spellings(path: str) -> list[str]:
    """Return the names a package may list a file by: itself, what it links to, and each on the other side of the merged /usr."""
    found = dict.fromkeys((path, os.path.realpath(path)))
    for each in list(found):
        found[each.removeprefix("/usr") if each.startswith("/usr/lib") else f"/usr{each}"] = None
    return list(found)


def package(name: str) -> Part:
    """Return a Debian package as a part, its licences as its copyright file names them."""
    wanted = "${binary:Package}\t${Version}\t${source:Package} ${source:Version}\n"
    _name, version, source = next(iter(_dpkg("--show", f"--showformat={wanted}", name))).split("\t")
    text = copyright_of(name)
    return Part(
        kind="debian",
        name=name.partition(":")[0],
        version=version,
        licences=debian_licences(text.read_text("utf-8", errors="replace")),
        source=f"Debian source package {source}",
        texts=(("copyright", text),),
    )


def copyright_of(name: str) -> Path:
    """Return the copyright file of an installed package.

    Raises:
        Unknown: it has none.
    """
    path = DOCUMENTS / name.partition(":")[0] / "copyright"
    if not path.is_file():
        raise Unknown(f"the Debian package {name} has no copyright file")
    return path.resolve()


def debian_licences(text: str) -> tuple[str, ...]:
    """Return the licences a copyright file names: its short names, or the common texts that it points to."""
    short = [words.strip() for words in re.findall(r"^Licen[cs]e:[ \t]*(\S[^\n]*)$", text, re.MULTILINE)]
    if re.match(r"\s*Format(-Specification)?:", text) and short:
        return tuple(dict.fromkeys(words for words in short if len(words) < 80))
    pointed = [name.rstrip(".") for name in re.findall(r"/usr/share/common-licenses/([\w.+-]+)", text)]
    return (f"its own text, which points to {', '.join(dict.fromkeys(pointed))}",) if pointed else ("its own text",)


def _said(owner: Distribution, field: str) -> str:
    return next(iter(owner.metadata.get_all(field) or ()), "")


def licences_of(owner: Distribution) -> tuple[str, ...]:
    """Return the licences a distribution says it is under."""
    said = _said(owner, "License-Expression") or _said(owner, "License")
    if said and len(said) < 100 and "\n" not in said:
        return (said,)
    named = [each.removeprefix(CLASSIFIER) for each in owner.metadata.get_all("Classifier") or () if each.startswith(CLASSIFIER)]
    return tuple(named) or ("its own text",)


def wheel_texts(owner: Distribution) -> Iterator[tuple[str, Path]]:
    """Yield the texts of licences that a wheel brings, with names that tell them apart."""
    for path in owner.files or ():
        inside = (path.parts[0].endswith(".dist-info") and path.suffix in ("", ".txt", ".md", ".rst")) or path.name.startswith(
            ("LICENSE", "ThirdPartyNotices")
        )
        if inside and TEXT_NAME.search(path.name) and path.suffix not in (".py", ".pyc"):
            rest = [part for part in path.parts[1:] if part != "licenses"]
            yield "-".join(rest), Path(str(owner.locate_file(path)))


def texts_of(entry: dict[str, Any], owner: Distribution) -> Iterator[tuple[str, Path | str]]:
    """Yield the texts an entry of the table points to.

    Raises:
        Unknown: one of them is not on this computer.
    """
    if "copyright" in entry:
        yield "copyright-line.txt", f"{entry['name']}\n\n{entry['copyright']}\n"
    for written in entry["texts"]:
        kind, _, name = written.partition(":")
        if kind == "wheel":
            yield from wheel_texts(owner) if not name else [text_of_another(name)]
        elif kind == "debian":
            yield "copyright", copyright_of(installed(name))
        else:
            path = COMMON / name if kind == "common" else STANDARD / f"{name}.txt"
            if not path.is_file():
                raise Unknown(f"there is no text {written} for {entry['name']}")
            yield path.stem if kind == "standard" else name, path.resolve()


def text_of_another(written: str) -> tuple[str, Path]:
    """Return a text that the wheel of another distribution brings, written as its name, a stroke and the file's name.

    Raises:
        Unknown: it is not on this computer.
    """
    name, _, file = written.partition("/")
    owner = next(iter(distributions(name=name)), None)
    found = next((text for text in wheel_texts(owner) if text[0] == file), None) if owner is not None else None
    if found is None:
        raise Unknown(f"{written} is not among the texts that installed wheels bring")
    return found


def installed(pattern: str) -> str:
    """Return the one installed package whose name fits, the newest of several.

    Raises:
        Unknown: none does.
    """
    lines = _dpkg("--show", "--showformat=${Package}\t${db:Status-Status}\n", pattern)
    found = sorted(line.split("\t")[0] for line in lines if line.endswith("\tinstalled"))
    found = [name for name in found if not re.search(r"-(dev|doc|data|utils|plugins)$", name)]
    if not found:
        raise Unknown(f"no installed package is called {pattern}, whose copyright file is wanted")
    return found[-1]


def python_itself() -> Part | None:
    """Return the Python that was built beside Debian's packages, or None where there is no text of its licence."""
    for folder in (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)):
        path = folder / "LICENSE.txt"
        if path.is_file():
            version = ".".join(str(each) for each in sys.version_info[:3])
            return Part(
                kind="python",
                name="Python",
                version=version,
                licences=("PSF-2.0",),
                source="python.org",
                texts=(("LICENSE", path),),
            )
    return None


def model(path: Path) -> Part:
    """Return the model of resources/models.toml that a file lies beside as a part.

    Raises:
        Unknown: none of them is called like its folder.
    """
    found = next((each for each in all_models() if each.id == path.parent.name), None)
    if found is None:
        raise Unknown(f"no model of resources/models.toml is called {path.parent.name}")
    return Part(
        kind="models",
        name=found.id,
        version=f"as in {found.wheel.replace('==', ' ')}",
        licences=(found.licence,),
        source=found.source,
        texts=tuple((text.name, text) for text in found.text_paths),
    )


def project(version: str) -> Part:
    """Return what is the project's own."""
    papers = tuple((name, ROOT / name) for name in ("LICENSE", "THIRD_PARTY.md"))
    return Part(
        kind="crossreel",
        name="Crossreel",
        version=version,
        licences=("Apache-2.0",),
        source="the source tree of this version",
        texts=papers,
    )


def table() -> dict[str, Any]:
    """Return the table of what no file says of itself."""
    return tomllib.loads(TABLE.read_text("utf-8"))


def normal(owner: Distribution) -> str:
    """Return a distribution's name as the table spells it."""
    return re.sub(r"[-_.]+", "_", owner.name).lower()


def _dpkg(*arguments: str) -> list[str]:
    done = subprocess.run(["dpkg-query", *arguments], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.stdout.splitlines()
