"""Pictures of a title by what they are for."""

from collections.abc import Sequence

from crossreel.domain.catalog.artwork import Artwork, ArtworkFocus, ArtworkKind
from crossreel.domain.errors import BadInput
from crossreel.domain.records.field import Choices, RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.kernel.marks import N_

KINDS: Choices = {
    ArtworkKind.COVER: N_("Cover"),
    ArtworkKind.POSTER: N_("Poster"),
    ArtworkKind.BOX_ART: N_("Box art"),
    ArtworkKind.HERO: N_("Background without text"),
    ArtworkKind.KEY_ART: N_("Upright key art"),
    ArtworkKind.TILE: N_("Square tile"),
    ArtworkKind.TITLE_TREATMENT: N_("Title treatment"),
    ArtworkKind.STILL: N_("Still of an episode"),
}
FOCUSES: Choices = {
    ArtworkFocus.CENTRE: N_("Centre"),
    ArtworkFocus.TOP: N_("Top"),
    ArtworkFocus.BOTTOM: N_("Bottom"),
    ArtworkFocus.LEFT: N_("Left"),
    ArtworkFocus.RIGHT: N_("Right"),
}


def check(artwork: Artwork, others: Sequence[Artwork], known: Known) -> None:
    """Refuse a still of no episode, and an episode of what is no still."""
    if (artwork.kind is ArtworkKind.STILL) is not (artwork.episode_id is not None):
        raise BadInput("records.still", field="episode_id")


RECORD = RecordKind(
    id="artwork",
    entity=Artwork,
    words=N_("Artwork"),
    one=N_("Picture"),
    about=N_("Covers, posters, backgrounds and stills, each by what it is for and in which language its lettering is."),
    fields=(
        RecordField(
            name="image_id",
            words=N_("Picture"),
            shape=Shape.PICTURE,
            needed=True,
            also=("picture", "file", "image"),
            hint=N_("A JPEG, PNG or WebP."),
        ),
        RecordField(name="kind", words=N_("What for"), shape=Shape.CHOICE, choices=KINDS, needed=True, also=("purpose",)),
        RecordField(name="language", words=N_("Language"), shape=Shape.LANGUAGE, blank=N_("No lettering, or none in words")),
        RecordField(name="episode_id", words=N_("Episode"), shape=Shape.EPISODE, also=("episode",), hint=N_("Of stills.")),
        RecordField(
            name="focus",
            words=N_("Kept when cut"),
            shape=Shape.CHOICE,
            choices=FOCUSES,
            hint=N_("Which part stays where a buyer wants another shape."),
        ),
    ),
    order=60,
    shown=("kind", "language", "image_id", "episode_id", "focus"),
    called=("kind", "language", "image_id"),
    check=check,
)
