"""The title has every picture that the profile asks for, large enough to be cut to its pixels."""

from collections.abc import Iterator

from crossreel.delivery.artwork import WantedPicture, pictures_of
from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.errors import Fact, Told

MISSING, SMALL = "delivery.artwork_missing", "delivery.artwork_small"
MENDS = {MISSING: (Mend.ARTWORK, Mend.COVER), SMALL: (Mend.ARTWORK, Mend.COVER)}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the pictures that are asked for and are not there, and those that would have to be made larger."""
    for picture in pictures_of(subject, profile, languages):
        if picture.asked.required and not picture.goes:
            yield _refusal(picture)


def _refusal(picture: WantedPicture) -> Refusal:
    asked, source = picture.asked, picture.source
    what = Told(f"artwork.{asked.kind}", {})
    facts: dict[str, Fact] = {"what": what, "width": asked.width, "height": asked.height}
    if source is not None:
        crop = picture.crop
        facts |= {"has_width": source.width, "has_height": source.height, "kept_width": crop.width, "kept_height": crop.height}
    code = MISSING if source is None else SMALL
    return Refusal(code=code, episode=picture.episode, language=picture.language, facts=facts)


GATE = Gate(id="artwork", order=41, check=check, mends=MENDS)
