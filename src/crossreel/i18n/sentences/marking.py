"""Sentences about shot changes: lines of the history, and what cannot be done."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "edit.add_shot": N_("Add a shot change at {at_clock}, episode {episode}"),
    "edit.remove_shot": N_("Remove the shot change at {at_clock}, episode {episode}"),
    "edit.move_shot": N_("Move the shot change at {at_clock} to {to_clock}, episode {episode}"),
    "edit.reset_shots": N_("Go back to the shot changes that were found, episode {episode}"),
    "edit.import_shots": N_("Take in {count} shot changes from “{name}”, episode {episode}"),
    "marking.list_line": N_("Line {line} is neither a frame number nor a time: “{words}”."),
    "marking.list_too_long": N_("No list of shot changes has more than {count} lines."),
    "marking.written": N_("{count} shot changes written"),
    "marking.found": N_("{count} shot changes found"),
    "marking.no_video": N_("Episode {episode} has no video. Give it one, then set its shot changes."),
    "marking.no_shot": N_("There is no shot change at {at_clock}."),
    "marking.outside": N_("The video is {seconds} seconds long: a shot change has to stand in it."),
}
