"""Names of files and folders in a package."""

import re
from collections.abc import Mapping

from crossreel.delivery.profile import format_template
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Profile

LONGEST_NAME = 64  # an ingest system in use truncates there (AudiencePlayer)
SAFE = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9]+)?")


class Naming:
    """Makes the paths of one package, below `data/<TITLE>_S01/`, by the templates of the profile.

    Args:
        profile: the buyer's specification.
        subject: the facts of the title.
        folders: the folder of each kind of file where the profile does not say.
    """

    def __init__(self, profile: Profile, subject: Subject, folders: Mapping[str, str]) -> None:
        self._profile = profile
        self._folders = {**folders, **profile.folders}
        self._subject = subject
        self.root = f"data/{subject.title.code}_S01"

    def language(self, tag: str) -> str:
        """Return a language tag as this buyer writes it."""
        return self._profile.language_aliases.get(tag, tag)

    def episode_file(self, folder: str, kind: str, extension: str, *, episode: int, language: str, variant: str) -> str:
        """Return the path of a file that belongs to an episode, for example of a subtitle file."""
        template = self._profile.file_template if kind == "SUB" else self._profile.file_template.replace("_SUB_", f"_{kind}_")
        fields = self._fields(kind, extension, episode=episode, language=language, variant=variant)
        return self._path(folder, format_template(template, fields), language=language, variant=variant)

    def title_file(self, folder: str, kind: str, extension: str, *, language: str = "", part: str = "_S01") -> str:
        """Return the path of a file that belongs to the title, for example `HIDDENHEIR_S01_CATALOG_v01.xlsx`, or a part."""
        language = language or self._subject.title.source_language
        name = f"{self._subject.title.code}{part}_{kind}_v{self._subject.version:02d}.{extension}"
        return self._path(folder, name, language=language, variant="full")

    def _fields(self, kind: str, extension: str, *, episode: int, language: str, variant: str) -> dict[str, object]:
        return {
            "title": self._subject.title.code,
            "episode": episode,
            "language": self.language(language),
            "variant": variant,
            "kind": kind,
            "version": self._subject.version,
            "extension": extension,
            "buyer": self._profile.buyer,
        }

    def _path(self, folder: str, name: str, *, language: str, variant: str) -> str:
        template = self._folders[folder]
        fields = self._fields("", "", episode=0, language=language, variant=variant)
        return f"{self.root}/{format_template(template, fields)}/{name}"


def package_name(profile: Profile, subject: Subject, languages: tuple[str, ...]) -> str:
    """Return the name of a package's folder, `DLV_20261121_APP_HIDDENHEIR_EN-ES419_v01`; many languages become their number."""
    buyer = re.sub(r"[^A-Z0-9]", "", profile.buyer.upper()) or "BUYER"
    head = f"DLV_{subject.day}_{buyer}_{subject.title.code}"
    tail = f"v{subject.version:02d}"
    named = f"{head}_{'-'.join(re.sub('[^A-Z0-9]', '', tag.upper()) for tag in languages)}_{tail}"
    return named if len(named) <= LONGEST_NAME else f"{head}_{len(languages)}LANG_{tail}"


def is_safe(name: str) -> bool:
    """Tell whether a file name is ASCII letters, digits, hyphen and underscore, with one period before its extension."""
    return SAFE.fullmatch(name) is not None
