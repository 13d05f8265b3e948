"""What episodes are called in each language."""

from crossreel.domain.catalog.listing import EpisodeText
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.marks import N_

RECORD = RecordKind(
    id="episode_texts",
    entity=EpisodeText,
    words=N_("Names of episodes"),
    one=N_("Name of an episode"),
    about=N_("Name and summaries of each episode in each language."),
    fields=(
        RecordField(name="episode_id", words=N_("Episode"), shape=Shape.EPISODE, needed=True, also=("episode", "EpisodeNumber")),
        RecordField(name="language", words=N_("Language"), shape=Shape.LANGUAGE, needed=True),
        RecordField(name="name", words=N_("Name"), also=("EpisodeTitleDisplayUnlimited",)),
        RecordField(
            name="logline",
            words=N_("Logline"),
            shape=Shape.LINES,
            most=190,
            also=("Summary190",),
            hint=N_("At most 190 characters."),
        ),
        RecordField(
            name="synopsis",
            words=N_("Synopsis"),
            shape=Shape.LINES,
            most=4000,
            also=("Summary4000",),
            hint=N_("At most 4,000 characters."),
        ),
    ),
    order=100,
    shown=("episode_id", "language", "name", "logline"),
    known_by=("episode_id", "language"),
)
