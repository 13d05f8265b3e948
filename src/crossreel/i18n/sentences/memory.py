"""Sentences of the memory: lines of the history, what was filled, and files of pairs and terms."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "edit.fill_from_memory": N_("Fill empty cells from the memory: {count}"),
    "edit.keep_in_step": N_("Keep lines that say the same in step with episode {episode}, {language}: {count}"),
    "edit.import_memory": N_("Take pairs from “{name}” into the memory"),
    "edit.forget_memory": N_("Forget pairs from “{name}”: {count}"),
    "memory.filled": N_("Episode {episode}: cells filled from the memory: {count}"),
    "memory.nothing_for": N_("Empty cells that the memory has nothing for: {count}"),
    "memory.plan": N_("Cells that would be filled: {count}. Empty ones that the memory has nothing for: {left}."),
    "memory.imported": N_("Pairs taken from “{name}”: {count}. Known already: {known}."),
    "memory.exported": N_("Pairs written to {path}: {count}"),
    "memory.no_tmx": N_("“{name}” is no TMX file. Export the memory as TMX 1.4 from the program it is in, then try again."),
    "memory.malformed": N_("“{name}” is broken at line {line}, and nothing of it was taken. Export it once more."),
    "memory.unknown_language": N_("Line {line}: texts in a language that is none (“{language_tag}”) were left out: {count}."),
    "memory.one_language": N_("Line {line}: entries with a text in one language alone were left out: {count}."),
    "memory.markup_dropped": N_("Codes within texts that mean nothing here were left out: {count}."),
    "memory.no_such_origin": N_("No pair of the memory is from “{name}”."),
    "memory.says_nothing": N_("The cue says nothing yet. Write its text first, then keep the others in step with it."),
}
