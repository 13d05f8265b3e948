"""Comparing what stands in the catalog with what a writer started from; part of `editing`."""

from collections.abc import Collection

from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import StaleEdit, StaleText
from crossreel.domain.text.inline import canonical, plain_text
from crossreel.storage import journal
from crossreel.storage.unit_of_work import UnitOfWork


def check_expected(uow: UnitOfWork, stored: Cue | None, words: str, expected: str | None) -> None:
    """Refuse to write over a text that the writer has never seen.

    Args:
        uow: to look up who wrote it.
        stored: the cue as it stands, None for an empty cell.
        words: what is to be written, canonical inline markup.
        expected: the markup that the writer started from; None asks for no comparison.

    Raises:
        StaleText: another text than both stands there.
    """
    present = stored.text if stored is not None else ""
    if expected is None or present in (expected, words) or canonical(present) == canonical(expected):
        return
    writer = journal.last_writer(uow, stored.id) if stored is not None else None
    author, written_ms = (writer.author, writer.written_ms) if writer is not None else ("", 0)
    code = "editing.stale_text_gone" if not present else "editing.stale_text_by" if author else "editing.stale_text"
    raise StaleText(code, text=present, plain=plain_text(present), author=author, written_ms=written_ms)


def check_times(uow: UnitOfWork, stored: Cue, times: tuple[int, int], expected: tuple[int, int] | None, session_id: int) -> None:
    """Refuse to write over times that the writer has never seen.

    Args:
        uow: to look up who wrote them.
        stored: the cue as it stands.
        times: start and end that are to be written, milliseconds.
        expected: those that the writer started from; None asks for no comparison.
        session_id: the writer's process: what it wrote itself a moment ago need not be shown yet.

    Raises:
        StaleEdit: others than both stand there.
    """
    present = (stored.start_ms, stored.end_ms)
    if expected is None or present in (expected, times):
        return
    writer = journal.last_writer(uow, stored.id, "start_ms" if present[0] != expected[0] else "end_ms")
    if writer is not None and writer.session_id == session_id:
        return
    author = writer.author if writer is not None else ""
    code = "editing.stale_times_by" if author else "editing.stale_times"
    raise StaleEdit(code, author=author, start_ms=present[0], end_ms=present[1])


def check_seen(uow: UnitOfWork, stored: Cue, expected: str | None, session_id: int) -> None:
    """Refuse to cut, join or remove a text that its user has never seen.

    Args:
        uow: to look up who wrote it.
        stored: the cue as it stands.
        expected: the markup that was shown; None asks for no comparison.
        session_id: the user's process: what it wrote itself a moment ago need not be shown yet.

    Raises:
        StaleEdit: another process has written another text.
    """
    if expected is None or stored.text == expected or canonical(stored.text) == canonical(expected):
        return
    writer = journal.last_writer(uow, stored.id, "text")
    if writer is not None and writer.session_id == session_id:
        return
    author = writer.author if writer is not None else ""
    code = "editing.stale_cue_by" if author else "editing.stale_cue"
    raise StaleEdit(code, author=author, plain=plain_text(stored.text))


def check_look(uow: UnitOfWork, stored: Cue, seen: Cue | None, fields: Collection[str], session_id: int) -> None:
    """Refuse to change one of many cues that is not as its user has seen it.

    Args:
        uow: to look up who changed it.
        stored: the cue as it stands.
        seen: the cue as it was shown; None asks for no comparison.
        fields: what is to be changed of it, by the names of a cue's fields.
        session_id: the user's process: what it wrote itself a moment ago need not be shown yet.

    Raises:
        StaleEdit: another process has changed one of these.
    """
    for field in fields if seen is not None else ():
        if getattr(stored, field) == getattr(seen, field):
            continue
        writer = journal.last_writer(uow, stored.id, field)
        if writer is None or writer.session_id != session_id:
            author = writer.author if writer is not None else ""
            code = "editing.stale_row_by" if author else "editing.stale_row"
            raise StaleEdit(code, author=author, plain=plain_text(stored.text), start_ms=stored.start_ms)
