"""Finding shot changes in the background, and what QC says of the times beside them."""

from collections.abc import Collection
from functools import partial

from crossreel.domain.catalog.version import Version
from crossreel.domain.report import Report
from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import find_shots, find_title_shots
from crossreel.ui.episode.finding_in_videos import Finder
from crossreel.ui.hub.jobs import call


class ShotFinder(Finder):
    """Finds where shots begin; `found` tells it as spans. Tracks that QC has looked at are looked at again beside them."""

    in_one = find_shots.JOB
    in_title = find_title_shots.JOB
    words = N_("Finding shot changes")

    def looked_at(self, media: Version) -> None:
        """Look at the times of its episode."""
        title_id = self._workspace.title_id
        if title_id is not None:
            self._follow(title_id, [media.episode_id])

    def looked_through(self, title_id: int, report: Report) -> None:
        """Look at the times of its episodes."""
        if report.done:
            self._follow(title_id, None)

    def _follow(self, title_id: int, episode_ids: Collection[int] | None) -> None:
        if not self._workspace.read_only:
            follow = call(self._workspace.desk.checking.follow_shots, title_id, episode_ids)
            self._workspace.compute(follow, then=partial(self._followed, title_id), failed=lambda _error: None)

    def _followed(self, title_id: int, moved: bool) -> None:
        if moved:
            self._workspace.findings_changed.emit(title_id)
