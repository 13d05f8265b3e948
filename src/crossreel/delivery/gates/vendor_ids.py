"""Every episode has a vendor id that a store can take, where the package is iTunes-style."""

from collections import Counter
from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.delivery.vendor_id import is_vendor_id, vendor_id
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.trade.profile_parts import Packaging

BAD, TWICE = "delivery.vendor_id_bad", "delivery.vendor_id_twice"


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the ids that no store takes, and those that two episodes would share where case makes no difference."""
    if profile.packaging is not Packaging.ITMSP:
        return
    ids = {episode.number: vendor_id(subject, profile, episode) for episode in subject.episodes}
    often = Counter(each.casefold() for each in ids.values())
    for number, each in ids.items():
        code = TWICE if often[each.casefold()] > 1 else "" if is_vendor_id(each) else BAD
        if code:
            yield Refusal(code=code, episode=number, facts={"episode": number, "id": each})


GATE = Gate(id="vendor-ids", order=56, check=check, mended_by=(Mend.METADATA,))
