"""What is said of drafts that wait for a person."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "edit.refuse_draft": N_("Refuse {count} drafted lines of episode {episode} in {language}"),
    "edit.ask_about_draft": N_("Ask about a drafted line of episode {episode} in {language}"),
    "review.confidence": N_("The engine was {percent} % sure."),
    "review.short": N_("Far shorter than the source makes expect: something may be missing."),
    "review.long": N_("Far longer than the source makes expect: something may have been added."),
    "review.lost_word": N_("“{source}” is rendered “{rendering}…” in {count} other lines, and not here."),
    "review.neighbour": N_("It renders the line beside it better than its own."),
    "review.weak": N_("Its words are rarely beside those of the source in the rest of the title."),
    "review.no_question": N_("There is no question. Write what the colleague is to look at."),
    "review.no_draft": N_("None of these lines is a draft that waits for a person."),
}
