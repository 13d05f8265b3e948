"""Sentences of the memory: lines of the history, what was filled, and files of pairs and terms."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "edit.fill_from_memory": N_("Fill empty cells from the memory: {count}"),
    "edit.keep_in_step": N_("Keep lines that say the same in step with episode {episode}, {language}: {count}"),
    "edit.import_memory": N_("Take pairs from “{name}” into the memory"),
    "edit.forget_memory": N_("Forget pairs from “{name}”: {count}"),
    "edit.import_bible": N_("Take terms and characters from “{name}”"),
    "bible.added": N_("Added: {count}"),
    "bible.changed": N_("Changed: {count}"),
    "bible.same": N_("As they were: {count}"),
    "bible.written": N_("Terms and characters written to {path}: {count}"),
    "bible.no_name": N_("{where}: the row has no expression in the source language, and was left out."),
    "bible.twice": N_("{where}: “{term}” has another row or is there already; this one was left out."),
    "bible.no_header": N_(
        "“{name}” is no list of terms or characters: no row names a column with the expression in the source and one with a word "
        "for it. Name the columns, for example term, en, es-419, note."
    ),
    "bible.unknown_columns": N_("Columns that mean nothing here were left out: {columns}"),
    "bible.no_tbx": N_("“{name}” is no TBX file. Export the term base as TBX-Basic, then try again."),
    "bible.malformed_tbx": N_("“{name}” is broken at line {line}, and nothing of it was taken. Export it once more."),
    "bible.unknown_language": N_("Line {line}: terms in a language that is none (“{language_tag}”) were left out: {count}."),
    "bible.no_source": N_("Line {line}: entries without a term in {language} were left out: {count}."),
    "bible.cannot_write": N_("Terms are not written as “{name}”. Choose an ending: {known}."),
    "bible.one_table": N_("“{name}” holds one table: choose terms or characters, or write a workbook (XLSX). TBX holds terms."),
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
