"""Every episode has its video, where the profile wants or carries it."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal

MENDS = {"delivery.missing_video": (Mend.RELINK, Mend.IMPORT)}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the episodes whose video file is not there."""
    if not profile.requires_video and "video" not in profile.include:
        return
    for episode in subject.episodes:
        if episode.number not in subject.video_extensions and not subject.has_video(episode.number):
            yield Refusal(code="delivery.missing_video", episode=episode.number, facts={"episode": episode.number})


GATE = Gate(id="videos", order=30, check=check, mends=MENDS)
