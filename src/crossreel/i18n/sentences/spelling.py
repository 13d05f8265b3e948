"""Sentences about spelling."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "spelling.bad_dictionary": N_("The dictionary “{name}” in “{folder}” cannot be read. Put another one there."),
    "spelling.no_word": N_("“{word}” is no single word. Write one word."),
    "spelling.known_already": N_("This title knows “{word}” already."),
    "edit.know_word": N_("Take “{word}” as right"),
    "edit.forget_word": N_("No longer take “{word}” as right"),
}
