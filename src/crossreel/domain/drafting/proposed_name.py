"""A name that waits for a person, with what helps to judge it."""

from dataclasses import dataclass

from crossreel.domain.drafting.brief import NameProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedName:
    """A proposal beside the lines it is about.

    Attributes:
        proposal: what was proposed.
        occurrences: how many source lines of the title have it.
        maker: the engine whose draft brought it.
        first_episode_id: the episode with the first of those lines, None where no line has it any more.
        first_cue_id: that line.
    """

    proposal: NameProposal
    occurrences: int
    maker: str = ""
    first_episode_id: int | None = None
    first_cue_id: int | None = None
