"""Corrections of an import plan, of one file or of many. Each is pure and returns the plan with what it changes settled anew."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

import xxhash

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import BadInput
from crossreel.domain.importing.cut_texts import cut_files, document_of, is_text, moved_on, span_of, with_document
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.picture_look import Preference
from crossreel.domain.importing.plan import (
    PLACED,
    VERSIONS,
    EpisodeCut,
    ImportPlan,
    ItemKind,
    ItemStatus,
    OnExisting,
    OnLate,
    PlanItem,
)
from crossreel.domain.importing.region import REGION_ASSUMED
from crossreel.domain.importing.verdict import resettle, settle
from crossreel.domain.importing.version_label import VersionLabel
from crossreel.domain.text.document import Notice
from crossreel.domain.text.programme_start import FOUND, find_programme_start, moved_to_nought, start_written

LONGEST_CODE = 16
ABOUT_EPISODE = ("import.folder_number",)
ABOUT_LANGUAGE = ("import.language_unknown", "import.language_doubtful")
"""Doubts that are answered once a person says which episode, or which language."""
PROVEN = tuple(f"import.{code}" for code in ("other_edit", "other_content", "begins_later", "begins_earlier", "same_picture"))
"""Doubts that pictures raise: another number makes them void."""
Ids = int | Iterable[int]
"""One file or several, by id."""


def set_episode(plan: ImportPlan, ids: Ids, episode: int | None, last_episode: int | None = None) -> ImportPlan:
    """Say which episode files belong to, or which several; an extra becomes an episode by it."""
    last = last_episode if episode is not None and last_episode is not None and last_episode > episode else None

    def moved(item: PlanItem) -> PlanItem:
        made = replace(
            item, episode=episode, last_episode=last, cuts=(), uncut=None, doubts=unproven(item), episode_said=episode is not None
        )  # fmt: skip
        return _taken_in(_answered(made, ABOUT_EPISODE))

    return _with(plan, ids, moved)


def offset(plan: ImportPlan, ids: Ids, by: int) -> ImportPlan:
    """Count files from another number: part 2 begins with 1 where it is episode 41.

    Raises:
        BadInput: a number would fall below 1.
    """
    chosen = tuple(_ids(ids))
    low = min((item.episode for item in map(plan.item, chosen) if item.episode is not None), default=1)
    if low + by < 1:
        raise BadInput("import.offset_too_low", offset=by, episode=low)
    return _with(plan, chosen, lambda item: _moved(item, by))


def set_language(plan: ImportPlan, ids: Ids, language: str) -> ImportPlan:
    """Say which language subtitle files are in: one, a whole folder's or a whole column's."""
    return _with(plan, ids, lambda item: _in_language(item, language))


def set_role(plan: ImportPlan, ids: Ids, role: Role | None) -> ImportPlan:
    """Say what subtitle files are for."""
    return _with(plan, ids, lambda item: replace(item, role=role))


def set_draft(plan: ImportPlan, ids: Ids, maker: str) -> ImportPlan:
    """Say who drafted subtitles that no person has been through yet; "" calls them finished work."""
    return _with(plan, ids, lambda item: replace(item, draft_of=maker.strip()) if item.content_kind is ItemKind.SUBTITLE else item)


def set_drafts(plan: ImportPlan, maker: str) -> ImportPlan:
    """Say so of all subtitles but those in the language the title was made in."""
    texts = [item.id for item in plan.items if item.content_kind is ItemKind.SUBTITLE and item.language != plan.source_language]
    return set_draft(plan, texts, maker)


def set_look(plan: ImportPlan, ids: Ids, look: Look, language: str = "") -> ImportPlan:
    """Say what was done to pictures, and in which language."""
    return _with(plan, ids, lambda item: replace(item, look=look, look_language=language))


def set_quality(plan: ImportPlan, ids: Ids, lines: int) -> ImportPlan:
    """Say how many lines pictures have: 1080, 720; 0 where it does not matter."""
    return _with(plan, ids, lambda item: replace(item, quality=lines))


def set_version(plan: ImportPlan, ids: Ids, version: VersionLabel) -> ImportPlan:
    """Say which state of a file it is."""
    return _with(plan, ids, lambda item: replace(item, version=version))


def set_extra(plan: ImportPlan, ids: Ids, extra: ExtraKind | None) -> ImportPlan:
    """Say that files are extras, no episodes; None takes them in again."""
    if extra is None:
        return _with(plan, ids, _taken_in)
    return _with(plan, ids, lambda item: replace(item, kind=ItemKind.EXTRA, extra=extra))


def set_programme_start(plan: ImportPlan, ids: Ids, start_ms: int | None) -> ImportPlan:
    """Let the times of subtitle files count from the start of their programme; None takes them back to what the files say.

    Raises:
        BadInput: a cue stands before that start.
    """
    return _with(plan, ids, lambda item: _started(item, start_ms or 0))


def start_programmes(plan: ImportPlan, written: str, ids: Ids | None = None) -> ImportPlan:
    """Let the times of subtitle files count from the start of their programme, all of them or some.

    Args:
        plan: the plan.
        written: the start on the files' clock (`01:00:00:00`), or `found` for that which each file seems to have.
        ids: the files; None for all whose programme seems to start late, or with a written start for all that stand after it.

    Raises:
        BadInput: it is no time, or a cue of a named file stands before it.
    """
    changed: list[PlanItem] = []
    for item in [plan.item(each) for each in _ids(ids)] if ids is not None else plan.items:
        if item.document is None or not item.document.cues:
            continue
        start_ms = find_programme_start(item.document) if written == FOUND else start_written(written, item.document)
        if start_ms is None and written != FOUND:
            raise BadInput("time.bad_start", text=written[:40])
        first_ms = min(cue.start_ms for cue in item.document.cues)
        if start_ms and (ids is not None or start_ms <= first_ms):
            changed.append(_started(item, start_ms + item.taken_off_ms))
    return resettle(plan, changed)


def _started(item: PlanItem, start_ms: int) -> PlanItem:
    whole = document_of(item)
    if whole is None or start_ms == item.taken_off_ms:
        return item
    return replace(with_document(item, moved_to_nought(whole, start_ms - item.taken_off_ms)), taken_off_ms=start_ms)


def set_cuts(plan: ImportPlan, item_id: int, cuts: Mapping[int, Cut]) -> ImportPlan:
    """Say which part of a file each of its episodes is; none leaves the file uncut.

    Sounds and subtitles of the same episodes are cut with it: all with a picture, beside another file those that nobody cut yet.

    Raises:
        BadInput: an episode is none of the file's.
    """
    item = plan.item(item_id)
    span = span_of(item)
    first, last = span or (item.episode or 0, item.episode or 0)
    for number in cuts:
        if not first <= number <= last:
            raise BadInput("import.not_in_file", episode=number, first=first, last=last)
    made = tuple(EpisodeCut(episode=number, cut=cut) for number, cut in sorted(cuts.items()))
    along = [each for each in plan.items if span is not None and span_of(each) == span and _goes_along(each, item)]
    heard = {item_id, *(each.id for each in along if each.kind is ItemKind.SOUND)} - {
        each.id for each in plan.items if is_text(each)
    }
    plan = _with(plan, heard, lambda each: replace(each, cuts=made, skipped=False))
    texts = {each.path for each in (item, *along) if is_text(each)}
    return settle(replace(plan, items=tuple(cut_files(plan.items, made, texts)))) if texts else plan


def _goes_along(item: PlanItem, with_item: PlanItem) -> bool:
    """Tell whether a file of the same episodes is cut where another one is."""
    if item.refusal is not None or item.skipped or item.kind not in (ItemKind.SOUND, ItemKind.SUBTITLE):
        return False
    return with_item.kind is ItemKind.VIDEO or not (item.cuts or item.uncut)


def files_to_cut(plan: ImportPlan, cuts: Mapping[int, Cut]) -> dict[int, dict[int, Cut]]:
    """Return, by the id of the file that holds them, which part each of some episodes is: of the video, else of what there is.

    Raises:
        BadInput: no file, or more than one, holds an episode.
    """
    found: dict[int, dict[int, Cut]] = {}
    for number, cut in cuts.items():
        files = [item for item in plan.items if (span := span_of(item)) is not None and span[0] <= number <= span[1]]
        files = [item for item in files if item.refusal is None and not item.skipped and (is_text(item) or item.kind in VERSIONS)]
        videos = [item for item in files if item.kind is ItemKind.VIDEO]
        wanted = videos or list({span_of(item): item for item in reversed(files)}.values())
        if len(wanted) != 1:
            raise BadInput("import.no_file_to_cut" if not files else "import.files_to_cut", episode=number)
        found.setdefault(wanted[0].id, {})[number] = cut
    return found


def waiting_for_cuts(plan: ImportPlan) -> list[PlanItem]:
    """Return the files that hold several episodes and could come in once somebody says where each is, one for the same episodes."""
    open_ones = [
        item
        for item in plan.items
        if item.last_episode is not None and not item.cuts and not item.skipped and (item.info is not None or is_text(item))
    ]
    open_ones = [item for item in open_ones if item.kind in PLACED and item.status is not ItemStatus.IDENTICAL]
    videos = [item for item in open_ones if item.kind is ItemKind.VIDEO]
    filmed = {span_of(item) for item in videos}
    others = {span_of(item): item for item in reversed(open_ones) if span_of(item) not in filmed}
    return [*videos, *reversed(others.values())]


def set_reference(plan: ImportPlan, item_id: int) -> ImportPlan:
    """Say that the cues of its episode are timed to a picture."""
    wanted = plan.item(item_id)
    rivals = [item for item in plan.items if item.wants_reference and set(item.numbers) & set(wanted.numbers)]
    changed = [replace(item, wants_reference=False) for item in rivals if item.id != item_id]
    return resettle(plan, [*changed, replace(wanted, wants_reference=True)])


def with_proofs(plan: ImportPlan, doubts: Mapping[int, tuple[Notice, ...]]) -> ImportPlan:
    """Say of files what their pictures raise doubts about; files that are no longer in the plan are passed over."""
    known = [item_id for item_id in doubts if item_id in plan.index.positions]
    return _with(plan, known, lambda item: replace(item, doubts=(*unproven(item), *doubts[item.id])))


def unproven(item: PlanItem) -> tuple[Notice, ...]:
    """Return the doubts of a file but for those that its pictures raised."""
    return tuple(doubt for doubt in item.doubts if doubt.code not in PROVEN)


def skip(plan: ImportPlan, ids: Ids, skipped: bool = True) -> ImportPlan:
    """Leave files out, or take them in again."""
    return _with(plan, ids, lambda item: replace(item, skipped=skipped))


def choose(plan: ImportPlan, item_id: int) -> ImportPlan:
    """Take one of several files that claim one place; the others are left out."""
    chosen = plan.item(item_id)
    if not chosen.slot:
        return plan
    episode = (plan.item(each) for each in plan.index.episodes.get(chosen.episode or 0, ()))
    rivals = (item for item in episode if item.slot == chosen.slot and item.skipped is not (item.id != item_id))
    return resettle(plan, [replace(item, skipped=item.id != item_id) for item in rivals])


def prefer(plan: ImportPlan, *preferences: Preference) -> ImportPlan:
    """Say which of several files for one place is wanted, everywhere: clean, burned, newest, 1080p; the first decides first."""
    crowded = [slot for slot, ids in plan.index.slots.items() if len(ids) > 1]
    return resettle(replace(plan, prefer=preferences), (), crowded)


def set_on_existing(plan: ImportPlan, choice: OnExisting, item_id: int | None = None) -> ImportPlan:
    """Say what to do with occupied places: all of them, or one file's."""
    if item_id is None:
        return settle(replace(plan, on_existing=choice, items=tuple(replace(item, on_existing=None) for item in plan.items)))
    return _with(plan, item_id, lambda item: replace(item, on_existing=choice))


