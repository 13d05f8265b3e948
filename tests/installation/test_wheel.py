"""The wheel, really built and really installed: a fresh environment that holds it, what it declares it needs, and nothing else."""

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path, PurePosixPath

import pytest
from packaging.requirements import Requirement

from crossreel import __version__
from tests.conftest import ROOT

SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:03,000\nWhere were you?\n\n2\n00:00:04,000 --> 00:00:04,200\nNowhere at all, and you know it.\n"
)
LIMIT_S = 110


def run(*command: str | Path, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, without what the tests themselves import by."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    words = [str(each) for each in command]
    return subprocess.run(
        words, cwd=folder, env={**kept, **more}, capture_output=True, text=True, encoding="utf-8", timeout=LIMIT_S
    )


def pip(*arguments: str | Path, folder: Path) -> None:
    """Run pip without a network."""
    done = run(
        sys.executable, "-m", "pip", "--no-cache-dir", "--disable-pip-version-check", *arguments, folder=folder, PIP_NO_INDEX="1"
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from what the source distribution holds and from nothing beside it."""
    folder = tmp_path_factory.mktemp("built")
    sdist = ("egg_info", "--egg-base", folder, "sdist", "--formats", "tar", "--dist-dir", folder)
    made = run(sys.executable, "setup.py", "-q", *sdist, folder=ROOT)
    assert made.returncode == 0, made.stdout + made.stderr
    with tarfile.open(next(folder.glob("*.tar"))) as archive:
        archive.extractall(folder / "source", filter="data")
    tree = next((folder / "source").iterdir())
    assert not list(tree.rglob("*.mo")), "a compiled translation that may be old"
    stored = ("--config-settings", "--build-option=--compression=stored")  # pressing it takes seconds and proves nothing
    pip("wheel", "--no-build-isolation", "--no-deps", *stored, "--wheel-dir", folder, tree, folder=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment with the wheel in it."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False)
    python = next(home.glob("[bS]*/python*"))
    asked = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=home)
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in zipfile.Path(archive).iterdir() if name.name.endswith(".dist-info"))
        link(declared(PathDistribution(metadata)), Path(asked.stdout.strip()))
    pip("--python", python, "install", "--no-compile", "--constraint", ROOT / "constraints.txt", wheel, folder=home)
    return python.parent


def declared(dependent: Distribution, found: dict[str, Distribution] | None = None) -> dict[str, Distribution]:
    """Return what a distribution declares it needs on this computer, and what that needs in turn."""
    known = {} if found is None else found
    for written in dependent.requires or ():
        wanted = Requirement(written)
        if wanted.name not in known and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            known[wanted.name] = distribution(wanted.name)
            declared(known[wanted.name], known)
    return known


def link(wanted: dict[str, Distribution], site: Path) -> None:
    """Link distributions of this environment into another, so that no network is needed and nothing undeclared is found."""
    for each in wanted.values():
        for top in {path.parts[0] for path in each.files or ()} - {"..", "__pycache__"}:
            if not (site / top).exists():
                (site / top).symlink_to(Path(str(each.locate_file(PurePosixPath(top)))))


def test_the_self_check_passes_where_only_the_wheel_is_installed(programs: Path, tmp_path: Path) -> None:
    done = run(programs / "crossreel", "selfcheck", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "translations: ar, zh_Hans" in done.stdout


def test_code_and_data_come_from_the_wheel_and_never_from_the_source_tree(programs: Path, tmp_path: Path) -> None:
    told = run(programs / "python", "-c", TELL, folder=tmp_path)
    facts = json.loads(told.stdout)
    assert all(Path(path).is_relative_to(programs.parent) for path in facts["paths"]), facts
    assert facts["version"] == __version__
    assert facts["entry"] == ["crossreel", "crossreel-desk"]
    ours = {path.relative_to(ROOT / "resources").as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()}
    assert set(facts["resources"]) == ours


TELL = """
import json, importlib.metadata
import crossreel
from crossreel.kernel.paths import data_root, resource, translations_folder
entries = sorted(each.name for each in importlib.metadata.distribution("crossreel").entry_points)
files = [path.relative_to(resource()).as_posix() for path in resource().rglob("*") if path.is_file()]
paths = [crossreel.__file__, str(data_root()), str(translations_folder())]
print(json.dumps({"paths": paths, "version": crossreel.__version__, "entry": entries, "resources": files}))
"""


def test_it_speaks_the_languages_of_the_interface(programs: Path, tmp_path: Path) -> None:
    english, chinese = (
        run(programs / "crossreel", "--help", folder=tmp_path, LANG=locale, LC_ALL=locale).stdout
        for locale in ("C.UTF-8", "zh_CN.UTF-8")
    )
    assert "Check that this installation is whole." in english
    assert "selfcheck" in chinese and "Check that this installation is whole." not in chinese


def test_it_looks_into_a_file_and_checks_it_in_rendered_pixels(programs: Path, tmp_path: Path) -> None:
    path = tmp_path / "EP01.en.srt"
    path.write_text(SUBTITLES, "utf-8")
    looked = run(programs / "crossreel", "info", path, "--json", folder=tmp_path)
    assert json.loads(looked.stdout)["cue_count"] == 2, looked.stdout + looked.stderr
    checked = run(programs / "crossreel", "qc", path, "--json", folder=tmp_path)
    assert checked.returncode == 1, checked.stdout + checked.stderr
    found = {(finding["rule"], finding["start_ms"]) for finding in json.loads(checked.stdout)["findings"]}
    assert {("duration", 4000), ("reading_speed", 4000), ("rendered_width", 4000)} <= found


def test_it_makes_the_sample_title_and_takes_in_a_folder(programs: Path, tmp_path: Path) -> None:
    made = run(programs / "crossreel", "demo", tmp_path / "demo", folder=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    catalog = ("--catalog", tmp_path / "demo" / "catalog.crossreel")
    folder = tmp_path / "Late Spring"
    folder.mkdir()
    (folder / "EP01.en.srt").write_text(SUBTITLES, "utf-8")
    taken = run(programs / "crossreel", *catalog, "import", folder, "--title", "SPRING", "--source-language", "en", folder=tmp_path)
    assert taken.returncode == 0, taken.stdout + taken.stderr
    listed = run(programs / "crossreel", *catalog, "titles", "--json", folder=tmp_path)
    assert {title["name"] for title in json.loads(listed.stdout)} == {"The Hidden Heir", "Late Spring"}
