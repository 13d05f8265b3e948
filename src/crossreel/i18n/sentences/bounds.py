"""Sentences about files that would take more of the machine than an honest subtitle file does."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "bounds.unpacked_megabytes": N_(
        "The workbook was not read: it unpacks to more than {limit} MB. Save it anew with the texts alone."
    ),
    "bounds.ratio": N_("The workbook was not read: it unpacks to more than {limit} times its size, as no workbook of texts does."),
    "bounds.lines": N_("The file was not read: it has more than {limit} lines. Split it."),
    "bounds.marks": N_("The file was not read: it has more than {limit} tags and attributes. Split it."),
    "bounds.furniture": N_(
        "The workbook was not read: it has more than {limit} styles and names. Copy the texts into a new workbook."
    ),
    "bounds.depth": N_("The file was not read: its elements are nested more than {limit} deep."),
    "bounds.attributes": N_("The file was not read: an element of it has more than {limit} attributes."),
    "bounds.columns": N_("The table was not read: a row of it has more than {limit} cells. Delete the columns that hold no texts."),
    "bounds.cues": N_("The file was not read: it has more than {limit} subtitles. Split it."),
    "bounds.cue_characters": N_(
        "The file was not read: one of its subtitles is longer than {limit} characters. Ask for the file again."
    ),
    "bounds.seconds": N_("The file was given up: reading it takes more than {limit} seconds. Split it, or ask for it again."),
}
