"""What a name tells about which state of a file it is: v2, a date, "final", "修改", "copy 2"."""

from dataclasses import dataclass, replace
from enum import IntEnum


class Stage(IntEnum):
    """Whether a word of the name makes the file an old one, or one that somebody went over again."""

    OLD = -1
    PLAIN = 0
    LATER = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLabel:
    """A version as a name tells it.

    `number` is (2, 1) for "v2.1", `date` 20260915 as a number, 915 without a year, `words` the words that said the stage, as
    written. `copy`: the name is what a computer calls a second copy. `text` is all of it as people write it.
    """

    number: tuple[int, ...] = ()
    date: int = 0
    stage: Stage = Stage.PLAIN
    words: tuple[str, ...] = ()
    copy: bool = False

    def within(self, folder: "VersionLabel") -> "VersionLabel":
        """Return the label of a file in a folder that has one: the file's own counts first, but all in an old folder is old."""
        if folder.stage is Stage.OLD and self.stage is not Stage.OLD:
            return replace(self, stage=Stage.OLD)
        return self if _says_something(self) else replace(folder, copy=self.copy)

    @property
    def text(self) -> str:
        """Return the label as it is shown: "v2.1 final"."""
        year = f"{self.date // 10000}-" if self.date >= 10000 else ""
        date = f"{year}{self.date // 100 % 100:02d}-{self.date % 100:02d}" if self.date else ""
        parts = (f"v{'.'.join(map(str, self.number))}" if self.number else "", date, *self.words)
        return " ".join(filter(None, parts))


PLAIN = VersionLabel()


def is_newer(one: VersionLabel, other: VersionLabel) -> bool:
    """Tell whether a label is surely newer than another; False where it is older, equal, or where names cannot tell.

    "v10" is newer than "v2", "v2 final" than "v1", anything labelled newer than nothing, and anything newer than "old". Between
    "v3" and "v2 final", or "修改" and "最终版", only a person can say.
    """
    if (one.stage is Stage.OLD) is not (other.stage is Stage.OLD):
        return other.stage is Stage.OLD
    for mine, theirs in ((one.number, other.number), ((one.date,) if one.date else (), (other.date,) if other.date else ())):
        if mine and theirs and mine != theirs:
            return mine > theirs and one.stage >= other.stage
    return _says_something(one) and not _says_something(other)


def _says_something(label: VersionLabel) -> bool:
    return bool(label.number or label.date or label.stage is Stage.LATER)
