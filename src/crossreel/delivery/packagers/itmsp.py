"""What makes an iTunes-style package of an episode's folder: `metadata.xml` with size and MD5 of every file beside it.

After the public TV specification 5.3; Apple's schema is not public. The folder is named by the vendor id that stands in the XML.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from crossreel.delivery.buyer_language import language_of
from crossreel.delivery.captions import FORMATS, are_demanded
from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.delivery.vendor_id import vendor_id
from crossreel.delivery.works import Work, seasons_of, texts_of, work_of
from crossreel.delivery.xml_tree import Node, maybe, node, xml_bytes
from crossreel.domain.catalog.season import season_of
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.trade.profile_parts import Packaging

NAMESPACE = "http://apple.com/itunes/importer"
VERSION = "tv5.3"
NAME = "metadata.xml"
STAGE = 4  # after the files it lists, before a manifest that lists it
CAPTIONS = "captions"
ROLES = {"full": "subtitles", "sdh": "subtitles.hearing_impaired", "forced": "forced_subtitles", "signs": "forced_subtitles"}


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the metadata of each episode's folder."""
    return [
        PlannedFile(path=f"{naming.episode_folder(episode.number)}{NAME}", kind="itmsp", episode=episode.number, stage=STAGE)
        for episode in subject.episodes
        if subject.speaks_of(episode.number)
    ]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write the metadata of one episode."""
    target.write(xml_bytes(_Episode(file, contents).node(), {"": NAMESPACE}))


class _Episode:
    """The metadata of one episode's folder."""

    def __init__(self, file: PlannedFile, contents: Contents) -> None:
        self._contents = contents
        self._file = file
        subject = contents.subject
        self._episode = next(each for each in subject.episodes if each.number == file.episode)
        season = season_of(seasons_of(subject), self._episode.number)
        self._season = season or seasons_of(subject)[0]

    def node(self) -> Node:
        profile, plan = self._contents.profile, self._contents.plan
        return node(
            "package",
            node("language", language_of(profile, next(iter(plan.languages), self._contents.subject.title.source_language))),
            node("provider", profile.partner),
            self._video(),
            version=VERSION,
        )

    def _video(self) -> Node:
        subject, profile = self._contents.subject, self._contents.profile
        work = work_of(subject, profile, season=self._season.number, episode=self._episode.number)
        title, first = subject.title, next(iter(self._contents.plan.languages), subject.title.source_language)
        said = texts_of(subject, work, first)
        return node(
            "video",
            node("type", "tv"),
            node("vendor_id", vendor_id(subject, profile, self._episode)),
            node("container_id", f"{title.code}_S{self._season.number:02d}"),
            node("container_position", str(work.number)),
            node("episode_production_number", str(self._episode.number)),
            node("original_spoken_locale", language_of(profile, title.source_language)),
            node("title", said.name),
            maybe("description", said.synopsis or said.logline),
            maybe("release_date", self._season.release_day),
            maybe("copyright_cline", title.copyright_line),
            self._locales(work),
            self._accessibility(),
            node("assets", node("asset", list(self._data_files()), type="full")),
        )

    def _locales(self, work: Work) -> Node | None:
        found: list[Node] = []
        for tag in self._contents.plan.languages[1:]:
            said = texts_of(self._contents.subject, work, tag)
            words = [node("title", said.name), maybe("description", said.synopsis or said.logline)]
            found.append(node("locale", words, name=language_of(self._contents.profile, tag)))
        return node("locales", found) if found else None

    def _accessibility(self) -> Node | None:
        """Return whether captions are in the folder, and the reason of the profile where none are, and none have to be."""
        profile, subject = self._contents.profile, self._contents.subject
        if any(_role(each) == CAPTIONS for each in self._beside()):
            return node("accessibility_info", node("accessibility", role=CAPTIONS, available="true"))
        if not profile.captions.reason or are_demanded(subject, profile):
            return None
        told = {"role": CAPTIONS, "available": "false", "reason_code": profile.captions.reason}
        return node("accessibility_info", node("accessibility", **told))

    def _beside(self) -> list[PlannedFile]:
        return [each for each in self._contents.plan.files if each.folder == self._file.folder]

    def _data_files(self) -> Iterator[Node]:
        """Yield the files of the folder, pictures first."""
        for each in sorted(self._beside(), key=lambda one: one.kind == "subtitle"):
            known = self._contents.written.get(each.path)
            if known is not None:
                tag = each.language or self._contents.subject.title.source_language
                yield node(
                    "data_file",
                    node("locale", name=language_of(self._contents.profile, tag)),
                    node("file_name", PurePosixPath(each.path).name),
                    node("size", str(known.size)),
                    node("checksum", known.md5, type="md5"),
                    role=_role(each),
                )


def _role(file: PlannedFile) -> str:
    if file.kind != "subtitle":
        return "source"
    return CAPTIONS if file.format_id in FORMATS else ROLES.get(file.role, "subtitles")


PACKAGER = Packager(id="itmsp", files=files, make=make, untold=lambda profile: profile.packaging is Packaging.ITMSP)
