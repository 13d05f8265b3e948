"""Filings, review, label and chain of title."""

from crossreel.domain.catalog.compliance import AiLabel, Compliance, ReviewState, Tier
from crossreel.domain.records.field import Choices, RecordField, Shape
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.marks import N_

TIERS: Choices = {
    Tier.UNKNOWN: N_("Not known"),
    Tier.KEY: N_("Key"),
    Tier.ORDINARY: N_("Ordinary"),
    Tier.OTHER: N_("Other"),
}
REVIEWS: Choices = {
    ReviewState.UNKNOWN: N_("Not known"),
    ReviewState.NOT_NEEDED: N_("Not needed"),
    ReviewState.FILED: N_("Handed in"),
    ReviewState.PASSED: N_("Passed"),
    ReviewState.REFUSED: N_("Refused"),
}
LABELS: Choices = {
    AiLabel.UNKNOWN: N_("Not known"),
    AiLabel.NONE: N_("Nothing made by a machine"),
    AiLabel.ASSISTED: N_("Made with a machine's help"),
    AiLabel.GENERATED: N_("Made by a machine"),
}

RECORD = RecordKind(
    id="compliance",
    entity=Compliance,
    words=N_("Compliance"),
    one=N_("Compliance"),
    about=N_("What authorities and buyers have to be shown: filings, the review, what a machine made, who holds the rights."),
    fields=(
        RecordField(name="tier", words=N_("Tier"), shape=Shape.CHOICE, choices=TIERS, hint=N_("The class of the filing in China.")),
        RecordField(name="planning_number", words=N_("Filing number of the plan")),
        RecordField(name="planning_day", words=N_("Plan filed on"), shape=Shape.DAY),
        RecordField(
            name="filing_number",
            words=N_("Filing number"),
            also=("licence_number",),
            hint=N_("Of the online filing or the licence."),
        ),
        RecordField(name="filing_day", words=N_("Filed on"), shape=Shape.DAY),
        RecordField(name="review_state", words=N_("Review before the release"), shape=Shape.CHOICE, choices=REVIEWS),
        RecordField(name="ai_label", words=N_("Label for what a machine made"), shape=Shape.CHOICE, choices=LABELS),
        RecordField(
            name="chain_of_title",
            words=N_("Chain of title"),
            shape=Shape.LINES,
            hint=N_("The papers that show who holds the rights."),
        ),
        RecordField(name="remark", words=N_("Remark"), shape=Shape.LINES),
    ),
    order=70,
    shown=("tier", "planning_number", "filing_number", "review_state", "ai_label"),
    called=("filing_number",),
    single=True,
)
