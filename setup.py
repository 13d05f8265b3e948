"""The part of the build that data cannot say: a wheel carries `resources/` and the compiled `translations/` inside the package.

They stand at the top of the source tree and are looked for in `crossreel/_data` once installed (crossreel.kernel.paths).
"""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
RESOURCES, TRANSLATIONS = "resources", "translations"
PAPERS = ("LICENSE", "THIRD_PARTY.md")


class BuildWithData(build_py):
    """Adds the data to what a wheel is made of; an editable installation reads it where it stands."""

    def run(self) -> None:
        """Build the package and lay the data into it."""
        super().run()
        if self.editable_mode:
            return
        target = Path(self.build_lib) / "crossreel" / "_data"
        for source, name in carried():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            self.copy_file(str(source), str(target / name))
        for source, name in spoken():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            with source.open("rb") as read, (target / name).open("wb") as written:
                write_mo(written, read_po(read, locale=source.parent.parent.name))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """Return every file the build leaves."""
        target = Path(self.build_lib) / "crossreel" / "_data"
        ours = [] if self.editable_mode else [str(target / name) for _source, name in (*carried(), *spoken())]
        return [*super().get_outputs(include_bytecode), *ours]


def carried() -> list[tuple[Path, Path]]:
    """Return the files that go in as they are, with their places in the data folder."""
    files = [path for path in sorted((ROOT / RESOURCES).rglob("*")) if path.is_file()]
    return [(path, path.relative_to(ROOT)) for path in (*files, *(ROOT / name for name in PAPERS))]


def spoken() -> list[tuple[Path, Path]]:
    """Return the translations to compile, with the places of what is made of them."""
    files = sorted((ROOT / TRANSLATIONS).glob("*/LC_MESSAGES/*.po"))
    return [(path, path.relative_to(ROOT).with_suffix(".mo")) for path in files]


setup(cmdclass={"build_py": BuildWithData})
