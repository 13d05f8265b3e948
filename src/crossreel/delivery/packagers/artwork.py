"""Pictures of the title at the buyer's pixels: covers, posters, backgrounds, stills."""

from crossreel.delivery.artwork import ARTWORK, WantedPicture, pictures_of
from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.trade.profile_parts import ArtworkLanguages

TEXTLESS = "artwork_textless"


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return a file for each picture that can be made; what is missing or too small is the gate's business."""
    return [_planned(each, subject, naming) for each in pictures_of(subject, profile, languages) if each.goes]


def _planned(picture: WantedPicture, subject: Subject, naming: Naming) -> PlannedFile:
    asked, source = picture.asked, picture.source
    assert source is not None
    folder = TEXTLESS if asked.languages is ArtworkLanguages.TEXTLESS else ARTWORK
    size = f"{asked.width}x{asked.height}"
    label = "-".join(filter(None, (asked.kind.upper().replace("_", "-"), size, naming.language(picture.language))))
    language = picture.language or subject.title.source_language
    if picture.episode is None:
        path = naming.title_file(folder, label, asked.type, language=language)
    else:
        path = naming.episode_file(folder, label, asked.type, episode=picture.episode, language=language, variant="full")
    return PlannedFile(
        path=path, kind=ARTWORK, language=picture.language, episode=picture.episode, format_id=asked.type, variant=asked.kind,
        width=asked.width, height=asked.height, made_of=f"{source.image_id} {picture.crop}",
    )  # fmt: skip


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one picture."""
    target.write(contents.artwork_file(file))


PACKAGER = Packager(
    id="artwork",
    folders={ARTWORK: "06_ARTWORK/{language}", TEXTLESS: "06_ARTWORK/textless"},
    files=files,
    make=make,
    untold=lambda profile: bool(profile.artwork),
)
