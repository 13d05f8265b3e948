"""An import plan as rows of text that a person corrects in a sheet, and such rows as corrections of a plan."""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import BadInput, Fact, Told
from crossreel.domain.importing import correction
from crossreel.domain.importing.bilingual_files import SPLITS
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.plan import PLACED, VERSIONS, ImportPlan, ItemKind, ItemStatus, OnExisting, OnLate, PlanItem
from crossreel.domain.importing.region import REGION_ASSUMED
from crossreel.domain.importing.version_label import Stage, VersionLabel
from crossreel.domain.text.document import Notice
from crossreel.domain.text.language import normalize_tag

COLUMNS = ("path", "kind", "episode", "last_episode", "language", "role", "version", "status", "reason", "part", "draft")
FULL = "full"
IN, OUT, REFUSED, CONFLICT = STATUSES = ("in", "out", "refused", "conflict")
_STATUS_OF = {
    ItemStatus.NEW: IN,
    ItemStatus.REPLACE: IN,
    ItemStatus.REFUSED: REFUSED,
    ItemStatus.CONFLICT: CONFLICT,
    ItemStatus.DUPLICATE: CONFLICT,
    ItemStatus.UNDECIDED: CONFLICT,
}
_PARTED = re.compile(r"(.+) \[([^\[\]]+)\]")
_CUT_PART = re.compile(r"(?:^| )ep\d{1,5}$")
_LINES = re.compile(r"(\d{3,4})[pi]")
_NUMBER = re.compile(r"v(\d{1,4}(?:\.\d{1,4})*)", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WHOLE = re.compile(r"(\d{1,4})(?:\.0+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One file as a row, or with `part` what of it: a column of a sheet, a stream of a video, a language, an episode that was cut.

    `told` are the reason, the doubts and that a file was taken apart, which a caller puts into words for the column `reason`; no
    full path stands in them.
    """

    path: str
    kind: str = ""
    episode: str = ""
    last_episode: str = ""
    language: str = ""
    role: str = ""
    version: str = ""
    status: str = ""
    part: str = ""
    draft: str = ""
    told: tuple[Notice, ...] = ()


def rows_of(plans: Iterable[ImportPlan]) -> list[PlanRow]:
    """Return the rows of the plans of a folder, in the order in which its files were found, the parts of each together."""
    items = sorted((item for plan in plans for item in plan.items), key=lambda item: item.id)
    first: dict[str, int] = {}
    for item in items:
        first.setdefault(item.path, item.id)
    return [
        row_of(item)
        for item in sorted(items, key=lambda item: (first[item.path], item.part, item.half or 0, _cut_place(item), item.id))
    ]


def _cut_place(item: PlanItem) -> int:
    return item.uncut.at if item.uncut is not None else 0


def row_of(item: PlanItem) -> PlanRow:
    """Return one file as a row."""
    is_subtitle = item.content_kind is ItemKind.SUBTITLE
    role = "" if not is_subtitle else FULL if item.role is None or item.role is Role.TRANSLATION else item.role.value
    return PlanRow(
        path=file_name(item),
        kind=item.kind.value,
        episode=str(item.episode or ""),
        last_episode=str(item.last_episode or ""),
        language=item.language or item.look_language,
        role=role,
        version=version_text(item),
        status=_STATUS_OF.get(item.status, OUT),
        part=part_of(item),
        draft=item.draft_of,
        told=tuple(_without_path(each, item) for each in _told(item)),
    )


def file_name(item: PlanItem) -> str:
    """Return the path of a file relative to its folder, whatever part of it is meant."""
    return item.name.removesuffix(f" [{item.part}]") if item.part else item.name


def part_of(item: PlanItem) -> str:
    """Return which part of its file an item is, "" for all of it."""
    half = item.halves[item.half].language if item.half is not None else ""
    cut = f"ep{item.uncut.cuts[item.uncut.at].episode}" if item.uncut is not None else ""
    return " ".join(filter(None, (item.part, half, cut)))


def has_cut_parts(rows: Iterable[Mapping[str, str]]) -> bool:
    """Tell whether rows speak of parts of files that were cut."""
    return any(_CUT_PART.search(cells.get("part", "")) for cells in rows)


def _told(item: PlanItem) -> Iterator[Notice]:
    """Give what a person should know of a file."""
    yield from (item.reason,) if item.reason else ()
    yield from item.doubts
    yield from (notice for notice in item.notices if notice.code in (*SPLITS, REGION_ASSUMED))


def _without_path(notice: Notice, item: PlanItem) -> Notice:
    return replace(notice, facts={name: _relative(fact, item) for name, fact in notice.facts.items()})


def _relative(fact: Fact, item: PlanItem) -> Fact:
    """Return a fact with the relative path of its file in the place of the full one."""
    if isinstance(fact, Told):
        return Told(fact.code, {name: _relative(each, item) for name, each in fact.facts.items()})
    return fact.replace(item.path, file_name(item)) if isinstance(fact, str) and item.path else fact


def version_text(item: PlanItem) -> str:
    """Return look, lines and label of a file as one text: "burned 1080p v2 final"."""
    look = "" if item.look is Look.UNKNOWN else item.look.value
    lines = f"{item.quality}p" if item.quality and item.content_kind is ItemKind.VIDEO else ""
    return " ".join(filter(None, (look, lines, item.version.text, "copy" if item.version.copy else "")))


def corrected(plans: Sequence[ImportPlan], rows: Sequence[Mapping[str, str]]) -> list[ImportPlan]:
    """Return plans with what was changed in their rows.

    A row that says what the plan says changes nothing, and neither does a file without a row. `reason` is for people.

    Args:
        plans: the plans of a folder.
        rows: what a sheet holds, by column; the first has number 2, below the heading.

    Raises:
        BadInput: a row speaks of a file that is not there, or holds what cannot be; row and column are named.
    """
    left: dict[str, list[tuple[int, int, PlanRow]]] = {}
    for which, plan in enumerate(plans):
        for item in plan.items:
            left.setdefault(file_name(item), []).append((which, item.id, row_of(item)))
    given = list(plans)
    wishes: list[tuple[int, int, _Wish]] = []
    for number, cells in enumerate(rows, 2):
        path, part = _written_as(cells.get("path", ""), left), cells.get("part", "").strip()
        if path not in left and (parted := _PARTED.fullmatch(path)):
            path, part = _written_as(parted[1], left), part or parted[2]
        if path not in left:
            raise BadInput("import.plan_no_such_file", row=number, column="path", written=path)
        if not left[path]:
            raise BadInput("import.plan_file_twice", row=number, column="path", written=path)
        which, item_id, before = _meant(left[path], part, cells.get("language", "").strip())
        wishes.append((which, item_id, _Wish(row=number, cells=cells, before=before)))
    for change in (_with_kind, _with_episode, _with_words, _with_status):
        for which, item_id, wish in wishes:
            given[which] = change(given[which], item_id, wish)
    return given


def _written_as(path: str, names: Container[str]) -> str:
    """Return the name a path means: a sheet may have turned its slashes or composed its letters."""
    path = path.strip()
    forms = (path, path.replace("\\", "/").removeprefix("./"))
    return next((each for form in forms for each in (form, *_composed(form)) if each in names), path)


def _composed(text: str) -> tuple[str, str]:
    return unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)


def _meant(left: list[tuple[int, int, PlanRow]], part: str, language: str) -> tuple[int, int, PlanRow]:
    """Take the item that a row is of: that part of the file, else what is in its language, else the next."""
    named = next((at for at, (_, _, row) in enumerate(left) if row.part == part), None)
    if named is None:
        named = next((at for at, (_, _, row) in enumerate(left) if row.language == language), 0)
    return left.pop(named)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """A row of a sheet beside what the plan said."""

    row: int
    cells: Mapping[str, str]
    before: PlanRow

    def changed(self, column: str) -> str | None:
        """Return what a cell was changed to, None where it was not."""
        written = self.cells.get(column)
        if written is None:
            return None
        written = written.strip().lower() if column in ("kind", "role", "status") else written.strip()
        return None if written == getattr(self.before, column) else written

    def bad(self, column: str, known: Iterable[str] = ()) -> BadInput:
        """Return the refusal of a cell."""
        written = self.cells.get(column, "").strip()
        code = "import.plan_none_of" if known else "import.plan_bad_value"
        return BadInput(code, row=self.row, column=column, written=written, **({"known": list(known)} if known else {}))


def _with_kind(plan: ImportPlan, item_id: int, wish: _Wish) -> ImportPlan:
    written = wish.changed("kind")
    if written is None:
        return plan
    item = plan.item(item_id)
    if written not in (kinds := [kind.value for kind in ItemKind]):
        raise wish.bad("kind", kinds)
    if written == ItemKind.EXTRA.value:
        return correction.set_extra(plan, item_id, ExtraKind.OTHER)
    if written == ItemKind.OTHER.value:
        return correction.skip(plan, item_id)
    if written != item.content_kind.value:
        raise wish.bad("kind", dict.fromkeys((item.content_kind.value, "extra", "other")))
    return correction.set_extra(plan, item_id, None)


def _with_episode(plan: ImportPlan, item_id: int, wish: _Wish) -> ImportPlan:
    first, last = wish.changed("episode"), wish.changed("last_episode")
    if first is None and last is None:
        return plan
    item = plan.item(item_id)
    episode = item.episode if first is None else _number(wish, "episode")
    last_episode = item.last_episode if last is None else _number(wish, "last_episode")
    if last_episode is not None and (episode is None or last_episode < episode):
        raise wish.bad("last_episode" if last is not None else "episode")
    return correction.set_episode(plan, item_id, episode, last_episode)


def _with_words(plan: ImportPlan, item_id: int, wish: _Wish) -> ImportPlan:
    item = plan.item(item_id)
    language, role, version = wish.changed("language"), wish.changed("role"), wish.changed("version")
    if language is not None:
        tag = normalize_tag(language) if language else ""
        if tag is None:
            raise wish.bad("language")
        is_picture = item.content_kind in VERSIONS
        plan = correction.set_look(plan, item_id, item.look, tag) if is_picture else correction.set_language(plan, item_id, tag)
    if role is not None:
        roles = [FULL, *(each.value for each in Role)]
        if role not in ("", *roles):
            raise wish.bad("role", roles)
        plan = correction.set_role(plan, item_id, None if role in ("", FULL) else Role(role))
    draft = wish.changed("draft")
    if draft is not None:
        plan = correction.set_draft(plan, item_id, draft)
    return plan if version is None else set_version_text(plan, item_id, version)


def set_version_text(plan: ImportPlan, item_id: int, written: str) -> ImportPlan:
    """Return a plan in which a file is the version that is written as `version_text` writes it."""
    look, lines, label = Look.UNKNOWN, 0, VersionLabel()
    for word in written.split():
        if word.lower() in set(Look):
            look = Look(word.lower())
        elif found := _LINES.fullmatch(word):
            lines = int(found[1])
        elif found := _NUMBER.fullmatch(word):
            label = replace(label, number=tuple(int(part) for part in found[1].split(".")))
        elif found := _DATE.fullmatch(word):
            label = replace(label, date=int("".join(found.groups())))
        elif word.lower() == "copy":
            label = replace(label, copy=True)
        else:
            stage = Stage.OLD if word.lower() == "old" else Stage.LATER
            label = replace(label, stage=stage, words=(*label.words, word))
    plan = correction.set_version(plan, item_id, label)
    item = plan.item(item_id)
    if item.content_kind not in VERSIONS:
        return plan
    return correction.set_quality(correction.set_look(plan, item_id, look, item.look_language), item_id, lines)


def _with_status(plan: ImportPlan, item_id: int, wish: _Wish) -> ImportPlan:
    written = wish.changed("status")
    if written is None:
        return plan
    if written not in STATUSES:
        raise wish.bad("status", STATUSES)
    item = plan.item(item_id)
    now = _STATUS_OF.get(item.status, OUT)
    if written in (now, REFUSED, CONFLICT):
        return plan
    if written == OUT:
        return correction.skip(plan, item_id)
    if item.refusal is not None or item.content_kind not in PLACED:
        raise BadInput("import.plan_not_usable", row=wish.row, column="status", written=written)
    if item.kind is ItemKind.EXTRA or item.outside is not None:
        plan = correction.set_extra(plan, item_id, None)
    plan = correction.choose(plan, item_id)
    if plan.item(item_id).skipped:
        plan = correction.skip(plan, item_id, skipped=False)
    if plan.item(item_id).status is ItemStatus.CONFLICT or plan.on_existing is OnExisting.KEEP:
        plan = correction.set_on_existing(plan, OnExisting.REPLACE, item_id)
    if plan.item(item_id).status is ItemStatus.UNDECIDED:
        plan = correction.set_on_late(plan, OnLate.KEEP, item_id)
    item = plan.item(item_id)
    if item.status is ItemStatus.UNMATCHED and item.reason is not None:
        why = Told(item.reason.code, item.reason.facts)
        raise BadInput("import.plan_no_place", row=wish.row, column="status", written=written, why=why)
    return plan


def _number(wish: _Wish, column: str) -> int | None:
    written = wish.cells.get(column, "").strip()
    if not written:
        return None
    found = _WHOLE.fullmatch(written)
    if found is None or int(found[1]) < 1:
        raise wish.bad(column)
    return int(found[1])
