"""Corrections of the chosen files of an import plan: one, or as many as are chosen."""

from collections.abc import Callable, Sequence
from functools import partial

from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.bilingual_files import keep_together, split_languages
from crossreel.domain.importing.cut_texts import is_text, span_of
from crossreel.domain.importing.plan import VERSIONS, ImportPlan, ItemKind, ItemStatus, OnExisting, OnLate, PlanItem
from crossreel.domain.importing.rolling_files import collapse_rolling, rolls
from crossreel.domain.text.programme_start import FOUND, PROGRAMME_START
from crossreel.kernel.marks import N_
from crossreel.ui.hub.action import Action
from crossreel.ui.hub.workspace import Workspace
from crossreel.ui.places.importing.planning import Planning

GROUP = N_("Import plan")
Change = Callable[[ImportPlan, Sequence[int]], ImportPlan]
Test = Callable[[PlanItem], bool]


def is_any(_item: PlanItem) -> bool:
    """Every file."""
    return True


def is_subtitle(item: PlanItem) -> bool:
    """Files of subtitles."""
    return item.content_kind is ItemKind.SUBTITLE


def is_version(item: PlanItem) -> bool:
    """Pictures and sounds."""
    return item.content_kind in VERSIONS


def is_picture(item: PlanItem) -> bool:
    """Pictures, which cues can be timed to."""
    return item.content_kind is ItemKind.VIDEO


def is_rival(item: PlanItem) -> bool:
    """Files that others claim the place of."""
    return item.status in (ItemStatus.DUPLICATE, ItemStatus.SKIPPED, ItemStatus.IDENTICAL) and bool(item.slot)


def is_late(item: PlanItem) -> bool:
    """Files that are not in time with their source, whatever was said of them."""
    return item.status is ItemStatus.UNDECIDED or (item.fit is not None and not item.fit.fit.is_plain)


def may_shift(item: PlanItem) -> bool:
    """Late files that are not moved yet."""
    return is_late(item) and item.on_late is not OnLate.SHIFT


def may_keep_times(item: PlanItem) -> bool:
    """Late files of which nobody said that they stay as they are."""
    return is_late(item) and item.on_late is not OnLate.KEEP


def is_occupied(item: PlanItem) -> bool:
    """Files for whose place the title has something else."""
    meets = item.status in (ItemStatus.CONFLICT, ItemStatus.REPLACE)
    return meets or (item.reason is not None and item.reason.code == "import.kept")


def may_be_apart(item: PlanItem) -> bool:
    """Files with two languages in them that come in as one."""
    return len(item.halves) > 1 and item.half is None


def may_be_together(item: PlanItem) -> bool:
    """Files of which each language comes in by itself."""
    return item.half is not None


def starts_late(item: PlanItem) -> bool:
    """Files whose programme seems to start at an hour."""
    return any(doubt.code == PROGRAMME_START for doubt in item.doubts)


def holds_several(item: PlanItem) -> bool:
    """Videos, sounds and subtitles with several episodes in them."""
    return span_of(item) is not None and (is_version(item) or is_text(item))


def is_sheet(item: PlanItem) -> bool:
    """Sheets and tables, which have columns."""
    return item.is_sheet


def some(test: Test, workspace: Workspace) -> bool:
    """Offer an action while files that it is for are chosen."""
    return not workspace.read_only and any(test(item) for item in Planning.of(workspace).items())


def all_late(workspace: Workspace) -> bool:
    """Offer an action while any file of the plan is not in time."""
    return any(map(is_late, Planning.of(workspace).plan.items))


def change(test: Test, made: Change, workspace: Workspace) -> None:
    """Correct the chosen files that a correction is for."""
    planning = Planning.of(workspace)
    ids = [item.id for item in planning.items() if test(item)]
    if ids:
        planning.correct(lambda plan: made(plan, ids))


def ask(field: str, workspace: Workspace) -> None:
    """Go to the field of the panel in which it is said."""
    Planning.of(workspace).field_asked.emit(field)


def leave_out(plan: ImportPlan, ids: Sequence[int]) -> ImportPlan:
    """Leave files out; where all are out already, take them in again."""
    inside = [item_id for item_id in ids if plan.item(item_id).status is not ItemStatus.SKIPPED]
    if inside:
        return correct.skip(plan, inside)
    extras = [item_id for item_id in ids if plan.item(item_id).kind is ItemKind.EXTRA or plan.item(item_id).outside is not None]
    plan = correct.set_extra(correct.skip(plan, ids, skipped=False), extras, None)
    for item_id in ids:
        if plan.item(item_id).status is ItemStatus.SKIPPED:  # another one was taken, or is preferred
            plan = correct.choose(plan, item_id)
    return plan


