"""Sentences about speech: what was found, and what cannot be done."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "edit.hear": N_("Write down what is said: {count} cues, episode {episode}"),
    "edit.lay": N_("Lay “{name}” over the speech: {count} cues, episode {episode}"),
    "laying.no_lines": N_("“{name}” holds no line to lay over the speech."),
    "laying.too_many": N_("“{name}” holds {count} lines, more than the {limit} that one episode can have."),
    "laying.no_script": N_("“{name}” is neither a plain text nor a sheet. Lay a script with a line for each cue."),
    "laying.no_speech": N_("Nobody is heard speaking in episode {episode}: there is nothing to lay the script over."),
    "hearing.taken": N_("{count} cues written down"),
    "hearing.no_video": N_("Episode {episode} has no video to listen to. Give it one first."),
    "hearing.nothing": N_("Nobody was heard speaking in episode {episode}. Nothing was written."),
    "drafting.source_stands": N_(
        "The source of episode {episode} has cues that a person touched or translations hang on. Nothing was written over them."
    ),
    "engines.no_times": N_("The server {address} gives words without times. Use a model that gives them (verbose_json)."),
    "engines.folder_unusable": N_("The model in {folder} cannot be loaded: {reason}"),
    "engines.hearing_failed": N_("The model in {folder} could not listen: {reason}"),
    "listening.found": N_("{count} stretches of speech found, {seconds} seconds in all"),
}
