"""The pictures of one package: made before anything is built, so that one that cannot be made is a refusal."""

from collections.abc import Mapping
from dataclasses import replace

from crossreel.delivery.artwork import ARTWORK, WantedPicture, pictures_of
from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.title import Image
from crossreel.domain.delivery import Mend, Plan, PlannedFile, Profile, Refusal
from crossreel.domain.errors import BadInput, Fact, Told
from crossreel.services.jobs import JobContext
from crossreel.storage.unit_of_work import UnitOfWork

MENDS = (Mend.COVER, Mend.METADATA, Mend.PROFILE)


def read_images(uow: UnitOfWork, subject: Subject, profile: Profile, languages: tuple[str, ...]) -> dict[int, Image]:
    """Return the images that the pictures of a package are cut out of, by id."""
    wanted = {each.source.image_id for each in pictures_of(subject, profile, languages) if each.source is not None and each.goes}
    return {each.id: each for each in uow.where(Image, id=sorted(wanted))} if wanted else {}


class ArtworkFiles:
    """Makes the pictures of one package.

    Args:
        subject: the title.
        profile: what is asked for.
        images: what they are cut out of, by id.
    """

    def __init__(self, subject: Subject, profile: Profile, images: Mapping[int, Image]) -> None:
        self._subject = subject
        self._profile = profile
        self._images = images
        self._made: dict[str, bytes] = {}

    def made(self, plan: Plan, job: JobContext) -> Plan:
        """Make them all and return the plan, with a refusal for each that cannot be made.

        Raises:
            Cancelled: the user cancelled.
        """
        wanted = {_key(each): each for each in pictures_of(self._subject, self._profile, plan.languages)}
        refusals: list[Refusal] = []
        for file in plan.files:
            if file.kind == ARTWORK:
                job.check()
                try:
                    self._made[file.path] = self._cut(wanted[_place(file)])
                except BadInput as error:
                    facts: dict[str, Fact] = {"file": file.path.rpartition("/")[2], "why": Told(error.code, error.facts)}
                    refusals.append(
                        Refusal(code="delivery.cannot_make", episode=file.episode, language=file.language, facts=facts, mends=MENDS)
                    )
        return replace(plan, refusals=(*plan.refusals, *refusals))

    def __call__(self, file: PlannedFile) -> bytes:
        """Return the bytes of a picture that was made."""
        return self._made[file.path]

    def _cut(self, picture: WantedPicture) -> bytes:
        from crossreel.rendering.artwork import cut_picture

        assert picture.source is not None
        asked, crop = picture.asked, picture.crop
        kept = crop.left, crop.top, crop.width, crop.height
        data = self._images[picture.source.image_id].data
        return cut_picture(data, kept, (asked.width, asked.height), asked.type, asked.most_bytes)


def _key(picture: WantedPicture) -> tuple[object, ...]:
    asked = picture.asked
    return asked.kind, asked.width, asked.height, asked.type, picture.language, picture.episode


def _place(file: PlannedFile) -> tuple[object, ...]:
    return file.variant, file.width, file.height, file.format_id, file.language, file.episode
