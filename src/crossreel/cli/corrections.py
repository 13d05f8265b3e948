"""Corrections of an import plan as they are written: files by name, and where each goes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatch
from fractions import Fraction
from typing import TypeVar

from crossreel.cli.frame_rates import parse_rate
from crossreel.cli.session import WrongUse, parse_language
from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.importing import correction
from crossreel.domain.importing.bilingual_files import keep_together
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.picture_look import Preference
from crossreel.domain.importing.plan import ImportPlan, OnExisting, PlanItem
from crossreel.domain.importing.plan_rows import corrected, has_cut_parts
from crossreel.domain.importing.rolling_files import collapse_rolling
from crossreel.domain.importing.timing import AS_FOUND, Timing
from crossreel.i18n.messages import _

Chosen = TypeVar("Chosen", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """What is wanted of an import.

    `name` and `source` ("" as found) are those of a new title. Of files: `placed` says where they go, `skipped` leaves them out,
    `chosen` takes one of several that claim one place, `prefer` says which of several everywhere, `together` keeps both languages
    of a bilingual one in one track. `offsets` move numbers on: `40`, or `part2/*=40` for some. `timing` is how their times are to
    be read. `rows` are those of a corrected sheet.
    `references` are pictures to time to, `cuts` which part of its file an episode is. `looks` say what was done to pictures
    (`a.mp4=burned`), `extras` which files are no episodes (`a.mp4=trailer`), `rolling` which captions come in with every line
    once, `drafts` who drafted subtitles (`Fastsub`, or `en/*=Fastsub` for some); `promised`: how many there must be, 0 as found.
    """

    on_existing: OnExisting = OnExisting.FAIL
    name: str = ""
    source: str = ""
    placed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    prefer: tuple[Preference, ...] = ()
    offsets: tuple[str, ...] = ()
    timing: Timing = AS_FOUND
    rows: tuple[Mapping[str, str], ...] = ()
    references: tuple[str, ...] = ()
    cuts: Mapping[int, Cut] = field(default_factory=dict)
    looks: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    rolling: tuple[str, ...] = ()
    promised: int = 0
    drafts: tuple[str, ...] = ()


def correct(plans: Sequence[ImportPlan], wanted: Corrections, code: str) -> list[ImportPlan]:
    """Return the plans of a folder with corrections, settled anew; `code` ("" as found) is that of a new title.

    Raises:
        WrongUse: a file is in none of the plans, or a place cannot be read.
        BadInput: a row of the sheet cannot be, or a number would fall below 1.
    """
    placed = [written.rpartition("=")[0] for written in (*wanted.placed, *wanted.looks)]
    placed += [written.partition("=")[0] for written in wanted.extras]
    _check_names(plans, (*wanted.skipped, *wanted.chosen, *wanted.together, *wanted.references, *wanted.rolling, *placed))
    done = [_corrected(plan, wanted) for plan in plans]
    for written in wanted.offsets:
        done = _moved_on(done, written)
    is_first = has_cut_parts(wanted.rows)
    if is_first:
        done = [_cut(plan, wanted) for plan in done]
    if wanted.rows:
        done = corrected(done, wanted.rows)
    if not is_first:
        done = [_cut(plan, wanted) for plan in done]
    return [_named(_timed_to(plan, wanted), wanted, code) for plan in done]


def _drafted(plan: ImportPlan, written: str) -> ImportPlan:
    pattern, _sign, maker = written.rpartition("=")
    if not pattern:
        return correction.set_drafts(plan, maker)
    return correction.set_draft(plan, [item.id for item in plan.items if fnmatch(item.name, pattern)], maker)


def _cut(plan: ImportPlan, wanted: Corrections) -> ImportPlan:
    """Cut files of several episodes; parts are those of the one title that holds them."""
    for item_id, cuts in correction.files_to_cut(plan, wanted.cuts).items():
        plan = correction.set_cuts(plan, item_id, cuts)
    return plan


def _timed_to(plan: ImportPlan, wanted: Corrections) -> ImportPlan:
    """Choose the pictures that cues are timed to."""
    for item_id in _ids(plan, wanted.references):
        plan = correction.set_reference(plan, item_id)
    return plan


def _corrected(plan: ImportPlan, wanted: Corrections) -> ImportPlan:
    plan = correction.set_on_existing(plan, wanted.on_existing)
    if wanted.together:
        plan = keep_together(plan, _ids(plan, wanted.together))
    if wanted.rolling:
        plan = collapse_rolling(plan, _ids(plan, wanted.rolling))
    if wanted.prefer:
        plan = correction.prefer(plan, *wanted.prefer)
    for written in wanted.placed:
        plan = _placed(plan, written)
    for written in wanted.looks:
        plan = _looking(plan, written)
    for written in wanted.extras:
        name, _sign, kind = written.partition("=")
        plan = correction.set_extra(plan, _ids(plan, (name,)), _one_of(ExtraKind, kind or ExtraKind.OTHER.value))
    for written in wanted.drafts:
        plan = _drafted(plan, written)
    if wanted.promised:
        plan = correction.set_promised(plan, wanted.promised)
    for item_id in _ids(plan, wanted.skipped):
        plan = correction.skip(plan, item_id)
    for item_id in _ids(plan, wanted.chosen):
        plan = correction.choose(plan, item_id)
    if wanted.timing.programme_start:
        plan = correction.start_programmes(plan, wanted.timing.programme_start)
    return plan if wanted.timing.on_late is None else correction.set_on_late(plan, wanted.timing.on_late)


def _named(plan: ImportPlan, wanted: Corrections, code: str) -> ImportPlan:
    if plan.title_id is None:
        plan = correction.set_title(plan, code=code or None, name=wanted.name or plan.title_name or code or plan.code)
    return correction.set_source(plan, wanted.source) if wanted.source else plan


def _moved_on(plans: Sequence[ImportPlan], written: str) -> list[ImportPlan]:
    """Count files from another number, written as `40`, `-40` or `part2/*=40`."""
    pattern, _sign, by = written.rpartition("=")
    if not by.strip().removeprefix("+").removeprefix("-").isdecimal():
        raise WrongUse(
            _("“{written}” is no offset. Write for example 40 or {example}.").format(written=written, example="part2/*=40")
        )
    wanted = [[item.id for item in plan.items if not pattern or fnmatch(item.name, pattern)] for plan in plans]
    if not any(wanted):
        raise WrongUse(_("There is no file “{name}” among those to import.").format(name=pattern))
    return [correction.offset(plan, ids, int(by)) for plan, ids in zip(plans, wanted, strict=True)]


def rate_of_all(written: Sequence[str] | None) -> Fraction | None:
    """Return the frame rate that is written without the name of a file.

    Raises:
        WrongUse: it is no frame rate.
    """
    return next((parse_rate(each) for each in written or () if "=" not in each), None)


def rates_of_files(plan: ImportPlan, written: Sequence[str] | None) -> Iterator[tuple[list[int], Fraction]]:
    """Give the frame rates that are written as `NAME=25`, with the items they are of.

    Raises:
        WrongUse: a file is not in the plan, or it is no frame rate.
    """
    for name, sign, rate in (each.rpartition("=") for each in written or ()):
        if sign:
            _check_names((plan,), (name,))
            yield _ids(plan, (name,)), parse_rate(rate)


def _placed(plan: ImportPlan, written: str) -> ImportPlan:
    """Put a file written as `NAME=EPISODE`, `NAME=EPISODE:LANGUAGE` or `NAME=EPISODE:LANGUAGE:ROLE` where it says."""
    name, _sign, place = written.rpartition("=")
    number, language, role, *more = [*place.split(":"), "", ""]
    if not name or not number.strip().isdigit() or any(more):
        example = "EP1_final.srt=1:en"
        raise WrongUse(_("“{written}” says no place. Write for example {example}.").format(written=written, example=example))
    for item_id in _ids(plan, (name,)):
        plan = correction.set_episode(plan, item_id, int(number))
        plan = correction.set_language(plan, item_id, parse_language(language)) if language else plan
        plan = correction.set_role(plan, item_id, _one_of(Role, role)) if role else plan
    return plan


def _looking(plan: ImportPlan, written: str) -> ImportPlan:
    name, _sign, look = written.rpartition("=")
    for item_id in _ids(plan, (name,)):
        plan = correction.set_look(plan, item_id, _one_of(Look, look), plan.item(item_id).look_language)
    return plan


def _one_of(kind: type[Chosen], written: str) -> Chosen:
    known = [each.value for each in kind]
    if written not in known:
        raise WrongUse(_("“{written}” is none of: {known}.").format(written=written, known=", ".join(known)))
    return kind(written)


def _ids(plan: ImportPlan, names: Iterable[str]) -> list[int]:
    """Return the items that names mean; files of one name in several folders are told apart by the end of their paths."""
    return [item.id for name in names for item in plan.items if _is_called(item, name)]


def _check_names(plans: Iterable[ImportPlan], names: Iterable[str]) -> None:
    items = [item for plan in plans for item in plan.items]
    for name in names:
        if name and not any(_is_called(item, name) for item in items):
            raise WrongUse(_("There is no file “{name}” among those to import.").format(name=name))


def _is_called(item: PlanItem, name: str) -> bool:
    return item.name == name or item.path.replace("\\", "/").endswith(f"/{name}")
