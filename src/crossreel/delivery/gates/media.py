"""The files of the episodes are those that the catalog knows, and nothing grave is open against those that are delivered."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import MediaState, Subject
from crossreel.domain.delivery import MEDIA_ERRORS, Mend, Profile, Refusal
from crossreel.domain.errors import Fact

MENDS = {
    "delivery.file_replaced": (Mend.CHECK_MEDIA, Mend.RELINK),
    MEDIA_ERRORS: (Mend.FINDINGS, Mend.LET_THROUGH),
    "delivery.loudness_unknown": (Mend.CHECK_MEDIA,),
}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield what stands against each file.

    A file that was replaced stands against subtitles too: they were timed to another one. How loud it is, and what QC found in it,
    matters where it is delivered or asked for.
    """
    carried = profile.requires_video or "video" in profile.include
    for episode in subject.episodes:
        state = subject.media.get(episode.number)
        if state is None or not subject.speaks_of(episode.number):
            continue
        if state.replaced:
            yield _refusal("delivery.file_replaced", episode.number, {"file": state.name})
        elif carried:
            yield from _judged(state, profile, episode.number)


def _judged(state: MediaState, profile: Profile, episode: int) -> Iterator[Refusal]:
    if state.open_errors:
        yield _refusal(MEDIA_ERRORS, episode, {"count": state.open_errors})
    target = profile.loudness
    if target is None:
        return
    if not state.measured:
        yield _refusal("delivery.loudness_unknown", episode, {"target": target.integrated})
    elif state.lufs is not None and abs(state.lufs - target.integrated) > target.tolerance:
        facts: dict[str, Fact] = {
            "lufs": round(state.lufs, 1), "target": target.integrated, "tolerance": target.tolerance,
        }  # fmt: skip
        yield _refusal("delivery.loudness", episode, facts)
    if state.true_peak is not None and target.true_peak is not None and state.true_peak > target.true_peak:
        yield _refusal("delivery.true_peak", episode, {"peak": round(state.true_peak, 1), "limit": target.true_peak})


def _refusal(code: str, episode: int, facts: dict[str, Fact]) -> Refusal:
    return Refusal(code=code, episode=episode, facts={"episode": episode, **facts})


GATE = Gate(id="media", order=35, check=check, mends=MENDS)