def set_on_late(plan: ImportPlan, choice: OnLate | None, ids: Ids | None = None) -> ImportPlan:
    """Say what to do with files that are late or drift: all of them, or some."""
    if ids is None:
        return settle(replace(plan, on_late=choice, items=tuple(replace(item, on_late=None) for item in plan.items)))
    return _with(plan, ids, lambda item: replace(item, on_late=choice))


def set_source(plan: ImportPlan, language: str) -> ImportPlan:
    """Say which language the title was made in; an existing title keeps its own."""
    return plan if plan.title_id is not None else settle(replace(plan, source_language=language, source_from="user"))


def set_promised(plan: ImportPlan, count: int) -> ImportPlan:
    """Say how many episodes the title must have; 0 where nobody knows."""
    return replace(plan, promised=count)


def set_title(plan: ImportPlan, *, code: str | None = None, name: str | None = None) -> ImportPlan:
    """Give the new title its code or name."""
    return replace(
        plan, code=plan.code if code is None else code.strip().upper(), title_name=plan.title_name if name is None else name
    )


def suggest_code(name: str, taken: Iterable[str] = ()) -> str:
    """Return a free title code made of a name's Latin letters and digits, `HIDDENHEIR` for "The Hidden Heir"."""
    words = re.sub(r"^(the|an?)\s+", "", unicodedata.normalize("NFKD", name).strip(), flags=re.IGNORECASE)
    code = re.sub(r"[^A-Z0-9]", "", words.upper())[:LONGEST_CODE]
    if len(code) < 2:
        code = f"T{xxhash.xxh3_64_hexdigest(name.encode())[:6].upper()}"
    used, number, free = set(taken), 1, code
    while free in used:
        number += 1
        free = f"{code[: LONGEST_CODE - len(str(number))]}{number}"
    return free


