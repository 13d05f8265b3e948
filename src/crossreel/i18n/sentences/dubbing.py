"""Sentences of what is dubbed: lines, their time, voices and statuses."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "dub.too_long": N_("too long by {seconds} s"),
    "dub.nobody": N_("Nobody named"),
    "dub.sums": N_("Sums"),
    "dub.rate": N_("Spoken: {rate} {unit} a second ({source})."),
    "dub.no_rate": N_("How fast this language is spoken is not known here: say it with the script."),
    "dub.unit_syllables": N_("syllables"),
    "dub.unit_characters": N_("characters"),
    "dub.who": N_("Speaker"),
    "dub.voices": N_("Voices"),
    "dub.count": N_("To be spoken"),
    "dub.spoken": N_("Recorded"),
    "dub.running": N_("Running time"),
    "dub.too_long_count": N_("Too long"),
    "dub.status.open": N_("to be recorded"),
    "dub.status.recorded": N_("recorded"),
    "dub.status.redo": N_("to be redone"),
    "dub.status.approved": N_("approved"),
    "dub.signs": N_("What stands on the picture is not spoken. Choose a language."),
    "dub.nothing": N_("There is nothing to be spoken in {language}. Choose other lines or another language."),
    "dub.no_such_line": N_("These are no lines of this title. Choose them anew."),
    "dub.no_text": N_("A line without a text cannot be spoken. Translate it first."),
    "dub.unknown_status": N_(
        "Episode {episode}: {words} says nothing of how far a line is; it was left as it is. "
        "Write open, recorded, redo or approved."
    ),
    "dub.unspoken": N_(
        "Episode {episode}: lines that have a voice or status in the sheet and no text: {count}. They were left out."
    ),
    "edit.mark_dub": N_("Voice and status of dubbed lines: {count}"),
    "script.dub_lines": N_("Episode {episode}: lines with another voice or status: {count}."),
}
