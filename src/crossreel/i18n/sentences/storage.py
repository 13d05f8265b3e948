"""Sentences about the catalog file and the history."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "storage.no_catalog": N_("There is no catalog at “{path}”. Check the path; the app and the command “import” make a new one."),
    "storage.no_folder": N_("There is no folder “{folder}” to make a catalog in. Check the path, or make the folder first."),
    "storage.not_a_file": N_("“{path}” is not a file. Choose a catalog file."),
    "storage.empty_file": N_(
        "“{path}” is empty (0 bytes), so it is no catalog. Put a backup in its place, or delete it to start a new one."
    ),
    "storage.not_a_catalog": N_("“{path}” is not a Crossreel catalog. Choose another file."),
    "storage.damaged": N_(
        "The catalog “{path}” is damaged ({detail}). Nothing is saved in it any more."
        " Restore a backup (crossreel restore), or save what can be read (crossreel salvage)."
    ),
    "storage.fault_pages": N_("The catalog is damaged: {detail}."),
    "storage.fault_index": N_(
        "An index of the catalog contradicts its table: {detail}. It was made anew, or will be when it is opened."
    ),
    "storage.fault_link": N_("Row {row} of table {table} speaks of a row of {parent} that is not there."),
    "storage.fault_row": N_("Row {row} of table {table} holds what Crossreel never wrote."),
    "storage.lost_cues": N_(
        "Lost: {count} cues of “{title}”, episode {number}, {language}, between {first_clock} and {last_clock}."
    ),
    "storage.lost_rows": N_("Lost: {count} rows of table {table}."),
    "storage.lost_unknown": N_("Lost: an unknown number of rows of table {table}."),
    "storage.nothing_to_salvage": N_("Nothing of a catalog can be read in “{path}”. Restore a backup."),
    "storage.target_exists": N_("“{path}” exists. Choose another name for the new catalog."),
    "storage.no_backup": N_("There is no backup “{path}”. List them with: crossreel backup --list."),
    "storage.no_backups": N_("There is no backup beside “{path}”."),
    "storage.which_backup": N_("Say which backup shall take the place of “{path}”: a file, or newest."),
    "storage.window_open": N_("A window has “{path}” open. Close it, or restore the backup there."),
    "storage.kept_elsewhere": N_(
        "The database that “{path}” stands in keeps its own backups. Ask those who look after it for one."
    ),
    "storage.unknown_database": N_("Nothing here opens catalogs at “{path}”. Give the path of a catalog file."),
    "storage.no_room_for_backup": N_(
        "No backup of “{path}” was made: it wants {needed_mb} MB free on the disk, and {free_mb} MB are. Free some space."
    ),
    "storage.newer_catalog": N_(
        "“{path}” was written by a newer version of Crossreel (catalog version {found}; this one knows {known}). Update Crossreel."
    ),
    "storage.older_read_only": N_(
        "“{path}” comes from an older version of Crossreel and has to be brought up to date, but it cannot be written there."
        " Copy it to a disk that can be written, and open it there."
    ),
    "storage.other_window": N_(
        "Another window has “{path}” open. This one can only read: edit there, or close it and open the catalog again."
    ),
    "storage.read_only_medium": N_("“{path}” stands where nothing can be written. Copy the catalog to another disk to edit it."),
    "storage.opened_for_reading": N_("“{path}” was opened for reading only."),
    "storage.busy": N_("Another program has kept “{path}” busy for a minute. Wait until it has finished, and try again."),
    "storage.disk_full": N_("The disk of “{path}” is full. Nothing of this step was written; free some space and try again."),
    "storage.disk_failed": N_(
        "The disk of “{path}” did not answer. Check that it is still connected; what was saved before is safe."
    ),
    "storage.strange_tables": N_(
        "“{path}” holds tables that Crossreel did not make: {names}. It was not opened."
        " Salvage it to get a catalog with its titles alone: crossreel salvage."
    ),
    "storage.strangers_removed": N_(
        "Taken out of “{path}”, since they were none of Crossreel’s and would have acted on every edit: {names}."
    ),
    "storage.broken_row": N_(
        "A row of the catalog is broken: table {table}, row {row}, column {column}. Restore a backup,"
        " or salvage the catalog: crossreel salvage."
    ),
    "storage.catalog_gone": N_(
        "“{path}” was deleted, renamed or moved while it was open. Nothing more can be saved in it."
        " Save a copy: everything that was saved so far is still here."
    ),
    "storage.catalog_replaced": N_(
        "Another file was put in the place of “{path}” while it was open. Nothing more is saved there."
        " Save a copy: everything that was saved so far is still here."
    ),
    "storage.derived_by_another_version": N_(
        "Another version made the search index or the figures of “{path}”: what is found and counted may be old."
        " The app and every command that writes bring them up to date."
    ),
    "storage.copy_in_use": N_("“{path}” is a catalog that is in use. Choose another name for the copy."),
    "storage.no_row": N_("What you asked for is no longer in the catalog."),
    "storage.still_used": N_("This cannot be removed: other parts of the catalog still refer to it."),
    "storage.stale_value": N_("This has become “{plain}” since you saw it. Nothing was written over."),
    "storage.stale_value_by": N_("{author} has changed this to “{plain}” since you saw it. Nothing was written over."),
    "storage.stale_value_gone": N_("What stood here has been taken away since you saw it. Nothing was written over."),
    "storage.changed_since": N_("This has been changed since you saw it, so it was left where it is. Look at it again first."),
    "storage.changed_since_by": N_(
        "{author} has changed this since you saw it, so it was left where it is. Look at it again first."
    ),
    "storage.owner_gone": N_("What it belongs to was removed from the catalog since."),
    "storage.taken": N_("The catalog already has an entry with {values}. Choose another."),
    "storage.taken_buyer": N_("There is already a buyer with the code {buyer_code}. Choose another code."),
    "storage.taken_season": N_("The title already has a season {number}. Choose another number."),
    "storage.taken_title": N_("There is already a title with the code {title_code}. Choose another code."),
    "storage.taken_episode": N_("The title already has an episode {number}. Choose another number."),
    "storage.taken_track": N_("The episode already has subtitles in {language}."),
    "storage.taken_reference": N_("The episode already has a reference."),
    "history.stale": N_(
        "This cannot be undone or redone: {what} ({author}, {made_when}). The same place was changed since:"
        " {by} ({by_author}, {by_when}). Pass over it to go on."
    ),
    "history.moved": N_(
        "This cannot be undone or redone: {what} ({author}, {made_when}). What it changed is no longer as it left it."
        " Pass over it to go on."
    ),
    "history.refused": N_(
        "This cannot be undone or redone: {what} ({author}, {made_when}). {reason} You can also pass over it to go on."
    ),
    "history.worked_on": N_(
        "“{name}” has been worked on since: {what} ({author}, {made_when}). The title would go with all of that work"
        " (steps: {count}); both can be brought back afterwards."
    ),
    "history.worked_on_by": N_(
        "“{name}” has been worked on since, also by {others}: {what} ({author}, {made_when}). The title would go with all of that"
        " work (steps: {count}); both can be brought back afterwards."
    ),
    "history.of_another": N_(
        "This step is not yours: {what} ({author}). Everyone undoes and redoes their own steps; change it back by hand instead."
    ),
    "history.closed": N_("This step was made before the catalog was brought up to date. It can be read, but not undone."),
    "history.no_step": N_("This step is no longer in the history."),
}
