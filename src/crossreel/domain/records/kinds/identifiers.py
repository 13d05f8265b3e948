"""What others call a title, its seasons and episodes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from crossreel.domain.catalog.eidr import is_eidr
from crossreel.domain.catalog.listing import Identifier, Scheme
from crossreel.domain.errors import BadInput
from crossreel.domain.records.field import Choices, RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.domain.trade.buyer import CODE_PATTERN
from crossreel.kernel.marks import N_

SCHEMES: Choices = {
    Scheme.EIDR: N_("EIDR"),
    Scheme.ISAN: N_("ISAN"),
    Scheme.IMDB: N_("IMDb"),
    Scheme.ORGANIZATION: N_("Our own"),
    Scheme.BUYER: N_("A buyer's"),
}
SHAPES = {
    Scheme.ISAN: re.compile(r"(?:ISAN )?(?:[0-9A-F]{4}-){3}[0-9A-F]{4}(?:-[0-9A-Z])?(?:-(?:[0-9A-F]{4}-){2}[0-9A-Z])?"),
    Scheme.IMDB: re.compile(r"tt\d{7,9}"),
    Scheme.ORGANIZATION: re.compile(r"[\w.:/-]+"),
}


def tidied(identifier: Identifier) -> Identifier:
    """Return an id with the capitals in which registries write theirs."""
    in_capitals = identifier.scheme in (Scheme.EIDR, Scheme.ISAN)
    return replace(identifier, value=identifier.value.upper()) if in_capitals else identifier


def check(identifier: Identifier, others: Sequence[Identifier], known: Known) -> None:
    """Refuse an id of another form than its scheme has, and one that is of two things."""
    shape = SHAPES.get(identifier.scheme)
    if (identifier.scheme is Scheme.EIDR and not is_eidr(identifier.value)) or (shape and not shape.fullmatch(identifier.value)):
        raise BadInput("records.bad_identifier", field="value", written=identifier.value, scheme=identifier.scheme.value.upper())
    if (identifier.scheme is Scheme.BUYER) is not bool(identifier.buyer):
        raise BadInput("records.identifier_buyer", field="buyer")
    if identifier.season_id is not None and identifier.episode_id is not None:
        raise BadInput("records.identifier_of_two", field="episode_id")


RECORD = RecordKind(
    id="identifiers",
    entity=Identifier,
    words=N_("Identifiers"),
    one=N_("Identifier"),
    about=N_("What registries and buyers call the title, its seasons and episodes."),
    fields=(
        RecordField(name="scheme", words=N_("Scheme"), shape=Shape.CHOICE, choices=SCHEMES, needed=True),
        RecordField(name="value", words=N_("Identifier"), needed=True, also=("identifier",)),
        RecordField(
            name="buyer",
            words=N_("Buyer"),
            shape=Shape.CODE,
            pattern=CODE_PATTERN.pattern,
            hint=N_("The code of the buyer that gave it out."),
        ),
        RecordField(name="season_id", words=N_("Season"), shape=Shape.SEASON, also=("season",)),
        RecordField(name="episode_id", words=N_("Episode"), shape=Shape.EPISODE, also=("episode",)),
    ),
    order=110,
    shown=("scheme", "value", "buyer", "season_id", "episode_id"),
    called=("scheme", "value"),
    known_by=("scheme", "buyer", "season_id", "episode_id"),
    tidied=tidied,
    check=check,
)
