"""People who work on titles."""

from crossreel.domain.catalog.person import Person
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.marks import N_

RECORD = RecordKind(
    id="people",
    entity=Person,
    words=N_("People"),
    one=N_("Person"),
    about=N_("Everybody who works on titles, once. What somebody did for a title is a credit."),
    fields=(
        RecordField(name="name", words=N_("Name"), needed=True),
        RecordField(name="names", words=N_("Names by language"), shape=Shape.NAMES, hint=N_("For example en=Lin Wan; ko=린완.")),
        RecordField(name="remark", words=N_("Remark"), shape=Shape.LINES),
    ),
    order=20,
    shown=("name", "names", "remark"),
    known_by=("name",),
)
