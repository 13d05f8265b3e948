"""Planning a delivery: every file by name, and everything that stands against it, at once. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from crossreel.delivery.naming import LONGEST_NAME, Naming, is_safe, package_name
from crossreel.delivery.package_path import PathFault, path_fault, same_place
from crossreel.delivery.packager import Packager
from crossreel.delivery.subject import CellFacts, Subject
from crossreel.domain.catalog.title import TitleText
from crossreel.domain.delivery import Plan, PlannedFile, Profile, Refusal
from crossreel.domain.errors import Fact

TEXT_FIELDS = ("name", "logline", "synopsis")
OPEN_ERRORS = "delivery.open_errors"


def plan_delivery(subject: Subject, profile: Profile, languages: Sequence[str], packagers: Mapping[str, Packager]) -> Plan:
    """Return what a package would hold and every reason against building it.

    Args:
        subject: the facts of the title.
        profile: the buyer's specification.
        languages: tags of the languages to deliver, in order.
        packagers: packagers by id, as the profile's `include` names them.
    """
    wanted = tuple(dict.fromkeys(languages))
    naming = Naming(profile, subject)
    files: list[PlannedFile] = []
    refusals = list(_refusals(subject, profile, wanted))
    for name in profile.include:
        packager = packagers.get(name)
        if packager is None:
            refusals.append(Refusal(code="delivery.unknown_packager", facts={"packager": name, "profile": profile.id}))
        else:
            files += [replace(file, packager=name) for file in packager.files(subject, profile, wanted, naming)]
    folder_name = package_name(profile, subject, wanted)
    refusals += [*_bad_paths([folder_name, *(file.path for file in files)]), *_bad_names(files), *_same_places(files)]
    return Plan(
        title_id=subject.title.id,
        profile_id=profile.id,
        languages=wanted,
        folder_name=folder_name,
        files=tuple(files),
        refusals=tuple(refusals),
        **_age([cell for (_, language), cell in subject.cells.items() if language in wanted and cell.cue_count]),
    )


class _Age(TypedDict):
    checked_ms: int | None
    unchecked: int


def _age(cells: Sequence[CellFacts]) -> _Age:
    looks = [cell.checked_ms for cell in cells if cell.checked_ms is not None]
    return _Age(checked_ms=min(looks, default=None), unchecked=sum(not cell.is_checked for cell in cells))


def _refusals(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    if not subject.episodes:
        yield Refusal(code="delivery.no_episodes", facts={"title": subject.title.name})
    if not languages:
        yield Refusal(code="delivery.no_languages")
    for entry in profile.formats:
        if entry.format_id not in subject.extensions:
            yield Refusal(code="delivery.unknown_format", facts={"format": entry.format_id, "profile": profile.id})
    for language in languages:
        for episode in subject.episodes:
            yield from _cell(subject.cells.get((episode.number, language)), profile, episode.number, language)
    yield from _videos(subject, profile)
    if profile.requires_cover and not subject.cover_type:
        yield Refusal(code="delivery.cover_missing", facts={"title": subject.title.name})
    yield from _texts(subject, profile, languages)


def _cell(cell: CellFacts | None, profile: Profile, episode: int, language: str) -> Iterator[Refusal]:
    place: dict[str, Fact] = {"episode": episode, "language": language}
    if cell is None or cell.cue_count == 0:
        yield Refusal(code="delivery.missing_cell", episode=episode, language=language, facts=place)
        return
    if cell.untranslated:
        facts: dict[str, Fact] = {**place, "count": cell.untranslated}
        yield Refusal(code="delivery.untranslated", episode=episode, language=language, facts=facts)
    if cell.open_errors:
        yield Refusal(code=OPEN_ERRORS, episode=episode, language=language, facts={**place, "count": cell.open_errors})
    if cell.state.rank < profile.minimum_state.rank:
        facts = {**place, "state": cell.state.value, "wanted": profile.minimum_state.value}
        yield Refusal(code="delivery.state_low", episode=episode, language=language, facts=facts)


def _videos(subject: Subject, profile: Profile) -> Iterator[Refusal]:
    if not profile.requires_video and "video" not in profile.include:
        return
    for episode in subject.episodes:
        if episode.number not in subject.video_extensions:
            yield Refusal(code="delivery.missing_video", episode=episode.number, facts={"episode": episode.number})


def _texts(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    for language in languages:
        text = subject.texts.get(language)
        for name in TEXT_FIELDS:
            value = _text(subject, text, language, name)
            limit = profile.text_limits.get(name, 0)
            facts: dict[str, Fact] = {"language": language, "field": name}
            if name in profile.required_metadata and not value:
                yield Refusal(code="delivery.metadata_missing", language=language, facts=facts)
            if limit and len(value) > limit:
                too_long: dict[str, Fact] = {**facts, "length": len(value), "limit": limit}
                yield Refusal(code="delivery.text_long", language=language, facts=too_long)
    for name in profile.required_metadata:
        if name not in TEXT_FIELDS and not getattr(subject.title, name, ""):
            yield Refusal(code="delivery.title_field_missing", facts={"field": name})


def _text(subject: Subject, text: TitleText | None, language: str, name: str) -> str:
    value = str(getattr(text, name)) if text else ""
    return value or (subject.title.name if name == "name" else "")


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


def _bad_names(files: Sequence[PlannedFile]) -> Iterator[Refusal]:
    for file in files:
        name = file.path.rpartition("/")[2]
        if len(name) > LONGEST_NAME:
            facts: dict[str, Fact] = {"name": name, "limit": LONGEST_NAME}
            yield Refusal(code="delivery.name_long", episode=file.episode, language=file.language, facts=facts)
        elif not is_safe(name):
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
