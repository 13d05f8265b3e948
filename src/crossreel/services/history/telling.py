"""What steps of the history changed, read off the journal: small steps only, so that a list of them stays quick."""

from collections.abc import Mapping, Sequence

from crossreel.domain.cues.track import Track
from crossreel.domain.edits.differences import CueDifference, look_of
from crossreel.domain.edits.edit import Change
from crossreel.services.history.reverting import summed
from crossreel.storage import journal
from crossreel.storage.unit_of_work import UnitOfWork

MOST_CHANGES = 60  # of one edit: what changes more is told by its sentence


def differences(uow: UnitOfWork, steps: Mapping[int, Sequence[int]]) -> dict[int, tuple[CueDifference, ...]]:
    """Return what each step changed in cues, by step; `steps` gives the edits of each."""
    counts = journal.change_counts(uow, [edit_id for edits in steps.values() for edit_id in edits])
    small = {step: edits for step, edits in steps.items() if sum(counts.get(each, 0) for each in edits) <= MOST_CHANGES}
    found = journal.changes(uow, [edit_id for edits in small.values() for edit_id in edits])
    net = {
        step: [change for change in summed(_changes(found, edits)).values() if change.kind == "cue"]
        for step, edits in small.items()
    }
    tracks = {int(str(image["track_id"])) for changes in net.values() for each in changes if (image := each.after or each.before)}
    made = [change.id for changes in net.values() for change in changes if change.before is None and not change.after]
    now = uow.images("cue", made)
    tracks |= {int(str(image["track_id"])) for image in now.values()}
    languages = {track.id: track.language for track in uow.where(Track, id=sorted(tracks))}
    return {step: _told(uow, changes, small[step], now, languages) for step, changes in net.items() if changes}


def _changes(found: Mapping[int, Sequence[Change]], edits: Sequence[int]) -> list[Change]:
    return [change for edit_id in edits for change in found.get(edit_id, ())]


def _told(
    uow: UnitOfWork,
    changes: Sequence[Change],
    edits: Sequence[int],
    now: Mapping[int, Mapping[str, object]],
    languages: Mapping[int, str],
) -> tuple[CueDifference, ...]:
    created = [change.id for change in changes if change.before is None and not change.after]
    images = {**now, **(journal.images_made(uow, "cue", created, edits) if created else {})}
    told = []
    for change in changes:
        after = change.after or (images.get(change.id) if change.before is None else None)
        image = after or change.before
        language = languages.get(int(str(image["track_id"])), "") if image else ""
        told.append(CueDifference(cue_id=change.id, language=language, before=look_of(change.before), after=look_of(after)))
    order = sorted(told, key=lambda each: (each.language, (each.after or each.before) is None, _start(each)))
    return tuple(each for each in order if each.before != each.after)


def _start(difference: CueDifference) -> int:
    look = difference.after or difference.before
    return look.start_ms if look is not None else 0
