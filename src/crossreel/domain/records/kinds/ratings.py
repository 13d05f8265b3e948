"""Ratings of a title by territory."""

from crossreel.domain.catalog.listing import Rating
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.marks import N_

RECORD = RecordKind(
    id="ratings",
    entity=Rating,
    words=N_("Ratings"),
    one=N_("Rating"),
    about=N_("For whom the title is, as territories rate it."),
    fields=(
        RecordField(name="territory", words=N_("Territory"), shape=Shape.TERRITORY, needed=True, hint=N_("A code such as US.")),
        RecordField(name="system", words=N_("System"), needed=True, also=("RatingSystem",), hint=N_("For example TVPG.")),
        RecordField(name="value", words=N_("Rating"), needed=True, also=("RatingValue", "rating"), hint=N_("For example TV-14.")),
        RecordField(
            name="reasons", words=N_("Reasons"), shape=Shape.WORDS, also=("RatingReason",), hint=N_("Separate them by commas.")
        ),
    ),
    order=120,
    shown=("territory", "system", "value", "reasons"),
    called=("territory", "value"),
    known_by=("territory", "system"),
)
