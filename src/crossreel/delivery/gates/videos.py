"""Every episode has the pictures and sounds that the profile wants or carries, each a whole file that the catalog knows."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.masters import VIDEO, Master, carries_files, masters_of, reference_of
from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.version import Look
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.errors import Fact
from crossreel.domain.trade.profile_parts import PICTURES, REFERENCE

MISSING = "delivery.missing_video"
MENDS = {
    MISSING: (Mend.RELINK, Mend.IMPORT),
    **{f"delivery.missing_{look}": (Mend.VERSIONS, Mend.IMPORT) for look in PICTURES if look != REFERENCE},
    f"delivery.missing_{Look.BURNED}": (Mend.BURN, Mend.IMPORT),
    "delivery.master_outdated": (Mend.BURN,),
    "delivery.master_is_part": (Mend.PROFILE,),
    "delivery.file_replaced": (Mend.CHECK_MEDIA, Mend.RELINK),
}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the episodes whose reference is not there, and the versions that are not, or cannot go as the files they are."""
    carried = VIDEO in profile.include
    if profile.requires_video or (carried and REFERENCE in profile.picture.versions):
        for episode in subject.episodes:
            if reference_of(subject, episode.number) is None and not subject.has_video(episode.number):
                yield Refusal(code=MISSING, episode=episode.number, facts={"episode": episode.number})
    for master in masters_of(subject, profile, languages):
        if master.file is not None or not _had(subject, master):
            yield from _judged(master, carries_files(profile))


def _had(subject: Subject, master: Master) -> bool:
    """Tell whether only what changed is sent, and the buyer has such a version already."""
    place = f"video {master.episode} {master.language}"
    return subject.due is not None and any(each.startswith(place) and f" {master.wanted} " in each for each in subject.had)


def _judged(master: Master, carried: bool) -> Iterator[Refusal]:
    facts: dict[str, Fact] = {"episode": master.episode}
    if master.file is None:
        if master.wanted != REFERENCE:
            yield Refusal(code=f"delivery.missing_{master.wanted}", episode=master.episode, language=master.language, facts=facts)
    elif master.is_part and carried:
        facts["file"] = master.file.name
        yield Refusal(code="delivery.master_is_part", episode=master.episode, language=master.language, facts=facts)
    elif master.file.replaced and not master.file.version.is_reference:
        yield Refusal(code="delivery.file_replaced", episode=master.episode, facts={**facts, "file": master.file.name})
    elif master.file.outdated:
        facts["file"] = master.file.name
        yield Refusal(code="delivery.master_outdated", episode=master.episode, language=master.language, facts=facts)


GATE = Gate(id="videos", order=30, check=check, mends=MENDS)
