"""What people did for a title."""

from collections.abc import Sequence

from crossreel.domain.catalog.person import Credit, JobFunction
from crossreel.domain.errors import BadInput
from crossreel.domain.records.field import Choices, RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.marks import N_

JOBS: Choices = {
    JobFunction.ACTOR: N_("Actor"),
    JobFunction.VOICE: N_("Voice"),
    JobFunction.DIRECTOR: N_("Director"),
    JobFunction.WRITER: N_("Writer"),
    JobFunction.PRODUCER: N_("Producer"),
    JobFunction.EXECUTIVE_PRODUCER: N_("Executive producer"),
    JobFunction.CINEMATOGRAPHER: N_("Cinematographer"),
    JobFunction.EDITOR: N_("Picture editor"),
    JobFunction.COMPOSER: N_("Composer"),
    JobFunction.TRANSLATOR: N_("Translator"),
    JobFunction.DUBBING_DIRECTOR: N_("Dubbing director"),
    JobFunction.OTHER: N_("Other work"),
}
PLAYING = (JobFunction.ACTOR, JobFunction.VOICE)


def check(credit: Credit, others: Sequence[Credit], known: Known) -> None:
    """Refuse a part for whoever plays none."""
    if credit.character_id is not None and credit.job not in PLAYING:
        raise BadInput("records.plays_nobody", field="character_id")


RECORD = RecordKind(
    id="credits",
    entity=Credit,
    words=N_("Credits"),
    one=N_("Credit"),
    about=N_("Who did what for the title, in the order of billing."),
    fields=(
        RecordField(name="person_id", words=N_("Person"), shape=Shape.PERSON, needed=True, also=("person", "name")),
        RecordField(name="job", words=N_("Work"), shape=Shape.CHOICE, choices=JOBS, needed=True, also=("job_function", "function")),
        RecordField(
            name="character_id",
            words=N_("Character"),
            shape=Shape.CHARACTER,
            also=("character",),
            hint=N_("Whom an actor or a voice plays."),
        ),
        RecordField(
            name="language",
            words=N_("Language"),
            shape=Shape.LANGUAGE,
            hint=N_("Of a dub or a translation."),
            blank=N_("The original"),
        ),
        RecordField(
            name="position",
            words=N_("Place in the billing"),
            shape=Shape.POSITION,
            also=("billing", "BillingBlockOrder"),
            blank=N_("The last"),
        ),
    ),
    order=50,
    shown=("position", "person_id", "job", "character_id", "language"),
    called=("person_id", "job"),
    known_by=("person_id", "job", "character_id", "language"),
    check=check,
)
