"""What the plan says in words: signs of cells, files, and what is known of them."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.picture_look import Preference
from crossreel.domain.importing.plan import VERSIONS, ItemKind, ItemStatus, PlanItem
from crossreel.domain.importing.plan_matrix import SOUND, VIDEO, CellState, PlanColumn
from crossreel.domain.text.timecode import running_time
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.numbers import duration, language_name, native_language_name, number
from crossreel.kernel.marks import N_

CELL_LOOKS = {
    CellState.CONFLICT: ("finding", "draft"),
    CellState.NOWHERE: ("finding", "draft"),
    CellState.UNDECIDED: ("speed", "draft"),
    CellState.DOUBT: ("findings", "draft"),
    CellState.REPLACE: ("replace", "translated"),
    CellState.IN: ("tick", "text3"),
    CellState.REFUSED: ("finding", "finding"),
    CellState.THERE: ("approved", "text3"),
    CellState.OUT: ("minus", "text3"),
    CellState.HOLE: ("missing", "finding"),
    CellState.EMPTY: ("missing", "text3"),
}
"""Icon and colour of each state; what simply comes in is calm."""
CELL_WORDS = {
    CellState.CONFLICT: N_("Choose"),
    CellState.NOWHERE: N_("Belongs nowhere yet"),
    CellState.UNDECIDED: N_("Not in time"),
    CellState.DOUBT: N_("Doubt"),
    CellState.REPLACE: N_("Replaces"),
    CellState.IN: N_("Will be imported"),
    CellState.REFUSED: N_("Refused"),
    CellState.THERE: N_("In the title"),
    CellState.OUT: N_("Left out"),
    CellState.HOLE: N_("Missing"),
    CellState.EMPTY: "",
}
STATUS_WORDS = {
    ItemStatus.NEW: N_("Will be imported"),
    ItemStatus.REPLACE: N_("Replaces what is there"),
    ItemStatus.IDENTICAL: N_("Is there already"),
    ItemStatus.CONFLICT: N_("The cell is occupied"),
    ItemStatus.DUPLICATE: N_("Claimed by several files"),
    ItemStatus.UNMATCHED: N_("Belongs nowhere yet"),
    ItemStatus.REFUSED: N_("Cannot be used"),
    ItemStatus.SKIPPED: N_("Left out"),
    ItemStatus.UNDECIDED: N_("Not in time with the source"),
}
LANGUAGE_FROM = {
    "name": N_("The file’s name says so."),
    "folder": N_("The folder’s name says so."),
    "header": N_("The file itself says so."),
    "text": N_("Guessed from the text."),
    "user": N_("You chose it."),
}
ROLE_WORDS = {
    None: N_("Full"),
    Role.SDH: N_("SDH"),
    Role.FORCED: N_("Forced"),
    Role.SIGNS: N_("Signs"),
    Role.SIGNS_TRANSLATION: N_("Signs"),
    Role.TRANSLATION: N_("Full"),
    Role.SOURCE: N_("Source"),
    Role.TEMPLATE: N_("Template"),
}
"""What a file is for, None where nothing says so: then it is the full subtitles of its language."""
LOOK_WORDS = {
    Look.UNKNOWN: N_("as it is"),
    Look.CLEAN: N_("clean"),
    Look.BURNED: N_("burned in"),
    Look.TEXTLESS: N_("textless"),
    Look.DUBBED: N_("dubbed"),
    Look.EFFECTS: N_("music and effects"),
}
PREFERENCE_WORDS = {
    Preference.CLEAN: N_("clean"),
    Preference.TEXTLESS: N_("textless"),
    Preference.BURNED: N_("burned in"),
    Preference.DUBBED: N_("dubbed"),
    Preference.NEWEST: N_("newest"),
    Preference.P1080: N_("1080p"),
    Preference.P720: N_("720p"),
}


def short_name(item: PlanItem) -> str:
    """Return the name of a file without its folders."""
    return PurePosixPath(item.name.replace("\\", "/")).name


def sentences(item: PlanItem) -> list[str]:
    """Return why a file comes in or not, and what to look at, as sentences."""
    reason = item.refusal or item.reason
    told = ((reason,) if reason else ()) + item.doubts + item.notices[:3]
    return list(dict.fromkeys(sentence(each.code, each.facts) for each in told))


def status_words(item: PlanItem) -> str:
    """Return what becomes of a file in one line: the reason where there is one."""
    words = sentences(item)
    return f"{_(STATUS_WORDS[item.status])} · {words[0]}" if words else _(STATUS_WORDS[item.status])


def content_words(item: PlanItem) -> str:
    """Return what a file holds."""
    if item.info is not None:
        rate = round(float(item.info.frame_rate), 3)
        size = f" · {item.info.width} × {item.info.height} · {rate:g} fps" if item.info.width else ""
        return f"{duration(item.info.duration_ms)}{size}"
    if item.document is None:
        return ""
    encoding = f" · {item.encoding.name}{' ?' if item.encoding.guessed else ''}" if item.encoding else ""
    return f"{cue_words(item)} · {item.format_id}{encoding}"


def cue_words(item: PlanItem) -> str:
    """Return how many cues a file holds."""
    return _n("{count} cue", "{count} cues", item.cue_count).format(count=number(item.cue_count))


def extra_words(extra: ExtraKind | None) -> str:
    """Return what an extra is called."""
    return sentence(f"extra.{extra}", {}) if extra is not None else _("no extra")


def column_name(column: PlanColumn) -> str:
    """Return what a column is called, in its own language."""
    if column.kind == VIDEO:
        return _("Picture")
    if column.kind == SOUND:
        return _("Sound")
    return native_language_name(column.language) if column.language else _("Language?")


def column_below(column: PlanColumn) -> str:
    """Return the second line of a column's head: the tag of its language and what its files are for."""
    role = _(ROLE_WORDS[Role(column.role)]) if column.role else ""
    return " · ".join(filter(None, (column.language, role)))


