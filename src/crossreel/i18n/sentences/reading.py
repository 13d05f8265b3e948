"""Sentences of burned-in text."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "edit.read_text": N_("Read burned-in text, episode {episode}"),
    "edit.set_band": N_("Say where burned-in text stands"),
    "drafting.read": N_("{count} captions and {signs} signs read; {percent} % of the pictures looked at were read"),
    "drafting.no_video": N_("The episode has no video."),
    "drafting.no_text": N_("No burned-in text was found. If there is some, say where with “crossreel draft band”."),
    "drafting.has_source": N_("The source has {count} lines already. Delete its track first to read it from the picture."),
    "qc.covers_text.band": N_(
        "{count} captions stand on the burned-in text of the picture, this one first. Choose another position, "
        "hide the source line, or deliver a textless picture."
    ),
    "qc.covers_text.sign": N_("The caption stands on a sign in the picture. Choose another position."),
    "drafting.no_clean_picture": N_("The episode has no textless picture beside one with burned-in text."),
    "drafting.not_read": N_("Nobody has read the burned-in text of this episode yet: “crossreel draft read”."),
    "drafting.bad_band": N_("{box} is no box within the picture: left, top, width and height in percent."),
}
