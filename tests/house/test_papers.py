"""The papers speak of what is there: rooms, entities, files and pages that they name exist, and none is left out."""

import re
from pathlib import Path

from crossreel.storage.registry import KINDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "crossreel"
DOCS = ROOT / "docs"
PAPERS = (*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md")
RECORDS = ("decisions.md", "commands.md")
"""Papers that speak of what was, or are made from the code."""
MADE = ("build/", "dist/", "licences/", ".venv/", "crossreel/_data", "resources/models")
"""What is made by building, running or installing."""
ROOM = re.compile(r"^- `([^`]+)/`: \S", re.MULTILINE)
PATH = re.compile(r"`((?:[\w<>*.-]+/)+[\w<>*.-]*)`")
CELL_END = re.compile(r"(?<!\\)\|")
LINK = re.compile(r"\]\(([^)#:]+)\)")


def rooms() -> set[str]:
    """Name every folder of the source that holds modules."""
    return {path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py")} - {"."}


def as_pattern(written: str) -> str:
    """Return a path with `<placeholders>` as a pattern."""
    return re.sub(r"<\w+>", "*", written)


def test_every_room_is_named_and_every_name_is_a_room() -> None:
    named = ROOM.findall((DOCS / "where-does-it-go.md").read_text("utf-8"))
    found = {
        name: {path.relative_to(SOURCE).as_posix() for path in SOURCE.glob(as_pattern(name)) if path.is_dir()} for name in named
    }
    assert len(named) == len(set(named))
    there = rooms()
    assert [name for name, folders in found.items() if not folders & there] == []
    assert sorted(there.difference(*found.values())) == []


def test_the_data_model_says_what_the_kinds_say() -> None:
    """A kind without a row is a newcomer's and turns nothing red."""
    page = (DOCS / "data-model.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("| `")]
    told = {name: row for row in rows for name in re.findall(r"`(\w+)`", row[0])}
    assert len(told) > 14 and told.keys() <= {kind.name for kind in KINDS}
    for kind in (each for each in KINDS if each.name in told):
        _names, owner, unique, kept, entity = told[kind.name]
        assert owner.startswith(f"`{kind.owner}`" if kind.owner else "the catalog"), kind.name
        assert all(f"`{column}`" in owner for column in kind.goes_with), kind.name
        assert (unique.strip("`"), kept) == (", ".join(kind.unique), kind.kept.value), kind.name
        assert entity == f"`{kind.entity.__module__.removeprefix('crossreel.').replace('.', '/')}.py`", kind.name


def test_every_file_folder_and_page_that_papers_name_is_there() -> None:
    lost = []
    for paper in (each for each in PAPERS if each.name not in RECORDS):
        text = paper.read_text("utf-8")
        for written in (each for each in PATH.findall(text) if not each.startswith(MADE)):
            if not any(any(base.glob(as_pattern(written).rstrip("/"))) for base in (ROOT, SOURCE)):
                lost.append(f"{paper.name}: {written}")
        lost += [f"{paper.name}: {link}" for link in LINK.findall(text) if not (paper.parent / link).exists()]
    assert lost == []


def test_a_decision_says_when_why_and_what_was_rejected() -> None:
    _title, _what, head, _line, *rows = (line for line in (DOCS / "decisions.md").read_text("utf-8").splitlines() if line)
    assert head == "| date | decision | why | rejected |"
    broken, last = [], ""
    for row in rows:
        date, *cells, rest = [cell.strip() for cell in CELL_END.split(row)[1:]]
        if len(cells) != 3 or not all(cells) or rest or not re.fullmatch(r"\d{4}-\d\d-\d\d", date) or date < last:
            broken.append(row)
        last = max(last, date)
    assert broken == []
