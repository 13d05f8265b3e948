"""MovieLabs Common Media Manifest 1.13: every file of the package with size and hash, tied to languages, roles and episodes."""

from collections.abc import Iterator

from crossreel.delivery.metadata_file import MetadataFile
from crossreel.delivery.metadata_limits import check_seasons
from crossreel.delivery.metadata_writer import MetadataWriter
from crossreel.delivery.mmc import NAMESPACES, Inventory
from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import Subject
from crossreel.delivery.works import episodes_of, local_id, seasons_of, work_of
from crossreel.delivery.xml_tree import Node, node, xml_bytes
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.season import Season
from crossreel.domain.delivery import PlannedFile

VERSION, PROFILE = "1.13", "MMC-1"
STAGE = 20  # after every other file, the note of what is in the package among them
LIST_VERSION = "1.0"


def files(subject: Subject) -> tuple[MetadataFile, ...]:
    """Return the one manifest of a title."""
    return (MetadataFile(label="MMC", extension="xml", season=1, folder="manifest", stage=STAGE),)


def write(file: PlannedFile, contents: Contents) -> bytes:
    """Return the manifest."""
    return xml_bytes(_Manifest(file, contents).node(), NAMESPACES)


class _Manifest:
    """One manifest on its way."""

    def __init__(self, file: PlannedFile, contents: Contents) -> None:
        self._contents = contents
        self._inventory = Inventory(contents, file)

    def node(self) -> Node:
        subject = self._contents.subject
        pictures, presentations = list(self._pictures()), list(self._presentations())
        return node(
            "manifest:MediaManifest",
            node("manifest:Compatibility", node("manifest:SpecVersion", VERSION), node("manifest:Profile", PROFILE)),
            self._inventory.node(),
            node("manifest:Presentations", presentations) if presentations else None,
            self._picture_groups(pictures) if pictures else None,
            node("manifest:Experiences", list(self._experiences())),
            node("manifest:ALIDExperienceMaps", list(self._logical_ids())),
            ManifestID=self._named("manifestid"),
            updateNum=str(subject.version),
        )

    def _episodes(self) -> Iterator[tuple[Season, Episode]]:
        for season in seasons_of(self._contents.subject):
            for episode in episodes_of(self._contents.subject, season):
                yield season, episode

    def _named(self, what: str, season: Season | None = None, episode: Episode | None = None) -> str:
        return f"md:{what}:{local_id(self._contents.subject, self._contents.profile, season=season, episode=episode)}"

    def _presentations(self) -> Iterator[Node]:
        for season, episode in self._episodes():
            tracks = list(self._inventory.tracks(episode.number))
            if tracks:
                whole = node("manifest:TrackMetadata", node("manifest:TrackSelectionNumber", "0"), tracks)
                yield node("manifest:Presentation", whole, PresentationID=self._named("presentationid", season, episode))

    def _pictures(self) -> Iterator[Node]:
        inventory = self._inventory
        for file in inventory.pictures():
            yield node(
                "manifest:Picture",
                node("manifest:PictureID", inventory.id("pictureid", file)),
                node("manifest:ImageID", inventory.id("imageid", file)),
                node("manifest:LanguageInImage", inventory.language(file.language)) if file.language else None,
            )

    def _picture_groups(self, pictures: list[Node]) -> Node:
        group = node("manifest:PictureGroup", pictures, PictureGroupID=self._named("picturegroupid"))
        return node("manifest:PictureGroups", group)

    def _experiences(self) -> Iterator[Node]:
        subject = self._contents.subject
        for season in seasons_of(subject):
            episodes = episodes_of(subject, season)
            work = work_of(subject, self._contents.profile, season=season.number)
            yield self._experience(
                season,
                None,
                node("manifest:ContentID", work.content_id),
                node("manifest:PictureGroupID", self._named("picturegroupid")) if self._inventory.pictures() else None,
                [self._child(season, episode) for episode in episodes],
            )
            for episode in episodes:
                yield self._experience(season, episode, *self._played(season, episode))

    def _experience(self, season: Season, episode: Episode | None, *content: Node | list[Node] | None) -> Node:
        there = self._contents.subject.languages_that_go(self._contents.plan.languages)
        tags = [node("manifest:Language", self._inventory.language(tag)) for tag in there]
        experience_id = self._named("experienceid", season, episode)
        return node("manifest:Experience", tags, *content, ExperienceID=experience_id, version=LIST_VERSION)

    def _played(self, season: Season, episode: Episode) -> list[Node]:
        work = work_of(self._contents.subject, self._contents.profile, season=season.number, episode=episode.number)
        found = [node("manifest:ContentID", work.content_id)]
        if any(True for _ in self._inventory.tracks(episode.number)):
            presentation = node("manifest:PresentationID", self._named("presentationid", season, episode))
            found.append(node("manifest:Audiovisual", node("manifest:Type", "Main"), presentation, ContentID=work.content_id))
        return found

    def _child(self, season: Season, episode: Episode) -> Node:
        number = episode.number - season.first_episode + 1
        return node(
            "manifest:ExperienceChild",
            node("manifest:Relationship", "isepisodeof"),
            node("manifest:SequenceInfo", node("md:Number", str(number))),
            node("manifest:ExperienceID", self._named("experienceid", season, episode)),
        )

    def _logical_ids(self) -> Iterator[Node]:
        for season in seasons_of(self._contents.subject):
            yield self._map(season, None)
            for episode in episodes_of(self._contents.subject, season):
                yield self._map(season, episode)

    def _map(self, season: Season, episode: Episode | None) -> Node:
        return node(
            "manifest:ALIDExperienceMap",
            node("manifest:ALID", self._named("alid", season, episode)),
            node("manifest:ExperienceID", self._named("experienceid", season, episode)),
        )


WRITER = MetadataWriter(
    id="mmc_1_13", title="MovieLabs MMC 1.13", files=files, write=write, checks=(check_seasons,), lists_files=True
)
