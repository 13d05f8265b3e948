"""Words of dialogue lists."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "dialogue.sheet": N_("Dialogue"),
    "dialogue.number": N_("No."),
    "dialogue.episode": N_("Episode"),
    "dialogue.of_episode": N_("Episode {episode}"),
    "dialogue.in": N_("Start"),
    "dialogue.out": N_("End"),
    "dialogue.duration": N_("Duration"),
    "dialogue.speaker": N_("Speaker"),
    "dialogue.spoken_in": N_("Spoken in"),
    "dialogue.foreign": N_("another language"),
    "dialogue.on_picture": N_("[on the picture]"),
    "dialogue.nothing": N_("There is no line to list in these episodes and languages. Choose others."),
    "dialogue.no_such_format": N_("Dialogue lists are written as {known}, not as “{format}”."),
}