def _ids(ids: Ids) -> Iterable[int]:
    return (ids,) if isinstance(ids, int) else ids


def _with(plan: ImportPlan, ids: Ids, change: Callable[[PlanItem], PlanItem]) -> ImportPlan:
    return resettle(plan, [change(plan.item(item_id)) for item_id in _ids(ids)])


def _in_language(item: PlanItem, language: str) -> PlanItem:
    notices = tuple(notice for notice in item.notices if notice.code != REGION_ASSUMED)
    return replace(_answered(item, ABOUT_LANGUAGE), language=language, language_from="user", skipped=False, notices=notices)


def _answered(item: PlanItem, about: Collection[str]) -> PlanItem:
    """Return a file without the doubts that a person just answered."""
    left = tuple(doubt for doubt in item.doubts if doubt.code not in about)
    return item if len(left) == len(item.doubts) else replace(item, doubts=left)


def _taken_in(item: PlanItem) -> PlanItem:
    return replace(item, kind=item.content_kind, extra=None, outside=None, skipped=False)


def _moved(item: PlanItem, by: int) -> PlanItem:
    episode = None if item.episode is None else item.episode + by
    cuts = tuple(replace(each, episode=each.episode + by) for each in item.cuts)
    last = None if item.last_episode is None else item.last_episode + by
    uncut = None if item.uncut is None else moved_on(item.uncut, by)
    return replace(item, episode=episode, last_episode=last, cuts=cuts, uncut=uncut)
