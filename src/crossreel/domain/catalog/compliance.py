"""What authorities and buyers have to be shown of a title: filings, reviews, what a machine made, who holds the rights."""

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """The class in which micro-dramas are filed in China."""

    UNKNOWN = "unknown"
    KEY = "key"
    ORDINARY = "ordinary"
    OTHER = "other"


class ReviewState(StrEnum):
    """How far the review before the release is."""

    UNKNOWN = "unknown"
    NOT_NEEDED = "not_needed"
    FILED = "filed"
    PASSED = "passed"
    REFUSED = "refused"


class AiLabel(StrEnum):
    """What a machine made of picture or sound, as it has to be labelled."""

    UNKNOWN = "unknown"
    NONE = "none"
    ASSISTED = "assisted"
    GENERATED = "generated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """What is known of a title. Days are "YYYY-MM-DD" or "".

    `planning_number` is that of the filing of the plan, `filing_number` that of the online filing or licence;
    `chain_of_title` names the papers that show who holds the rights.
    """

    id: int
    title_id: int
    tier: Tier = Tier.UNKNOWN
    planning_number: str = ""
    planning_day: str = ""
    filing_number: str = ""
    filing_day: str = ""
    review_state: ReviewState = ReviewState.UNKNOWN
    ai_label: AiLabel = AiLabel.UNKNOWN
    chain_of_title: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeCompliance:
    """What is known of an episode: a label of its own (`UNKNOWN`: that of its title holds), and a filing number, if it has one."""

    id: int
    episode_id: int
    ai_label: AiLabel = AiLabel.UNKNOWN
    filing_number: str = ""


def label_of(title: Compliance | None, episode: EpisodeCompliance | None) -> AiLabel:
    """Return the label of an episode: its own, else that of its title."""
    if episode is not None and episode.ai_label is not AiLabel.UNKNOWN:
        return episode.ai_label
    return title.ai_label if title is not None else AiLabel.UNKNOWN
