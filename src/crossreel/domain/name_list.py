"""Every name that a delivery would make, with what is wrong with each."""

from dataclasses import dataclass

from crossreel.domain.delivery import PlannedFile, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedName:
    """A file of a package as a profile names it, and why that cannot be; `same_as` is the path it falls together with, or ""."""

    file: PlannedFile
    faults: tuple[Refusal, ...] = ()
    same_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """The names of a package: that of its folder, with what is wrong with it, and those of all its files.

    `unknown` are contents the profile names that nothing here makes.
    """

    folder_name: str
    folder_faults: tuple[Refusal, ...]
    names: tuple[PlannedName, ...]
    unknown: tuple[Refusal, ...] = ()

    @property
    def faulty(self) -> int:
        """How many names cannot be."""
        return sum(bool(each.faults) for each in self.names) + bool(self.folder_faults)
