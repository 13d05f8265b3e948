"""Planning a delivery: every file by name, and everything that stands against it, at once. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from crossreel.delivery.gate import Gate
from crossreel.delivery.naming import LONGEST_NAME, Naming, is_safe, package_name
from crossreel.delivery.package_path import PathFault, path_fault, same_place
from crossreel.delivery.packager import Packager
from crossreel.delivery.subject import CellFacts, Subject
from crossreel.domain.delivery import Mend, Plan, PlannedFile, Profile, Refusal
from crossreel.domain.errors import Fact
from crossreel.domain.text.column_name import split_column
from crossreel.domain.trade.delivery_change import ChangeKind


def plan_delivery(
    subject: Subject, profile: Profile, languages: Sequence[str], packagers: Mapping[str, Packager], gates: Iterable[Gate]
) -> Plan:
    """Return what a package would hold and every reason against building it.

    Args:
        subject: the facts of the title.
        profile: the buyer's specification.
        languages: tags of the languages to deliver, in order.
        packagers: packagers by id, as the profile's `include` names them.
        gates: what must hold, in the order of their refusals.
    """
    wanted = tuple(dict.fromkeys(languages))
    folders = {kind: folder for packager in packagers.values() for kind, folder in packager.folders.items()}
    naming = Naming(profile, subject, folders)
    refusals = [refusal for gate in gates for refusal in gate.refusals(subject, profile, wanted)]
    files, unknown = _files(subject, profile, wanted, packagers, naming)
    refusals += unknown
    if _brings_nothing(subject, files):
        refusals.append(Refusal(code="delivery.nothing_changed", facts={"buyer": profile.buyer}))
    folder_name = package_name(profile, subject, subject.languages_that_go(wanted) or wanted)
    named = [
        *_bad_paths([folder_name, *(file.path for file in files)]),
        *_bad_names(folder_name, files, profile),
        *_same_places(files),
    ]
    refusals += [replace(refusal, mends=(Mend.PROFILE, Mend.METADATA)) for refusal in named]
    return Plan(
        title_id=subject.title.id,
        profile_id=profile.id,
        languages=wanted,
        folder_name=folder_name,
        files=tuple(files),
        refusals=tuple(refusals),
        buyer=profile.buyer,
        round=subject.round,
        changed_only=subject.due is not None,
        changes=subject.changes,
        **_age(cell for (number, column), cell in subject.cells.items() if _goes(subject, number, column, wanted)),
    )


def _files(
    subject: Subject, profile: Profile, wanted: tuple[str, ...], packagers: Mapping[str, Packager], naming: Naming
) -> tuple[list[PlannedFile], list[Refusal]]:
    """Return the files of all packagers that a profile includes, and a refusal for each that nobody knows."""
    files: list[PlannedFile] = []
    refusals: list[Refusal] = []
    untold = [each.id for each in packagers.values() if each.untold(profile)]
    for name in dict.fromkeys((*profile.include, *untold)):
        packager = packagers.get(name)
        if packager is None:
            facts: dict[str, Fact] = {"packager": name, "profile": profile.id}
            refusals.append(Refusal(code="delivery.unknown_packager", facts=facts, mends=(Mend.PROFILE,)))
        else:
            asked = packager.files(subject, profile, wanted, naming)
            files += [replace(file, packager=name) for file in asked if not subject.has_already(file)]
    return files, refusals


def _brings_nothing(subject: Subject, files: Iterable[PlannedFile]) -> bool:
    """Tell whether only what changed is to be sent, and nothing did."""
    if subject.due is None or subject.due:
        return False
    return not any(file.made_of for file in files) and not any(each.kind is ChangeKind.WITHDRAWN for each in subject.changes)


def _goes(subject: Subject, episode: int, column: str, wanted: tuple[str, ...]) -> bool:
    language, role = split_column(column)
    return language in wanted and role in subject.roles and subject.goes(episode, column)


class _Age(TypedDict):
    checked_ms: int | None
    unchecked: int


def _age(cells: Iterable[CellFacts]) -> _Age:
    filled = [cell for cell in cells if cell.cue_count]
    looks = [cell.checked_ms for cell in filled if cell.checked_ms is not None]
    return _Age(checked_ms=min(looks, default=None), unchecked=sum(not cell.is_checked for cell in filled))


def _bad_paths(paths: Sequence[str]) -> Iterator[Refusal]:
    """Yield why paths cannot be: none may lead out of the package, and every system must be able to write them."""
    faults = {fault: None for path in paths if (fault := path_fault(path)) is not None}
    folder = path_fault(paths[0])
    if folder is None and "/" in paths[0]:
        faults[PathFault(kind="leaves", part=paths[0])] = None
    for fault in faults:
        yield Refusal(code=f"delivery.path_{fault.kind}", facts={"part": fault.part})
    if folder is None and len(paths[0]) > LONGEST_NAME:
        yield Refusal(code="delivery.name_long", facts={"name": paths[0], "limit": LONGEST_NAME})


def _bad_names(folder_name: str, files: Sequence[PlannedFile], profile: Profile) -> Iterator[Refusal]:
    """Yield the names of folders, each once, and of files that the buyer does not take."""
    folders = dict.fromkeys(part for path in (f"{folder_name}/", *(file.path for file in files)) for part in path.split("/")[:-1])
    for part in folders:
        if profile.ascii_names and not is_safe(part):
            yield Refusal(code="delivery.name_unsafe", facts={"name": part})
    for file in files:
        name = file.path.rpartition("/")[2]
        if len(name) > profile.longest_name:
            facts: dict[str, Fact] = {"name": name, "limit": profile.longest_name}
            yield Refusal(code="delivery.name_long", episode=file.episode, language=file.language, facts=facts)
        elif profile.ascii_names and not is_safe(name):
            yield Refusal(code="delivery.name_unsafe", episode=file.episode, language=file.language, facts={"name": name})


def _same_places(files: Sequence[PlannedFile]) -> Iterator[Refusal]:
    """Yield files that fall together where case or the composition of letters makes no difference, or take a folder's place."""
    known: set[str] = set()  # folders as written
    taken: set[str] = set()
    for file in files:
        parts = file.path.split("/")
        folders = [folder for end in range(1, len(parts)) if (folder := "/".join(parts[:end])) not in known]
        known.update(folders)
        twice = next((folder for folder in folders if same_place(folder) in taken), None)
        if twice is not None:
            yield Refusal(code="delivery.name_twice", episode=file.episode, language=file.language, facts={"name": twice})
        taken.update(map(same_place, folders))
    for file in files:
        place = same_place(file.path)
        if place in taken:
            name = file.path.rpartition("/")[2]
            yield Refusal(code="delivery.name_twice", episode=file.episode, language=file.language, facts={"name": name})
        taken.add(place)
