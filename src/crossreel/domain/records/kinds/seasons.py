"""Seasons of a title."""

from collections.abc import Sequence

from crossreel.domain.catalog.season import Season
from crossreel.domain.errors import BadInput
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.marks import N_


def check(season: Season, others: Sequence[Season], known: Known) -> None:
    """Refuse a season that ends before it begins, or shares episodes with another one."""
    if season.last_episode < season.first_episode:
        raise BadInput("records.season_turned", field="last_episode", first=season.first_episode, last=season.last_episode)
    for other in others:
        first, last = max(season.first_episode, other.first_episode), min(season.last_episode, other.last_episode)
        if other.id != season.id and first <= last:
            raise BadInput("records.seasons_meet", field="first_episode", numbers=[*range(first, last + 1)], season=other.number)


RECORD = RecordKind(
    id="seasons",
    entity=Season,
    words=N_("Seasons"),
    one=N_("Season"),
    about=N_("A title without any is one season."),
    fields=(
        RecordField(name="number", words=N_("Number"), shape=Shape.WHOLE, needed=True, also=("SeasonNumber", "season")),
        RecordField(name="first_episode", words=N_("First episode"), shape=Shape.WHOLE, needed=True),
        RecordField(name="last_episode", words=N_("Last episode"), shape=Shape.WHOLE, needed=True),
        RecordField(name="name", words=N_("Name"), also=("SeasonTitleDisplayUnlimited",)),
        RecordField(name="release_day", words=N_("Released on"), shape=Shape.DAY, also=("release_date",)),
    ),
    order=30,
    shown=("number", "first_episode", "last_episode", "name", "release_day"),
    known_by=("number",),
    check=check,
)