def column_words(column: PlanColumn) -> str:
    """Return a column in the language of the window, for a screen reader and for headings."""
    if not column.language:
        return column_name(column)
    role = f", {_(ROLE_WORDS[Role(column.role)])}" if column.role else ""
    return f"{language_name(column.language)}{role}"


def cell_words(state: CellState, items: Sequence[PlanItem]) -> str:
    """Return the one thing a cell says."""
    if state in (CellState.IN, CellState.DOUBT, CellState.REPLACE):
        written = [item for item in items if item.is_written]
        return _content(written) if state is not CellState.REPLACE else _(CELL_WORDS[state])
    if state is CellState.CONFLICT:
        claiming = sum(1 for item in items if item.status is ItemStatus.DUPLICATE)
        return _n("{count} file", "{count} files", claiming).format(count=claiming) if claiming else _("Occupied")
    if state is CellState.NOWHERE:
        first = items[0] if len(items) == 1 else None
        if first is not None and first.last_episode is not None:
            return _("{first}–{last} in one file").format(first=first.episode, last=first.last_episode)
        return _n("{count} file", "{count} files", len(items)).format(count=number(len(items)))
    if state is CellState.UNDECIDED:
        return next((_late(item) for item in items if item.status is ItemStatus.UNDECIDED), _(CELL_WORDS[state]))
    if state is CellState.THERE and items:
        return _content([item for item in items if item.status is ItemStatus.IDENTICAL])
    return _(CELL_WORDS[state]) if CELL_WORDS[state] else ""


def _content(written: Sequence[PlanItem]) -> str:
    if len(written) > 1:
        return _n("{count} version", "{count} versions", len(written)).format(count=number(len(written)))
    if not written:
        return ""
    item = written[0]
    if item.kind in VERSIONS:
        length = running_time(item.info.duration_ms) if item.info is not None else ""
        look = "" if item.look is Look.UNKNOWN else _(LOOK_WORDS[item.look])
        lines = f"{item.quality}p" if item.quality else ""
        return " · ".join(filter(None, (length, look, lines, item.version.text)))
    return cue_words(item)


def _late(item: PlanItem) -> str:
    fit = item.fit.fit if item.fit is not None else None
    if fit is None or (fit.is_plain and item.fit is not None and item.fit.elsewhere is not None):
        return _("Episode {number}?").format(number=item.fit.elsewhere if item.fit else "")
    if fit.ratio != 1:
        return _("Drifts")
    seconds = number(round(abs(fit.offset_ms) / 1000, 2))
    return _("{seconds} s late").format(seconds=seconds) if fit.offset_ms < 0 else _("{seconds} s early").format(seconds=seconds)


def kind_icon(item: PlanItem) -> str:
    """Return the icon of what a file is."""
    kind = item.content_kind
    return {ItemKind.VIDEO: "film", ItemKind.SOUND: "volume", ItemKind.COVER: "image", ItemKind.SCRIPT: "table"}.get(kind, "file")
