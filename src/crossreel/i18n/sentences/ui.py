"""Sentences of the window itself."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "state.missing": N_("Missing"),
    "state.started": N_("Started"),
    "state.draft": N_("Draft"),
    "state.translated": N_("Translated"),
    "state.checked": N_("Checked"),
    "state.approved": N_("Approved"),
    "state.delivered": N_("Delivered"),
    "ui.read_only": N_("This window shows the catalog but cannot change it."),
}
