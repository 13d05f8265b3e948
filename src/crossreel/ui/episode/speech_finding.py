"""Finding where somebody speaks in the background."""

from crossreel.kernel.marks import N_
from crossreel.services.job_kinds import find_speech, find_title_speech
from crossreel.ui.episode.finding_in_videos import Finder


class SpeechFinder(Finder):
    """Finds speech; `found` tells it as `SpeechRegions`."""

    in_one = find_speech.JOB
    in_title = find_title_speech.JOB
    words = N_("Finding speech")
