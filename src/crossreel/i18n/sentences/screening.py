"""Sentences of screening."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "screening.add_note": N_("Note on episode {episode}, {language}"),
    "screening.answer": N_("Answer to a note on episode {episode}, {language}"),
    "screening.resolve": N_("Resolve a note on episode {episode}, {language}"),
    "screening.reopen": N_("Reopen a note on episode {episode}, {language}"),
    "screening.remove_note": N_("Remove a note on episode {episode}, {language}"),
    "screening.mark_note": N_("Say what a note on episode {episode}, {language}, is about"),
    "screening.not_yours": N_("This viewing is {person}'s. What one person watched is never changed by another."),
    "screening.empty_note": N_("The note is empty. Write what you saw."),
    "screening.long_note": N_("The note has {length} characters; at most {limit} are kept. Make two of it."),
}
