"""MovieLabs Media Entertainment Core: a series, a season or an episode with all its languages, in version 2.12 or 2.6.

After the schemas md and mdmec of both versions. Where they differ: 2.12 knows frame rates, names of characters by language, and the
order of a country among several; in 2.6 a parent says nothing but which it is.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from crossreel.delivery.buyer_language import language_of
from crossreel.delivery.credited import JOBS, Credited, by_person
from crossreel.delivery.durations import iso_duration
from crossreel.delivery.metadata_file import MetadataFile
from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import Subject
from crossreel.delivery.works import (
    EPISODE,
    SEASON,
    SERIES,
    Work,
    WorkTexts,
    episodes_of,
    identifiers_of,
    seasons_of,
    texts_of,
    work_of,
    works_of,
)
from crossreel.delivery.xml_tree import Node, maybe, node, xml_bytes
from crossreel.domain.catalog.artwork import ArtworkKind, ratio_of
from crossreel.domain.catalog.listing import Identifier, Scheme
from crossreel.domain.catalog.person import Person
from crossreel.domain.delivery import PlannedFile
from crossreel.domain.text.language import base_of

LATEST, OLDER = "2.12", "2.6"
COVER, ARTWORK = "cover", "artwork"
PURPOSES: Mapping[str, str] = {
    ArtworkKind.BOX_ART: "boxart", ArtworkKind.TITLE_TREATMENT: "title", ArtworkKind.KEY_ART: "keyart",
}  # fmt: skip
"""What artwork is for in the words of buyers where these are not ours."""
RELATIONS = {SEASON: "isseasonof", EPISODE: "isepisodeof"}
NAMESPACES_OF_IDS = {Scheme.EIDR: "EIDR", Scheme.ISAN: "ISAN", Scheme.IMDB: "IMDB", Scheme.ORGANIZATION: "org"}


def mec_files(subject: Subject) -> tuple[MetadataFile, ...]:
    """Return a file of the series, one of each season, one of each episode: so they are taken in."""
    return tuple(
        MetadataFile(label="MEC", extension="xml", season=season, episode=episode) for season, episode in works_of(subject)
    )


def mec_bytes(file: PlannedFile, contents: Contents, version: str) -> bytes:
    """Return the metadata of the work that a file is about."""
    work = work_of(contents.subject, contents.profile, season=file.season, episode=file.episode)
    names = {
        "mdmec": f"http://www.movielabs.com/schema/mdmec/v{version}",
        "md": f"http://www.movielabs.com/schema/md/v{version}/md",
    }
    return xml_bytes(node("mdmec:CoreMetadata", basic(contents, work, version)), names)


def basic(contents: Contents, work: Work, version: str, name: str = "mdmec:Basic") -> Node:
    """Return what is known of a work, as an element of the type BasicMetadata."""
    subject, title = contents.subject, contents.subject.title
    country = node("md:CountryOfOrigin", node("md:country", title.country)) if title.country else None
    original = title.source_language
    return node(
        name,
        [_localized(contents, work, tag) for tag in tags_of(contents) if subject.name_in(tag)],
        maybe("md:RunLength", _length(contents, work)),
        node("md:ReleaseYear", _year(subject, work)),
        _release(work),
        node("md:WorkType", work.kind),
        _shape(contents, work, version),
        [_alternative(contents, each) for each in _identifiers(subject, work)],
        _ratings(subject),
        people(contents, version),
        country,
        node("md:PrimarySpokenLanguage", base_of(original)),
        node("md:OriginalLanguage", language_of(contents.profile, original)),
        _sequence(work),
        _parent(work),
        ContentID=work.content_id,
    )


def tags_of(contents: Contents) -> tuple[str, ...]:
    """Return the languages that are written of: the one it was made in, then those that are delivered."""
    return tuple(dict.fromkeys((contents.subject.title.source_language, *contents.plan.languages)))


def _localized(contents: Contents, work: Work, tag: str) -> Node:
    title, said = contents.subject.title, texts_of(contents.subject, work, tag)
    return node(
        "md:LocalizedInfo",
        _titles(said),
        [_art(contents, file) for file in _artwork(contents, work, tag)],
        maybe("md:Summary190", said.logline),
        maybe("md:Summary400", said.summary),
        maybe("md:Summary4000", said.synopsis),
        [node("md:Genre", genre) for genre in title.genres],
        [node("md:Keyword", word) for word in said.keywords],
        maybe("md:OriginalTitle", texts_of(contents.subject, work, title.source_language).name),
        maybe("md:CopyrightLine", title.copyright_line),
        [node("md:TitleAlternate", other, type="alternative") for other in said.other_names],
        language=language_of(contents.profile, tag),
        default="true" if tag == title.source_language else "",
    )


def _titles(said: WorkTexts) -> list[Node]:
    found = (
        maybe("md:TitleDisplay19", said.short_name),
        maybe("md:TitleDisplay60", said.display_name),
        maybe("md:TitleDisplayUnlimited", said.name),
        maybe("md:TitleSort", said.sort_name),
    )
    return [each for each in found if each is not None]


def _artwork(contents: Contents, work: Work, tag: str) -> list[PlannedFile]:
    """Return the pictures of a work whose words, if they have any, are of a language."""
    number = work.episode.number if work.episode is not None else None
    pictures = [file for file in contents.plan.files if file.kind in (COVER, ARTWORK) and file.language in ("", tag)]
    return [file for file in pictures if file.episode == number]


def _art(contents: Contents, file: PlannedFile) -> Node:
    width, height = picture_size(contents, file)
    resolution = f"{width}x{height}" if width and height else ""
    return node("md:ArtReference", PurePosixPath(file.path).name, resolution=resolution, purpose=purpose_of(file))


def picture_size(contents: Contents, file: PlannedFile) -> tuple[int, int]:
    """Return width and height of a picture of the package, noughts where nobody knows."""
    if file.kind == COVER and not file.width and contents.cover is not None:
        return contents.cover.width, contents.cover.height
    return file.width, file.height


def purpose_of(file: PlannedFile) -> str:
    """Return what a picture is for, as buyers write it: `cover`, `boxart`, `poster`, `hero`, `title`…"""
    return PURPOSES.get(file.variant, file.variant) if file.kind == ARTWORK else COVER


def _length(contents: Contents, work: Work) -> str:
    if work.episode is not None:
        numbers = [work.episode.number]
    else:
        seasons = [work.season] if work.season is not None else list(seasons_of(contents.subject))
        numbers = [each.number for season in seasons for each in episodes_of(contents.subject, season)]
    lengths = [contents.media[number].duration_ms for number in numbers if number in contents.media]
    return iso_duration(sum(lengths)) if lengths and len(lengths) == len(numbers) else ""


def _year(subject: Subject, work: Work) -> str:
    day = (
        work.season.release_day
        if work.season
        else min((each.release_day for each in subject.seasons if each.release_day), default="")
    )
    year = int(day[:4]) if day else subject.title.year
    return f"{year or 0:04d}"


def _release(work: Work) -> list[Node]:
    day = work.season.release_day if work.season else ""
    if not day:
        return []
    history = node("md:ReleaseHistory", node("md:ReleaseType", "original"), node("md:Date", day))
    return [node("md:ReleaseDate", day), history]


def _shape(contents: Contents, work: Work, version: str) -> list[Node]:
    media = contents.media.get(work.episode.number) if work.episode else None
    if media is None or not media.width or not media.height:
        return []
    found = [node("md:AspectRatio", ratio_of(media.width, media.height))]
    rate = media.even_rate
    if version != OLDER and rate is not None and rate.denominator == 1:  # whole numbers only: 23.976 stands in the manifest
        found.append(node("md:FrameRate", str(rate)))
    return found


def _identifiers(subject: Subject, work: Work) -> list[Identifier]:
    """Return what others call a work, and its code where the maker has no other name for it."""
    known = list(identifiers_of(subject, work.season, work.episode))
    if not any(each.scheme is Scheme.ORGANIZATION for each in known):
        code = subject.title.code + (f"_S{work.season.number:02d}" if work.season else "")
        code += f"E{work.episode.number:03d}" if work.episode else ""
        known.append(Identifier(id=0, title_id=subject.title.id, scheme=Scheme.ORGANIZATION, value=code))
    return known


def _alternative(contents: Contents, each: Identifier) -> Node:
    namespace = NAMESPACES_OF_IDS.get(each.scheme, each.buyer)
    return node("md:AltIdentifier", node("md:Namespace", namespace), node("md:Identifier", each.value))


def _ratings(subject: Subject) -> Node | None:
    ratings = [
        node(
            "md:Rating",
            node("md:Region", node("md:country", each.territory)),
            node("md:System", each.system),
            node("md:Value", each.value),
            [node("md:Reason", reason) for reason in each.reasons],
        )
        for each in subject.ratings
    ]
    return node("md:RatingSet", ratings) if ratings else None


def people(contents: Contents, version: str) -> Iterator[Node]:
    """Yield everybody who made the title or one of the versions that are delivered, in the order of billing."""
    for person, credits in by_person(contents.credits, contents.plan.languages):
        jobs = [_job(contents, each, version) for each in credits]
        yield node("md:People", jobs, node("md:Name", _names(contents, person)))


def _job(contents: Contents, each: Credited, version: str) -> Node:
    played = each.character
    characters: list[Node] = []
    if played is not None:
        characters.append(node("md:Character", played.name))
        if version != OLDER:
            named = [
                node("md:CharacterName", played.names[tag], language=language_of(contents.profile, tag))
                for tag in tags_of(contents)
                if played.names.get(tag)
            ]
            characters += [node("md:CharacterInfo", named)] if named else []
    position = str(each.credit.position) if each.credit.position else ""
    return node("md:Job", node("md:JobFunction", JOBS[each.credit.job]), maybe("md:BillingBlockOrder", position), characters)


def _names(contents: Contents, person: Person) -> list[Node]:
    named = [
        node("md:DisplayName", person.names[tag], language=language_of(contents.profile, tag))
        for tag in tags_of(contents)
        if person.names.get(tag)
    ]
    return named if any(each.text == person.name for each in named) else [node("md:DisplayName", person.name), *named]


def _sequence(work: Work) -> Node | None:
    if work.kind == SERIES:
        return None
    shown = work.episode.number if work.episode else work.number
    return node("md:SequenceInfo", node("md:Number", str(work.number)), node("md:DistributionNumber", str(shown)))


def _parent(work: Work) -> Node | None:
    if not work.parent_id:
        return None
    return node("md:Parent", node("md:ParentContentID", work.parent_id), relationshipType=RELATIONS[work.kind])
