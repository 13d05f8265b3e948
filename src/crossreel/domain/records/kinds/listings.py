"""How a title is listed in each language."""

from crossreel.domain.catalog.listing import TitleListing
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.marks import N_

RECORD = RecordKind(
    id="listings",
    entity=TitleListing,
    words=N_("Listings"),
    one=N_("Listing"),
    about=N_("Names and summaries in the lengths that buyers ask for, beside name, logline and synopsis."),
    fields=(
        RecordField(name="language", words=N_("Language"), shape=Shape.LANGUAGE, needed=True),
        RecordField(
            name="display_name",
            words=N_("Name for lists"),
            most=60,
            also=("TitleDisplay60",),
            hint=N_("At most 60 characters."),
            blank=N_("The name itself"),
        ),
        RecordField(
            name="short_name",
            words=N_("Short name"),
            most=19,
            also=("TitleDisplay19",),
            hint=N_("At most 19 characters, for small screens."),
        ),
        RecordField(name="sort_name", words=N_("Name to sort by"), also=("TitleSort",)),
        RecordField(
            name="other_names",
            words=N_("Other names"),
            shape=Shape.WORDS,
            also=("TitleAlternate",),
            hint=N_("Separate them by commas."),
        ),
        RecordField(
            name="summary",
            words=N_("Summary"),
            shape=Shape.LINES,
            most=400,
            also=("Summary400",),
            hint=N_("At most 400 characters."),
        ),
        RecordField(name="hook", words=N_("Hook"), most=90, hint=N_("The line of an advertisement, at most 90 characters.")),
        RecordField(name="keywords", words=N_("Keywords"), shape=Shape.WORDS, hint=N_("Separate them by commas.")),
    ),
    order=90,
    shown=("language", "display_name", "short_name", "summary"),
    known_by=("language",),
)
