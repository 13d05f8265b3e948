"""Looking at the files of a title before a delivery: whether they are those that the catalog knows, and what QC knows of them."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from crossreel.delivery.subject import MediaState
from crossreel.domain.delivery import Profile
from crossreel.domain.quality.finding import Severity
from crossreel.domain.views.grid import Matrix
from crossreel.kernel.paths import legible
from crossreel.qc.media_registry import all_media_rules
from crossreel.services.delivering.masters import key_now
from crossreel.services.files.media_readings import ReadingTask, is_replaced, kept_facts, task_of
from crossreel.services.single_item import alone
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork

BY_PROFILE = frozenset({"loudness", "file_replaced"})
"""Rules whose word the gate says itself, of the files as they are now and by the target of the profile."""


def read_media_states(
    uow: UnitOfWork, matrix: Matrix, videos: Mapping[int, Path], profile: Profile, cache_folder: Path | None
) -> dict[int, MediaState]:
    """Return what is known of the reference of each episode whose file is there, by the number of the episode.

    Of a file whose size and time are what they were nothing is read; of another one two MiB are.
    """
    errors = _errors(uow, matrix.title.id, profile)
    made: dict[int, MediaState] = {}
    for row in matrix.rows:
        path = videos.get(row.episode.number)
        if path is not None and row.media is not None and row.media.content_key:
            with alone(str(row.episode.number)):
                key = key_now(path, cache_folder)
                state = MediaState(name=legible(path.name), replaced=is_replaced(row.media, key), open_errors=errors[row.media.id])
                if profile.loudness is not None and cache_folder is not None:
                    state = _with_loudness(state, task_of(row.media, path, key, cache_folder))
                made[row.episode.number] = state
    return made


def _errors(uow: UnitOfWork, title_id: int, profile: Profile) -> Counter[int | None]:
    """Return the open errors of each version; none where no file goes along."""
    if not profile.requires_video and "video" not in profile.include:
        return Counter()
    rules = [rule.id for rule in all_media_rules() if rule.id not in BY_PROFILE]
    found = queries.open_findings(uow, title_id, buyer=profile.buyer, rule=rules)
    return Counter(each.version_id for each in found if each.severity is Severity.ERROR)


def _with_loudness(state: MediaState, task: ReadingTask) -> MediaState:
    facts = kept_facts(task)
    if facts is None:
        return state
    sound = facts.sound
    return MediaState(
        name=state.name, replaced=state.replaced, open_errors=state.open_errors, measured=True,
        lufs=sound.integrated if sound else None, true_peak=sound.true_peak if sound else None,
    )  # fmt: skip
