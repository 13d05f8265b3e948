"""What a step made of cues, in words: old → new, of each language."""

from collections.abc import Sequence

from crossreel.domain.edits.differences import CueDifference, CueLook
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, _n, isolated

ARROW = "{before} → {after}"
MOST_SHOWN = 3


def told(differences: Sequence[CueDifference], most: int = MOST_SHOWN) -> tuple[str, ...]:
    """Return a line for each of the first differences, and how many more there are; the language where there are several."""
    several = len({each.language for each in differences}) > 1
    lines = [_line(each, named=several) for each in differences[:most]]
    rest = len(differences) - most
    if rest > 0:
        lines.append(_n("and {count} cue more", "and {count} cues more", rest).format(count=rest))
    return tuple(filter(None, lines))


def change(before: CueLook | None, after: CueLook | None) -> str:
    """Return what became of a cue: its text, its times, its place, whether it is pinned; "" for nothing of these."""
    if before is None or after is None:
        look = after or before
        said = _words(look.text) if look is not None else ""
        if not said:
            return ""
        return _("new: {text}").format(text=said) if before is None else _("gone: {text}").format(text=said)
    parts = []
    if before.text != after.text:
        parts.append(ARROW.format(before=_words(before.text), after=_words(after.text)))
    if (before.start_ms, before.end_ms) != (after.start_ms, after.end_ms):
        parts.append(ARROW.format(before=_times(before), after=_times(after)))
    if before.placement != after.placement:
        parts.append(ARROW.format(before=before.placement or _("usual place"), after=after.placement or _("usual place")))
    if before.pinned != after.pinned and not parts:
        parts.append(_("pinned") if after.pinned else _("not pinned any more"))
    return "; ".join(parts)


def _line(difference: CueDifference, *, named: bool) -> str:
    said = change(difference.before, difference.after)
    return f"{difference.language}: {said}" if named and said and difference.language else said


def _words(markup: str) -> str:
    text = " / ".join(line for line in plain_text(markup).strip().split("\n"))
    return _("“{text}”").format(text=isolated(text)) if text else _("(empty)")


def _times(look: CueLook) -> str:
    return f"{clock(look.start_ms, hours=False)}–{clock(look.end_ms, hours=False)}"
