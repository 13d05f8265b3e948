"""Sentences of the memory: lines of the history, what was filled, and files of pairs and terms."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "edit.fill_from_memory": N_("Fill empty cells from the memory: {count}"),
    "edit.keep_in_step": N_("Keep lines that say the same in step with episode {episode}, {language}: {count}"),
    "edit.import_memory": N_("Take pairs from “{name}” into the memory"),
    "edit.forget_memory": N_("Forget pairs from “{name}”: {count}"),
    "memory.filled": N_("Episode {episode}: cells filled from the memory: {count}"),
    "memory.nothing_for": N_("Empty cells that the memory has nothing for: {count}"),
    "memory.says_nothing": N_("The cue says nothing yet. Write its text first, then keep the others in step with it."),
}
