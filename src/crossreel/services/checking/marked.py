"""What the rules that look at shot changes read: cues with times of their own, of tracks that QC has looked at. No use case."""

from collections.abc import Collection, Iterable

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit
from crossreel.domain.edits.images import entity_of
from crossreel.domain.picture.mark import Mark
from crossreel.domain.quality.finding import Finding
from crossreel.storage import checks
from crossreel.storage.unit_of_work import UnitOfWork


def read_timed(uow: UnitOfWork, title_id: int, episode_ids: Collection[int] | None) -> dict[int, tuple[Track, list[Cue]]]:
    """Return by id the tracks that QC has looked at, each with its cues that have times of their own, in order.

    Raises:
        NotFound: there is no such title.
    """
    uow.get(Title, title_id)
    episodes = [each.id for each in uow.where(Episode, title_id=title_id) if episode_ids is None or each.id in episode_ids]
    strange = {each.track_id for each in checks.unchecked_tracks(uow.connection, title_id)}
    tracks = {each.id: each for each in uow.where(Track, episode_id=episodes) if each.id not in strange}
    found: dict[int, tuple[Track, list[Cue]]] = {}
    timed = (*uow.where(Cue, track_id=list(tracks), anchor_id=None), *uow.where(Cue, track_id=list(tracks), pinned=True))
    for cue in sorted({each.id: each for each in timed}.values(), key=lambda each: each.order):
        found.setdefault(cue.track_id, (tracks[cue.track_id], []))[1].append(cue)
    return found


def marks_of(edit: Edit) -> list[Mark]:
    """Return the marks that an edit made, changed or took away, as they were or are."""
    images = (image for change in edit.changes if change.kind == "mark" for image in (change.before, change.after) if image)
    return [entity_of(Mark, image) for image in images]


def by_track_of(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """Return findings by their tracks."""
    found: dict[int, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.track_id, []).append(finding)
    return found
