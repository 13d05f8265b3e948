"""Sentences of sheets: what their columns were taken for, what was concluded from their cells, what of them was left out."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    # files that cannot be read
    "sheet.no_document": N_("“{name}” is no document that can be opened ({reason}). Save it as DOCX again."),
    "sheet.no_table": N_("“{name}” holds no table. Put the script into a table, or save it as XLSX or CSV."),
    "sheet.no_times": N_(
        "“{name}” says no times, so it makes no subtitles by itself. Take it into a title that has them: its rows are matched "
        "there."
    ),
    "sheet.no_language": N_("“{name}” has no column in {language}. It has {languages}. Say which column it is with --map."),
    "sheet.no_such_episode": N_("“{name}” has no rows of episode {number}. It has {numbers}."),
    "sheet.bad_choice": N_(
        "“{written}” says nothing of a column. Write for example C=es-419, D=note or B=source:zh-Hans; what a column can be: "
        "{roles}."
    ),
    "sheet.no_such_column": N_("There is no column “{column}”. There are {known}."),
    "sheet.no_times_here": N_(
        "“{path}” says no times, and episode {episode} has no subtitles to take them from. Import the source subtitles first."
    ),
    "sheet.no_match": N_("No row of “{path}” fits a subtitle of episode {episode}, by id, text or order."),
    # rows and the subtitles they belong to
    "sheet.matched": N_(
        "Rows of “{path}” that belong to subtitles: {count} (by id {by_id}, by time {by_time}, by text {by_text}, by order "
        "{by_order})."
    ),
    "sheet.rows_matched": N_(
        "Rows that belong to subtitles: {count} (by id {by_id}, by time {by_time}, by text {by_text}, by order {by_order})."
    ),
    "sheet.unknown_language": N_("The language of column {columns} is not known, so it was left out. Say it with --map."),
    "sheet.unmatched_rows": N_("Rows of “{path}” that belong to no subtitle and stay out: {count}, see {cells}."),
    "sheet.only_for_matching": N_("It stands in the title already and only told which rows belong where."),
    # what was concluded
    "sheet.remembered": N_("The columns of “{table}” were taken as they were corrected before for sheets of this shape."),
    "sheet.read_as_ms": N_("The numbers of column {column} were taken for milliseconds."),
    "sheet.read_as_days": N_("The numbers of column {column} were taken for times that a spreadsheet made parts of a day."),
    "sheet.minutes_as_hours": N_(
        "Column {column} holds hours and minutes without seconds; they were taken for minutes and seconds that were typed so."
    ),
    "sheet.no_ends": N_(
        "Rows without an end, made to last until {gap_ms} ms before the next one, seven seconds at most: {count}, the first is "
        "{where}."
    ),
    "sheet.times_begin_anew": N_(
        "Times begin anew: {count}, the first in row {where}. Where the sheet holds several episodes, give each row its number in "
        "a column."
    ),
    "sheet.is_script": N_(
        "“{path}” carries the ids of this title’s subtitles. Taken back as a sheet its texts go to them one by one; imported, it "
        "stands in place of whole tracks."
    ),
    "sheet.language_doubtful": N_("Column {column} is called {language}, but its text looks like {guessed_language}."),
    "sheet.open_quote": N_("A quotation mark that opens a cell is never closed; quotation marks were taken for letters."),
    # what was left out
    "sheet.unread_columns": N_("Columns that nothing was read from: {columns}."),
    "sheet.unread_table": N_("The table “{table}” was not read: it has no columns of times, ids or texts."),
    "sheet.cell_looks": N_(
        "Cells that are {looks} as a whole: {count}, see {cells}. It was taken for the sheet’s look; that of single words comes in."
    ),
    "sheet.hidden_rows": N_("Hidden rows that were read all the same: {count}, see {rows}. --map hidden=skip leaves them out."),
    "sheet.hidden_left_out": N_("What is hidden was left out as was said: rows {rows}, columns {columns}."),
    "sheet.hidden_table": N_("The hidden table “{table}” was not read. --map hidden=read takes it in."),
    "sheet.hidden_table_read": N_("The table “{table}” is hidden and was read all the same."),
    "sheet.hidden_columns": N_("Hidden columns that were read all the same: {columns}."),
    "sheet.columns_left_out": N_("Columns that do not go into this file: {columns}. Choose one with --language."),
    "sheet.notes_left_out": N_("Notes that this format cannot hold: {count}."),
    "sheet.notes_not_taken": N_("Remarks that only an import takes in as notes, not a sheet that comes back: {count}."),
    "sheet.episodes_in_one": N_("The sheet holds episodes {numbers}; all of them went into one file. Choose one with --episode."),
    "sheet.formula_without_value": N_(
        "Formulas whose value the file does not hold: {cells}. Open it in a spreadsheet and save it again."
    ),
    "sheet.error_value": N_("Cells with an error instead of a value: {cells}."),
}
