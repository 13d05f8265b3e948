"""Sentences about single items of long work that failed while the others went on."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "item.unreadable": N_("“{path}” cannot be read: {detail}"),
    "item.unexpected": N_("Something unexpected happened to it ({reason}). Everything else went on; the log says where."),
    "qc.track_failed": N_("QC could not look at episode and language {name}, so nothing was decided. The log says why."),
    "item.name_not_text": N_("The name “{path}” is not valid text in this system’s encoding (UTF-8). Rename the file."),
}
