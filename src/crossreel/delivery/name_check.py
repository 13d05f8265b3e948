"""What is wrong with each name that a profile makes, file by file: for whoever writes the profile. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from crossreel.delivery.naming import LONGEST_NAME, is_safe
from crossreel.delivery.package_path import path_fault, same_place
from crossreel.domain.delivery import Plan, PlannedFile, Profile, Refusal
from crossreel.domain.name_list import NameList, PlannedName


def name_list(plan: Plan, profile: Profile) -> NameList:
    """Return the names of a plan with their faults, in the order of the plan."""
    first: dict[str, str] = {}
    folders = {same_place(folder) for file in plan.files for folder in _folders(file.path)}
    met: Counter[str] = Counter(same_place(file.path) for file in plan.files)
    names = []
    for file in plan.files:
        place = same_place(file.path)
        faults = _faults(file, profile)
        if met[place] > 1 or place in folders:
            faults.append(Refusal(code="delivery.name_twice", facts={"name": _last(file.path)}))
        other = first.setdefault(place, file.path)
        names.append(PlannedName(file=file, faults=tuple(faults), same_as=other if other is not file.path else ""))
    unknown = tuple(each for each in plan.refusals if each.code == "delivery.unknown_packager")
    return NameList(
        folder_name=plan.folder_name,
        folder_faults=tuple(_folder_faults(plan.folder_name, profile)),
        names=tuple(names),
        unknown=unknown,
    )


def _faults(file: PlannedFile, profile: Profile) -> list[Refusal]:
    name, fault = _last(file.path), path_fault(file.path)
    found = [Refusal(code=f"delivery.path_{fault.kind}", facts={"part": fault.part})] if fault is not None else []
    if len(name) > profile.longest_name:
        found.append(Refusal(code="delivery.name_long", facts={"name": name, "limit": profile.longest_name}))
    return [*found, *_unsafe(file.path.split("/"), profile)]


def _unsafe(parts: Iterable[str], profile: Profile) -> list[Refusal]:
    return [
        Refusal(code="delivery.name_unsafe", facts={"name": part}) for part in parts if profile.ascii_names and not is_safe(part)
    ]


def _folder_faults(name: str, profile: Profile) -> list[Refusal]:
    fault = path_fault(name)
    if fault is not None or "/" in name:
        return [Refusal(code=f"delivery.path_{fault.kind if fault is not None else 'leaves'}", facts={"part": name})]
    long = [Refusal(code="delivery.name_long", facts={"name": name, "limit": LONGEST_NAME})] if len(name) > LONGEST_NAME else []
    return [*long, *_unsafe([name], profile)]


def _folders(path: str) -> Sequence[str]:
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _last(path: str) -> str:
    return path.rpartition("/")[2]
