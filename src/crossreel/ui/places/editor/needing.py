"""Going to what needs work: the next empty, machine-made or stale cue, the next finding, and Ctrl+Enter to whatever is next."""

from collections.abc import Collection
from functools import partial

from crossreel.domain.cues.cue import Cue, Origin
from crossreel.domain.quality.finding import Severity
from crossreel.domain.views.grid import CueRow
from crossreel.domain.views.needs import Need, needs
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n, sentence
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Loaded
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.outline import Outline
from crossreel.ui.hub.pending_writes import PendingWrites
from crossreel.ui.places.editor.writing import once_written, pending_text


def waiting(opened: OpenEpisode, wanted: Collection[Need]) -> dict[int, tuple[Need, ...]]:
    """Return the rows that need work of some kinds in the language being worked on; what is being written there counts as done."""
    loaded, language = opened.loaded, opened.workspace.language or opened.source
    if loaded is None:
        return {}
    told = needs(loaded.sheet.rows, opened.source, language, loaded.findings)
    return {
        row_id: marks
        for row_id, marks in told.items()
        if set(marks) & set(wanted) and not (marks == (Need.EMPTY,) and _is_typed(opened, row_id, language))
    }


def after(opened: OpenEpisode, row_ids: Collection[int], by: int = 1) -> CueRow | None:
    """Return the nearest row of some after (or, -1, before) the current one; past the end it goes on at the other."""
    rows, current = opened.rows(), opened.current_row()
    at = opened.place_of(current) if current is not None else -1
    round_ = [rows[(at + by * step) % len(rows)] for step in range(1, len(rows))] if rows else []
    return next((row for row in round_ if row.cue.id in row_ids), None)


def go_to_need(need: Need, opened: OpenEpisode) -> None:
    """Go to the next row that needs one kind of work, and into its text; say so where there is none but this one."""
    opened.committing.emit()
    found = waiting(opened, [need])
    row = after(opened, found)
    if row is None:
        _tell_none(opened, need, here=bool(found))
        return
    opened.workspace.select_cue(row.cue.id)
    opened.asked.emit("text")


def go_to_finding(by: int, opened: OpenEpisode) -> None:
    """Go to the next or last cue with a finding in a language that is shown, in that language, and say what was found."""
    opened.committing.emit()
    workspace, loaded = opened.workspace, opened.loaded
    if loaded is None:
        return
    shown = workspace.languages or (opened.source,)
    open_ones = [each for each in loaded.findings if each.severity is not Severity.INFO and each.column in shown]
    by_row = {row.cue.id: each for each in reversed(open_ones) if (row := opened.row_of(each.cue_id)) is not None}
    row = after(opened, by_row, by)
    current = opened.current_row()
    finding = by_row.get(row.cue.id if row is not None else current.cue.id if current is not None else 0)
    if finding is None:
        _tell_no_finding(opened, loaded, shown)
        return
    if row is not None:
        workspace.select_cue(finding.cue_id if len(opened.cells(row, finding.column)) > 1 else row.cue.id)
    if finding.column != workspace.language:
        workspace.choose_languages(workspace.languages, finding.column)
        opened.asked.emit("follow_language")
    workspace.notify.tell(sentence(finding.code, finding.facts), kind="warning")


def _tell_no_finding(opened: OpenEpisode, loaded: Loaded, shown: Collection[str]) -> None:
    """Say that nothing was found, or in which languages nobody looked."""
    cues = [(tag, cue) for row in loaded.sheet.rows for tag in shown for cue in opened.cells(row, tag)]
    unlooked = list(dict.fromkeys(tag for tag, cue in cues if cue.track_id in loaded.unchecked and cue.origin is not Origin.TYPED))
    if unlooked:
        languages = numbers.listing([numbers.language_name(tag) for tag in unlooked])
        opened.workspace.notify.tell(_("Not checked yet: {languages}").format(languages=languages), kind="warning")
    else:
        opened.workspace.notify.tell(_("No finding in this episode in the languages shown."), kind="done")


def done_with_cue(opened: OpenEpisode) -> None:
    """Hand on what is typed, accept a draft that was only read, and go to the next cue that needs work, or say that none does."""
    opened.committing.emit()
    workspace = opened.workspace
    if opened.sheet is None or opened.sheet.episode.id != workspace.episode_id:
        return  # the rows of an episode that was left just now
    row = opened.current_row()
    draft = _draft(opened, row) if row is not None and not workspace.read_only else None
    here = row.cue.id if row is not None else None
    if draft is None:
        _go_on(opened, here)
    else:
        workspace.perform(call(workspace.desk.editing.accept, [draft.id]), then=lambda _edit: _go_on(opened, here))


def _go_on(opened: OpenEpisode, left_id: int | None) -> None:
    row = after(opened, waiting(opened, list(Need)))
    if row is not None:
        opened.workspace.select_cue(row.cue.id)
    elif PendingWrites.of(opened.workspace).unsaved():
        once_written(opened, partial(_say_what_is_left, opened, left_id))
    else:
        _say_what_is_left(opened, left_id)


def _say_what_is_left(opened: OpenEpisode, left_id: int | None) -> None:
    current = opened.current_row()
    if current is None or current.cue.id != left_id:
        return  # the hands went on meanwhile
    left = waiting(opened, list(Need))
    row = after(opened, left)
    if row is not None:
        opened.workspace.select_cue(row.cue.id)
        return
    workspace, language = opened.workspace, numbers.language_name(opened.workspace.language or opened.source)
    if left_id in left:
        why = numbers.listing([sentence(f"editor.need_{need.value}") for need in left[left_id]])
        words = _("Only this cue still needs work in {language}: {why}.").format(language=language, why=why)
        workspace.notify.tell(words, kind="warning")
        return
    count = len(opened.rows())
    done = _n("{count} cue is done", "{count} cues are done", count).format(count=numbers.number(count))
    words = _("Nothing more to do in this episode in {language}: {done}.").format(language=language, done=done)
    beside = Outline.of(workspace).beside(workspace.episode_id, 1)
    if beside is None:
        workspace.notify.tell(words, kind="done")
    else:
        button = _("Episode {number}").format(number=numbers.number(beside.episode.number))
        workspace.notify.tell(words, kind="done", button=button, act=partial(workspace.open_episode, beside.episode.id))


def _tell_none(opened: OpenEpisode, need: Need, *, here: bool) -> None:
    language = numbers.language_name(opened.workspace.language or opened.source)
    code = f"editor.no_other_{need.value}" if here else f"editor.no_{need.value}"
    opened.workspace.notify.tell(sentence(code, {"language": language}), kind="done")


def _draft(opened: OpenEpisode, row: CueRow) -> Cue | None:
    language = opened.workspace.language or opened.source
    cue = opened.chosen_in(row, language)
    typed = pending_text(opened, row, cue, language)
    return cue if cue is not None and typed is None and cue.is_unseen else None


def _is_typed(opened: OpenEpisode, row_id: int, language: str) -> bool:
    row = opened.row_of(row_id)
    cue = opened.chosen_in(row, language) if row is not None else None
    pending = pending_text(opened, row, cue, language) if row is not None else None
    return pending is not None and bool(pending.value.strip())
