"""A small title on the command line: two episodes with three cues each, in Chinese and English."""

import json
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crossreel.app.main import run

SOURCE = ("这枚戒指是哪来的？", "这是我父亲留下的", "你看错了")
ENGLISH = ("Where did you get this ring?", "My father left it to me.", "You're mistaken.")
Call = Callable[..., tuple[int, str, str]]
Ask = Callable[..., Any]


def srt(lines: tuple[str, ...]) -> str:
    """Return a subtitle file with a cue of two seconds every three seconds, from one second on."""
    return "\n".join(f"{at + 1}\n00:00:0{1 + 3 * at},000 --> 00:00:0{3 + 3 * at},000\n{line}\n" for at, line in enumerate(lines))


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    return tmp_path / "c.crossreel"


@pytest.fixture
def call(command: Call, catalog: Path) -> Call:
    """Give a caller of commands on the catalog: exit code, standard output, standard error."""
    return partial(command, "--catalog", str(catalog))


@pytest.fixture
def ask(call: Call) -> Ask:
    """Give a caller that expects success and returns the JSON."""

    def do(*arguments: str) -> Any:
        code, out, err = call(*arguments, "--json")
        assert code == 0, err
        return json.loads(out)

    return do


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a catalog with the title, made once and copied by each test."""
    folder = tmp_path_factory.mktemp("imported")
    for number in (1, 2):
        (folder / f"EP{number}.zh-Hans.srt").write_text(srt(SOURCE), "utf-8")
        (folder / f"EP{number}.en.srt").write_text(srt(ENGLISH), "utf-8")
    made = folder / "made.crossreel"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        assert run(["--catalog", str(made), "import", str(folder), "--title", "HEIR", "--source-language", "zh-Hans"]) == 0
    return made


@pytest.fixture
def heir(imported: Path, catalog: Path) -> str:
    """Give the code of the title, with whom it was made by as the user."""
    shutil.copy(imported, catalog)
    shutil.copytree(imported.parent / "config", os.environ["XDG_CONFIG_HOME"], dirs_exist_ok=True)
    return "HEIR"


def column(ask: Ask, title: str, episode: int, language: str) -> list[list[dict[str, Any]]]:
    """Return the cues of a language row by row."""
    return [row["cues"].get(language, []) for row in ask("cues", "list", title, str(episode), "--languages", language)]


def texts(ask: Ask, title: str, episode: int, language: str) -> list[str]:
    """Return what stands in the rows of a language."""
    return ["\n".join(cue["text"] for cue in cues) for cues in column(ask, title, episode, language)]
