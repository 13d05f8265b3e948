"""Sentences of what the system has to bring."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "system.no_libraries": N_("Libraries of the system are missing: {libraries}. Install them, then try again: {install}"),
    "system.no_library": N_("A library of the system is missing: {library}. Install it, then try again."),
    "system.no_display": N_("The display “{display}” does not answer. The commands work without one: crossreel --help"),
    "system.broke": N_(
        "Something in Crossreel itself broke ({reason}); it is no fault of your files. The log says where: {path}."
        " Send it to whoever looks after Crossreel."
    ),
}