def take_these(plan: ImportPlan, ids: Sequence[int]) -> ImportPlan:
    """Take files of several for one place; of two chosen ones for the same place the last."""
    for item_id in ids:
        plan = correct.choose(plan, item_id)
    return plan


def set_existing(choice: OnExisting, plan: ImportPlan, ids: Sequence[int]) -> ImportPlan:
    """Say what to do with the places that these files meet occupied."""
    for item_id in ids:
        plan = correct.set_on_existing(plan, choice, item_id)
    return plan


def set_reference(plan: ImportPlan, ids: Sequence[int]) -> ImportPlan:
    """Time the cues of their episodes to these pictures."""
    for item_id in ids:
        plan = correct.set_reference(plan, item_id)
    return plan


def settle_late(choice: OnLate, workspace: Workspace) -> None:
    """Say the same of every file that is not in time."""
    Planning.of(workspace).correct(lambda plan: correct.set_on_late(plan, choice))


def _late(choice: OnLate) -> Change:
    return lambda plan, ids: correct.set_on_late(plan, choice, ids)


def _correction(verb: str, title: str, made: Change, key: str = "", icon: str = "", test: Test = is_any) -> Action:
    return Action(
        id=f"import.{verb}", title=title, run=partial(change, test, made), enabled=partial(some, test), places=("import",),
        icon=icon, key=key, group=GROUP,
    )  # fmt: skip


def _field(name: str, title: str, key: str, icon: str = "", test: Test = is_any) -> Action:
    return Action(
        id=f"import.{name}", title=title, run=partial(ask, name), enabled=partial(some, test), places=("import",), icon=icon,
        key=key, group=GROUP,
    )  # fmt: skip


def _of_all(verb: str, title: str, choice: OnLate) -> Action:
    return Action(
        id=f"import.{verb}", title=title, run=partial(settle_late, choice), enabled=all_late, places=("import",), group=GROUP
    )


ACTIONS = (
    _correction("leave_out", N_("Leave out, or take in again"), leave_out, "Del", "minus"),
    _correction("take", N_("Take this one"), take_these, "T", "tick", is_rival),
    _field("episode", N_("Say which episode it is"), "E", "episode"),
    _field("offset", N_("Count the numbers on"), "O", "plus"),
    _field("language", N_("Say which language it is"), "L", "language"),
    _field("role", N_("Say what the subtitles are for"), "R", "dialogue", is_subtitle),
    _field("look", N_("Say what was done to the picture"), "K", "film", is_version),
    _field("version", N_("Say which version it is"), "M", "history"),
    _field("draft", N_("Say who drafted the subtitles"), "D", "draft", is_subtitle),
    _field("extra", N_("These are extras"), "X", "catalog"),
    _field("cuts", N_("Cut a file of several episodes…"), "C", "split", holds_several),
    _field("columns", N_("Say what the columns of a sheet hold…"), "H", "table", is_sheet),
    _field("start", N_("Say where the programme starts"), "P", "set_in", is_subtitle),
    _field("rate", N_("Say how many frames a second has"), "F", "speed", is_subtitle),
    _field("title", N_("These are another title"), "Shift+T", "title"),
    _correction(
        "begin_at_zero", N_("Begin the programme at zero"), lambda plan, ids: correct.start_programmes(plan, FOUND, ids), "Z",
        "set_in", starts_late,
    ),
    _correction("shift", N_("Move into time with the source"), _late(OnLate.SHIFT), "S", "shift", may_shift),
    _correction("keep_times", N_("Keep the times as they are"), _late(OnLate.KEEP), "Shift+S", "lock", may_keep_times),
    _of_all("shift_all", N_("Move all late files into time"), OnLate.SHIFT),
    _of_all("keep_all_times", N_("Keep the times of all late files"), OnLate.KEEP),
    _correction("together", N_("Keep both languages in one track"), keep_together, "B", "merge", may_be_together),
    _correction("apart", N_("Bring each language in by itself"), split_languages, "Shift+B", "split", may_be_apart),
    _correction("collapse", N_("Bring rolling captions in line by line"), collapse_rolling, "J", "merge", rolls),
    _correction("replace", N_("Replace what is there"), partial(set_existing, OnExisting.REPLACE), "W", "replace", is_occupied),
    _correction("keep_there", N_("Keep what is there"), partial(set_existing, OnExisting.KEEP), "Shift+W", "lock", is_occupied),
    _correction("reference", N_("Time the cues to this picture"), set_reference, "G", "pin", is_picture),
)  # fmt: skip
