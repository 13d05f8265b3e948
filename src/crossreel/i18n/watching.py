"""What somebody watched, said in one sentence, and what a note is about in two words."""

from crossreel.domain.catalog.note_kind import NoteKind, NoteMark, NoteWeight
from crossreel.domain.screening.watched import ATTENTIVE, Watched
from crossreel.i18n.messages import _, _n
from crossreel.i18n.numbers import day, number, percent
from crossreel.kernel.marks import N_

KINDS = {
    NoteKind.TEXT: N_("Text"), NoteKind.TIMING: N_("Timing"), NoteKind.PLACEMENT: N_("Place"), NoteKind.PICTURE: N_("Picture"),
    NoteKind.SOUND: N_("Sound"),
}  # fmt: skip
WEIGHTS = {NoteWeight.MINOR: N_("minor"), NoteWeight.MAJOR: N_("major"), NoteWeight.CRITICAL: N_("critical")}


def watched_words(seen: Watched) -> str:
    """Return, for example, "Watched 100%, 92% at up to 1.5×, on Nov 26, 2026, text unchanged since"."""
    parts = [_("Watched {percent}").format(percent=percent(seen.percent / 100))]
    if seen.attentive_percent != seen.percent:
        slow = percent(seen.attentive_percent / 100)
        parts.append(_("{percent} at up to {speed}×").format(percent=slow, speed=number(ATTENTIVE / 100)))
    parts.append(_("on {day}").format(day=day(seen.last_ms)))
    parts.append(since_words(seen))
    return _(", ").join(parts)


def since_words(seen: Watched) -> str:
    """Return what became of what was watched since."""
    if not seen.is_picture_current:
        return _("of another picture than the one there now")
    count = len(seen.changes)
    if not count:
        return _("text unchanged since")
    return _n("text changed since in {count} place", "text changed since in {count} places", count).format(count=number(count))


def kind_word(kind: NoteKind) -> str:
    """Return the word for what a note is about."""
    return _(KINDS[kind])


def weight_word(weight: NoteWeight) -> str:
    """Return the word for how much a note matters."""
    return _(WEIGHTS[weight])


def note_words(mark: NoteMark) -> str:
    """Return, for example, "Timing, critical"."""
    return _("{kind}, {weight}").format(kind=kind_word(mark.kind), weight=weight_word(mark.weight))
