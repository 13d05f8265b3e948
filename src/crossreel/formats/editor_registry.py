"""The editing programs at hand."""

from functools import lru_cache

from crossreel.domain.errors import NotFound
from crossreel.formats import editors as folder
from crossreel.formats.editor import Editor
from crossreel.kernel.plugins import discover


@lru_cache(maxsize=1)
def editors() -> tuple[Editor, ...]:
    """Return every editing program that takes a timeline, by id."""
    return tuple(sorted(discover(folder, "EDITOR", Editor), key=lambda each: each.id))


def get(editor_id: str) -> Editor:
    """Return the program of an id.

    Raises:
        NotFound: there is none.
    """
    for each in editors():
        if each.id == editor_id:
            return each
    raise NotFound("hand_over.no_such_editor", name=editor_id, known=[each.id for each in editors()])
