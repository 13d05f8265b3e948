"""Finding shot changes in the background."""

from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import find_shots, find_title_shots
from crossreel.ui.episode.finding_in_videos import Finder


class ShotFinder(Finder):
    """Finds where shots begin; `found` tells it as spans."""

    in_one = find_shots.JOB
    in_title = find_title_shots.JOB
    words = N_("Finding shot changes")
