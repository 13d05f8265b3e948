"""What a cue was after each change: one version a line, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated, sentence
from crossreel.ui.drawer.lines import Line

Look = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The cue as an edit left it, or (`edit` None) as it came into the catalog.

    `words` says what was new in it; `is_text` whether that was the text.
    """

    key: int
    markup: str
    words: str
    is_text: bool = True
    edit: Edit | None = None


def versions(cue: Cue, edits: Sequence[Edit]) -> tuple[Version, ...]:
    """Return what came of each edit of a cue, newest first, and at last what it was before all of them.

    Args:
        cue: as it is now.
        edits: newest first, each with the one change of this cue.
    """
    found: list[Version] = []
    after: Look = (cue.text, cue.start_ms, cue.end_ms)
    for edit in edits:
        change = edit.changes[0]
        after = _look(change.after) or after
        before = _look(change.before) or after
        found.append(_version(edit, before, after))
        after = before
    return (*found, Version(key=cue.id, markup=after[0], words=_shown(after[0])))


def line_of(version: Version, now: str) -> Line:
    """Return a version as a line; a wording that stands in the catalog carries the mark."""
    edit = version.edit
    second = _("as it came into the catalog")
    if edit is not None:
        said = sentence(edit.header.label, edit.header.facts)
        parts = [isolated(edit.header.author), numbers.when(edit.at_ms), said if said != version.words else ""]
        second = " · ".join(filter(None, parts))
    icon, token = ("tick", "approved") if version.markup == now else ("undo", "text3")
    return Line(
        key=version.key,
        icon=icon if version.is_text else "history",
        token=token if version.is_text else "text3",
        words=version.words,
        second=second,
        faded=not plain_text(version.markup).strip(),
    )


def _version(edit: Edit, before: Look, after: Look) -> Version:
    words = _shown(after[0])
    if before == after:
        words = sentence(edit.header.label, edit.header.facts)
    elif before[0] == after[0]:
        words = _("{start} to {end}").format(start=clock(after[1], hours=False), end=clock(after[2], hours=False))
    return Version(key=edit.id, edit=edit, markup=after[0], words=words, is_text=before[0] != after[0])


def _shown(markup: str) -> str:
    lines = plain_text(markup).strip().split("\n")
    return "\n".join(map(isolated, lines)) if lines != [""] else _("(empty)")


def _look(image: Mapping[str, object] | None) -> Look | None:
    if not image or "text" not in image:
        return None
    return str(image["text"]), int(str(image["start_ms"])), int(str(image["end_ms"]))
