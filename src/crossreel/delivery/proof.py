"""What one proof (the manifests of a bag, an ASC MHL history) says of the files of a package."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from crossreel.delivery.flaw import Flaw


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is said of files, and what is to be said of the proof.

    `entries` gives hashes by kind for each path; none where the path is listed with kinds that cannot be checked here. `own` are
    the files of the proof itself. What lies below `root` ("" for the whole package, else with "/" at its end) and is neither listed
    nor `ignored` (patterns as in a `.gitignore`) does not belong. `last_flaws` are those of the package as a whole, `notices` what
    a person should know though nothing is wrong.
    """

    root: str = ""
    entries: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    last_flaws: tuple[Flaw, ...] = ()
    notices: tuple[Flaw, ...] = ()

    def knows(self, path: str) -> bool:
        """Tell whether a file is listed, ignored, or none of this proof's business."""
        if not path.startswith(self.root) or path in self.entries:
            return True
        return any(is_ignored(path.removeprefix(self.root), pattern) for pattern in self.ignored)


def is_ignored(path: str, pattern: str) -> bool:
    """Tell whether a pattern as in a `.gitignore` means a path, or a folder above it."""
    parts = path.split("/")
    if pattern.endswith("/"):
        parts, pattern = parts[:-1], pattern.rstrip("/")
    if "/" not in pattern:
        return any(fnmatchcase(part, pattern) for part in parts)
    pattern = pattern.lstrip("/")
    return any(fnmatchcase("/".join(parts[:end]), pattern) for end in range(1, len(parts) + 1))
