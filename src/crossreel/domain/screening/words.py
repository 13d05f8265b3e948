"""What somebody watched, and what a note is about, in words of any language."""

from crossreel.domain.catalog.note_kind import NoteMark
from crossreel.domain.errors import Fact
from crossreel.domain.screening.watched import ATTENTIVE, Watched
from crossreel.domain.wording import Wording


def watched_sentence(seen: Watched, wording: Wording) -> str:
    """Return, for example, "Watched 100%, 92% at up to 1.5×, on Nov 26, 2026, text unchanged since"."""
    facts: dict[str, Fact] = {
        "percent": wording.percent(seen.percent / 100), "attentive": wording.percent(seen.attentive_percent / 100),
        "speed": wording.number(ATTENTIVE / 100), "day": wording.day(seen.last_ms), "since": since_sentence(seen, wording),
    }  # fmt: skip
    all_alike = seen.attentive_percent == seen.percent
    return wording.sentence("screening.watched" if all_alike else "screening.watched_faster", facts)


def since_sentence(seen: Watched, wording: Wording) -> str:
    """Return what became of what was watched since."""
    if not seen.is_picture_current:
        return wording.sentence("screening.other_picture", {})
    if seen.is_unchanged:
        return wording.sentence("screening.unchanged", {})
    return wording.sentence("screening.changed", {"count": wording.number(len(seen.changes))})


def mark_sentence(mark: NoteMark, wording: Wording) -> str:
    """Return, for example, "Timing, critical"."""
    kind, weight = (wording.sentence(f"note.{each.value}", {}) for each in (mark.kind, mark.weight))
    return wording.sentence("note.about", {"kind": kind, "weight": weight})
