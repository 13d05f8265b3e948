"""Undo and redo of style guides: figures that were changed in this window, and files that were made or went, back and forth."""

from collections.abc import Callable
from dataclasses import dataclass

from crossreel.domain.quality.guide_file import GuideFigure

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """A figure of a language as it stood in a set: its own `value` with its `source`, or "" for none of its own."""

    guide_id: str
    language: str
    field: str
    value: str = ""
    source: str = ""

    @classmethod
    def of(cls, guide_id: str, language: str, figure: GuideFigure) -> "Figured":
        """Return how a figure stands now."""
        own = figure.is_own
        return cls(
            guide_id=guide_id, language=language, field=figure.field, value=figure.value if own else "",
            source=figure.source if own else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A set as its file said it, with None where it had none."""

    guide_id: str
    text: str | None


Stood = Figured | Whole


class GuideSteps:
    """`put(stood, then)` writes a figure or a file as it stood and calls `then` once that was done."""

    def __init__(self, put: Callable[[Stood, Callable[[], None]], None]) -> None:
        self._put = put
        self._back: list[tuple[Stood, Stood]] = []
        self._forth: list[tuple[Stood, Stood]] = []

    def add(self, before: Stood, after: Stood) -> None:
        """Keep a change."""
        self._back = [*self._back, (before, after)][-MOST:]
        self._forth = []

    def forget(self, guide_id: str) -> None:
        """Let go of the changes of a set that is not as they left it."""
        self._back = [step for step in self._back if step[0].guide_id != guide_id]
        self._forth = [step for step in self._forth if step[0].guide_id != guide_id]

    def take_back(self) -> bool:
        """Write the last change as it was before; False where there is none."""
        return self._step(self._back, self._forth, 0)

    def do_again(self) -> bool:
        """Write what was taken back last; False where there is none."""
        return self._step(self._forth, self._back, 1)

    def _step(self, taken: list[tuple[Stood, Stood]], onto: list[tuple[Stood, Stood]], side: int) -> bool:
        if not taken:
            return False
        step = taken[-1]

        def done() -> None:
            if step in taken:
                taken.remove(step)
                onto.append(step)

        self._put(step[side], done)
        return True
