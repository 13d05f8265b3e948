"""A file of metadata, before a package names it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataFile:
    """One file that a metadata writer makes of a title: of the series, of a season, or of an episode of one.

    `label` stands in the file's name (`HIDDENHEIR_S01_METADATA_v01.json`), ASCII letters and digits; `extension` without the dot.
    `folder` is the kind by which profiles say where it lies. A file of a later `stage` is made after all of earlier ones, and may
    tell of their sizes and hashes.
    """

    label: str
    extension: str
    season: int | None = None
    episode: int | None = None
    folder: str = "metadata"
    stage: int = 0

    @property
    def part(self) -> str:
        """What of the title it is about, as file names have it: "", `_S01` or `_S01E001`."""
        season = "" if self.season is None else f"_S{self.season:02d}"
        return season if self.episode is None else f"{season}E{self.episode:03d}"
