"""What somebody watched, and what a note is about, in the language of the interface."""

from crossreel.domain.catalog.note_kind import NoteKind, NoteMark, NoteWeight
from crossreel.domain.screening.watched import Watched
from crossreel.domain.screening.words import mark_sentence, watched_sentence
from crossreel.i18n.messages import sentence
from crossreel.i18n.words import Words


def watched_words(seen: Watched) -> str:
    """Return, for example, "Watched 100%, 92% at up to 1.5×, on Nov 26, 2026, text unchanged since"."""
    return watched_sentence(seen, Words())


def kind_word(kind: NoteKind) -> str:
    """Return the word for what a note is about."""
    return sentence(f"note.{kind.value}")


def weight_word(weight: NoteWeight) -> str:
    """Return the word for how much a note matters."""
    return sentence(f"note.{weight.value}")


def note_words(mark: NoteMark) -> str:
    """Return, for example, "Timing, critical"."""
    return mark_sentence(mark, Words())
