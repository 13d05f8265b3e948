"""Takes the pictures of the pages in `docs`: the real window on the sample title, on a screen in memory (Xvfb, openbox).

Run `PYTHONPATH=src python -m tests.hands.pictures [NAME…]` in the root of the repository.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage

from tests.hands.hands import Hands
from tests.hands.loaded import Loaded
from tests.kept_sample import CATALOG, make

DOCS = Path(__file__).resolve().parents[2] / "docs"
LARGE, SMALL = (1600, 900), (1280, 720)
SMALLEST = 0
"""What Qt is to make of a PNG: the smallest file."""
NOTES = (
    (2, "The ring is on the wrong hand here"), (5, "Too long to read at this speed, please shorten"),
    (3, "Should be “Grandfather”, see the bible"),
)  # fmt: skip
"""Notes on the first episode, and how often the picture goes on five seconds before each."""


def open_cue(hands: Hands) -> None:
    """Check the title, and choose the seventh cue in English."""
    hands.open(1, language="en")
    hands.key("Ctrl+2")
    hands.wait_for(lambda: hands.state().place == "title", "the title")
    hands.key("F9")
    hands.settle()
    hands.key("Ctrl+3")
    hands.open(1, cue=7, language="en")
    hands.wait_for(lambda: not hands.state().toast, "nothing told any more", 30)


def snap(hands: Hands) -> None:
    """Offer new times at shot changes."""
    open_cue(hands)
    hands.key("Ctrl+Shift+X")
    hands.wait_for(lambda: hands.is_seen("Write the times"), "the new times")
    hands.settle()


def compare(hands: Hands) -> None:
    """Show a language's times below the source's."""
    open_cue(hands)
    hands.key("Ctrl+Alt+G")


def screen(hands: Hands) -> None:
    """Take some notes in the screening, with two languages in a phone."""
    open_cue(hands)
    hands.key("Ctrl+4")
    hands.wait_for(lambda: hands.focus().words == "Picture", "the screening")
    hands.settle()
    hands.key("p", "d")
    for steps, words in NOTES:
        for _each in range(steps):
            hands.key("Right")
            hands.settle()
        hands.key("n")
        hands.wait_for(lambda: hands.focus().words == "New note", "the line for a note")
        hands.type(words)
        hands.key("Return")
        hands.settle()
    hands.wait_for(lambda: not hands.state().toast, "nothing told any more", 30)


PICTURES: dict[str, tuple[tuple[int, int], Callable[[Hands], None]]] = {
    "editor": (LARGE, open_cue), "editor-snap": (LARGE, snap), "editor-compare": (LARGE, compare), "screening": (SMALL, screen),
}  # fmt: skip


def take(name: str, loaded: Loaded, folder: Path) -> None:
    """Take a picture."""
    size, lead = PICTURES[name]
    make(folder / name)
    hands = Hands(loaded, folder / name / CATALOG, size=size)
    try:
        lead(hands)
        hands.move(size[0] - 1, size[1] - 1)  # out of the way: what is under the mouse looks otherwise
        hands.settle()
        kept = QImage(str(hands.keep(name)))
    finally:
        hands.close()
    kept.save(str(DOCS / f"{name}.png"), b"PNG", SMALLEST)


def main() -> None:
    """Take the pictures that are named, else all."""
    loaded = Loaded()
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or PICTURES:
            take(name, loaded, Path(folder))
    loaded.close()


if __name__ == "__main__":
    main()
