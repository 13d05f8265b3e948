"""What authorities and buyers have to be shown is known, where the profile asks for it."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.compliance import AiLabel, ReviewState, label_of
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.errors import Fact

OF_EPISODE = "episode_"
MENDS = {"delivery.episode_compliance_missing": (Mend.EPISODE_LABELS, Mend.COMPLIANCE)}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the facts that nobody filled in, of the title and of each episode, and a review that was refused."""
    for name in profile.required_compliance:
        if name.startswith(OF_EPISODE):
            yield from _episodes(subject, name)
        elif not _of_title(subject, name):
            yield Refusal(code="delivery.compliance_missing", facts={"fact": name})
    refused = subject.compliance is not None and subject.compliance.review_state is ReviewState.REFUSED
    if "review_state" in profile.required_compliance and refused:
        yield Refusal(code="delivery.review_refused", facts={"title": subject.title.name})


def _of_title(subject: Subject, name: str) -> bool:
    """Tell whether a fact of the title is known; what can be chosen begins as "unknown"."""
    value = "" if subject.compliance is None else str(getattr(subject.compliance, name))
    return value not in ("", "unknown")


def _episodes(subject: Subject, name: str) -> Iterator[Refusal]:
    for episode in subject.episodes:
        own = subject.episode_compliance.get(episode.number)
        if name == "episode_ai_label":
            known = label_of(subject.compliance, own) is not AiLabel.UNKNOWN
        else:
            known = own is not None and bool(own.filing_number)
        if not known:
            facts: dict[str, Fact] = {"fact": name, "episode": episode.number}
            yield Refusal(code="delivery.episode_compliance_missing", episode=episode.number, facts=facts)


GATE = Gate(id="compliance", order=65, check=check, mends=MENDS, mended_by=(Mend.COMPLIANCE,))
