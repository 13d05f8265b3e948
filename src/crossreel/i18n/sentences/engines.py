"""Sentences of engines and models."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "engines.none_of_id": N_("There is no engine “{engine}”. There are: {known_engines}."),
    "engines.other_kind": N_(
        "The engine “{engine}” cannot do that: its kind is {kind}, and {wanted} is wanted. “crossreel engines” lists all."
    ),
    "engines.no_such_model": N_("No model is called “{model}”."),
    "engines.model_missing": N_("The model file {path} is missing ({model}). {remedy}"),
    "engines.model_broken": N_("The model file {path} is not the one that belongs there ({model}). {remedy}"),
    "engines.cannot_run": N_("The model “{model}” cannot be run on this machine ({reason})."),
    "engines.fetch_models": N_("Run “make models” in the folder of the source."),
    "engines.install_again": N_("Install Crossreel again."),
}
