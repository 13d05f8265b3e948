"""What a cue was after each change: one version a line, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from crossreel.domain.cues.cue import Cue
from crossreel.domain.edits.differences import CueLook, look_of
from crossreel.domain.edits.edit import Edit
from crossreel.domain.text.inline import plain_text
from crossreel.i18n import numbers
from crossreel.i18n.differences import change
from crossreel.i18n.messages import _, isolated, sentence
from crossreel.ui.kit.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The cue as an edit left it, or (`edit` None) as it came into the catalog.

    `words` says what was changed, from what to what; `is_text` whether that was the text.
    """

    key: int
    look: CueLook
    words: str
    is_text: bool = True
    edit: Edit | None = None


def look_now(cue: Cue) -> CueLook:
    """Return how a cue is now."""
    return CueLook(text=cue.text, start_ms=cue.start_ms, end_ms=cue.end_ms, placement=cue.placement, pinned=cue.pinned)


def versions(cue: Cue, edits: Sequence[Edit]) -> tuple[Version, ...]:
    """Return what came of each edit of a cue, newest first, and at last what it was before all of them.

    Args:
        cue: as it is now.
        edits: newest first, each with the one change of this cue.
    """
    found: list[Version] = []
    after = look_now(cue)
    for edit in edits:
        changed = edit.changes[0]
        after = look_of(changed.after) or after
        before = look_of(changed.before) or after
        found.append(_version(edit, before, after))
        after = before
    return (*found, Version(key=cue.id, look=after, words=_shown(after.text)))


def line_of(version: Version, now: CueLook) -> Line:
    """Return a version as a line; the state that the cue has now carries the mark."""
    edit = version.edit
    second = _("as it came into the catalog")
    if edit is not None:
        said = sentence(edit.header.label, edit.header.facts)
        parts = [isolated(edit.header.author), numbers.when(edit.at_ms), said if said != version.words else ""]
        second = " · ".join(filter(None, parts))
    icon, token = ("tick", "approved") if version.look == now else ("undo", "text3")
    return Line(
        key=version.key,
        icon=icon if version.is_text else "history",
        token=token if version.is_text else "text3",
        words=version.words,
        second=second,
        faded=not plain_text(version.look.text).strip(),
    )


def _version(edit: Edit, before: CueLook, after: CueLook) -> Version:
    words = change(before, after) or sentence(edit.header.label, edit.header.facts)
    return Version(key=edit.id, edit=edit, look=after, words=words, is_text=before.text != after.text)


def _shown(markup: str) -> str:
    lines = plain_text(markup).strip().split("\n")
    return "\n".join(map(isolated, lines)) if lines != [""] else _("(empty)")
