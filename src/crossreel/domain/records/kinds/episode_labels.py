"""Labels and filings of episodes, where they differ from those of their title."""

from crossreel.domain.catalog.compliance import AiLabel, EpisodeCompliance
from crossreel.domain.records.field import Choices, RecordField, Shape
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.marks import N_

LABELS: Choices = {
    AiLabel.UNKNOWN: N_("As the title"),
    AiLabel.NONE: N_("Nothing made by a machine"),
    AiLabel.ASSISTED: N_("Made with a machine's help"),
    AiLabel.GENERATED: N_("Made by a machine"),
}

RECORD = RecordKind(
    id="episode_labels",
    entity=EpisodeCompliance,
    words=N_("Labels of episodes"),
    one=N_("Label of an episode"),
    about=N_("Only episodes that differ from the title need one."),
    fields=(
        RecordField(name="episode_id", words=N_("Episode"), shape=Shape.EPISODE, needed=True, also=("episode",)),
        RecordField(name="ai_label", words=N_("Label for what a machine made"), shape=Shape.CHOICE, choices=LABELS),
        RecordField(name="filing_number", words=N_("Filing number")),
    ),
    order=80,
    shown=("episode_id", "ai_label", "filing_number"),
    known_by=("episode_id",),
)
