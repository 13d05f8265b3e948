"""Sentences of what goes to editing programs."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "hand_over.no_such_editor": N_("There is no editing program “{name}” here. There are: {known}."),
    "hand_over.no_video": N_("The video of episode {episode} is not there, and a draft needs one. Relink it, then hand it over."),
    "hand_over.no_rate": N_(
        "Nobody knows how many frames a second episode {episode} has. Give it a video, or name the frame rate."
    ),
    "hand_over.variable_rate": N_(
        "The frames of episode {episode} differ in length; its times were counted at {rate} frames a second, as its video says."
    ),
    "hand_over.without_video": N_("The video of episode {episode} is not there: subtitles and markers hang on an empty picture."),
    "hand_over.folder_exists": N_("“{path}” exists and may hold somebody’s work. Choose another folder, or move it away."),
}
