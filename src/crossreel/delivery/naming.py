"""Names of files and folders in a package."""

import re
from collections.abc import Mapping

from crossreel.delivery.profile import NO_FOLDER, format_template
from crossreel.delivery.subject import Subject
from crossreel.delivery.vendor_id import FOLDER, vendor_id
from crossreel.domain.catalog.season import season_of
from crossreel.domain.delivery import Profile
from crossreel.domain.text.column_name import FULL
from crossreel.domain.trade.profile_parts import Packaging, Redelivery

LONGEST_NAME = 64  # an ingest system in use truncates there (AudiencePlayer)
SAFE = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9]+)?")
PAYLOAD = "data/"


class Naming:
    """Makes the paths of one package, below its root (`data/<TITLE>_S01/` in a bag), by the templates of the profile.

    Args:
        profile: the buyer's specification.
        subject: the facts of the title.
        folders: the folder of each kind of file where the profile does not say.
    """

    def __init__(self, profile: Profile, subject: Subject, folders: Mapping[str, str]) -> None:
        self._profile = profile
        self._folders = {**folders, **profile.folders}
        self._subject = subject
        inside = _joined(_folder(profile.root_template, {"title": subject.title.code, **_package_fields(profile, subject)}))
        self.root = f"{PAYLOAD if profile.packaging is Packaging.BAG else ''}{inside}".rstrip("/")

    def language(self, tag: str) -> str:
        """Return a language tag as this buyer writes it."""
        return self._profile.language_aliases.get(tag, tag.replace("-", self._profile.language_separator))

    def episode_file(self, folder: str, kind: str, extension: str, *, episode: int, language: str, variant: str) -> str:
        """Return the path of a file that belongs to an episode, for example of a subtitle file."""
        template = self._profile.templates.get(folder, self._profile.file_template)
        fields = self._fields(kind, extension, episode=episode, language=language, variant=variant)
        name = _named(template, fields, self._profile, self._subject)
        if self._profile.packaging is Packaging.ITMSP:
            return f"{self.episode_folder(episode)}{name}"
        return self._path(folder, name, episode=episode, language=language, variant=variant)

    def episode_folder(self, episode: int) -> str:
        """Return the folder that holds all files of an episode in an iTunes-style package, with the slash at its end."""
        one = next(each for each in self._subject.episodes if each.number == episode)
        return f"{_joined(self.root)}{vendor_id(self._subject, self._profile, one)}{FOLDER}/"

    def title_file(self, folder: str, kind: str, extension: str, *, language: str = "", part: str = "_S01") -> str:
        """Return the path of a file that belongs to the title, for example `HIDDENHEIR_S01_CATALOG_v01.xlsx`, or a part."""
        language = language or self._subject.title.source_language
        template = self._profile.templates.get(folder, self._profile.title_template)
        fields = self._fields(kind, extension, episode=0, language=language, variant=FULL) | {"part": part}
        return self._path(
            folder, _named(template, fields, self._profile, self._subject), episode=0, language=language, variant=FULL
        )

    def _fields(self, kind: str, extension: str, *, episode: int, language: str, variant: str) -> dict[str, object]:
        season = season_of(self._subject.seasons, episode)
        return {
            "title": self._subject.title.code,
            "season": season.number if season is not None else 1,
            "episode": episode,
            "number": episode - season.first_episode + 1 if season is not None else episode,
            "language": self.language(language),
            "variant": self._profile.role_aliases.get(variant, variant),
            "kind": kind,
            "part": f"_S01E{episode:03d}",
            "extension": extension,
            **_package_fields(self._profile, self._subject),
        }

    def _path(self, folder: str, name: str, *, episode: int, language: str, variant: str) -> str:
        fields = self._fields("", "", episode=episode, language=language, variant=variant)
        return f"{_joined(self.root)}{_joined(_folder(self._folders[folder], fields))}{name}"


def package_name(profile: Profile, subject: Subject, languages: tuple[str, ...]) -> str:
    """Return the name of a package's folder, `DLV_20261121_APP_HIDDENHEIR_EN-ES419_v01`; many languages become their number."""
    buyer = re.sub(r"[^A-Z0-9]", "", profile.buyer.upper()) or "BUYER"
    fields = {**_package_fields(profile, subject), "title": subject.title.code, "buyer": buyer, "day": subject.day}
    tags = "-".join(re.sub("[^A-Z0-9]", "", tag.upper()) for tag in languages)
    named = _named(profile.package_template, {**fields, "languages": tags}, profile, subject)
    if len(named) <= LONGEST_NAME:
        return named
    return _named(profile.package_template, {**fields, "languages": f"{len(languages)}LANG"}, profile, subject)


def is_safe(name: str) -> bool:
    """Tell whether a file name is ASCII letters, digits, hyphen and underscore, with one period before its extension."""
    return SAFE.fullmatch(name) is not None


def _named(template: str, fields: Mapping[str, object], profile: Profile, subject: Subject) -> str:
    """Return a name; where rounds are told by an R1, R2 and the template does not say where, it stands at the end."""
    name = format_template(template, fields)
    if profile.redelivery is not Redelivery.ROUND or subject.round < 2 or "{round" in template:
        return name
    stem, dot, extension = name.rpartition(".")
    return f"{stem}_R{subject.round - 1}.{extension}" if dot else f"{name}_R{subject.round - 1}"


def _package_fields(profile: Profile, subject: Subject) -> dict[str, object]:
    version = 1 if profile.redelivery is Redelivery.ROUND else subject.version
    return {"buyer": profile.buyer, "version": version, "round": subject.round}


def _folder(template: str, fields: Mapping[str, object]) -> str:
    return "" if template == NO_FOLDER else format_template(template, fields)


def _joined(folder: str) -> str:
    return f"{folder}/" if folder else ""
