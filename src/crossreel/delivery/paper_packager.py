"""Papers of a whole package: one file in each type that a profile asks for."""

from collections.abc import Callable

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.paper import Paper


def paper_packager(
    id: str, *, kind: str, mark: str, folder: str, types: tuple[str, ...], data: Callable[[Contents, str], bytes],
    others: tuple[str, ...] = (), stage: int = 0,
) -> Packager:  # fmt: skip
    """Return what adds a paper to a package.

    Args:
        id: of the packager, and the key of its types in the profile's `scripts`.
        kind: of its files, by which profiles put them into folders.
        mark: what stands in their names.
        folder: where they lie unless a profile says otherwise.
        types: extensions of its files where a profile names none; `others` are those that it may name beside.
        data: gives the bytes of a file in one of its types.
        stage: after which other files it is made.
    """

    def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
        return [
            PlannedFile(path=naming.title_file(kind, mark, each), kind=kind, format_id=each, stage=stage)
            for each in (profile.scripts.get(id) or types)
        ]

    def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
        target.write(data(contents, file.format_id))

    return Packager(id=id, folders={kind: folder}, files=files, make=make, types=(*types, *others))


def written(paper: Callable[[Contents], Paper]) -> Callable[[Contents, str], bytes]:
    """Return what gives the bytes of a paper."""
    return lambda contents, kind: contents.paper_file(kind, paper(contents))
