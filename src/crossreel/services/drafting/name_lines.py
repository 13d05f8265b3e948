"""Which source lines of a title have a name."""

from bisect import bisect_right
from collections.abc import Collection, Sequence

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.drafting.brief import NameProposal
from crossreel.domain.drafting.proposed_name import ProposedName
from crossreel.domain.text.inline import plain_text
from crossreel.language.counting import clean
from crossreel.language.expressions import expression_spans
from crossreel.storage.unit_of_work import UnitOfWork


def source_lines(uow: UnitOfWork, episodes: Collection[Episode]) -> list[tuple[Episode, Cue]]:
    """Return the source lines of episodes in their order, each with its episode: what is said, and what stands on the picture."""
    by_id = {each.id: each for each in episodes}
    tracks = uow.where(Track, episode_id=list(by_id)) if by_id else []
    leading = {track.id: by_id[track.episode_id] for track in tracks if track.role.leads}
    cues = uow.where(Cue, track_id=list(leading)) if leading else []
    lines = [(leading[cue.track_id], cue) for cue in cues]
    return sorted(lines, key=lambda line: (line[0].number, line[1].order))


class NameLines:
    """Finds names in all lines at once: each name is looked for in one text, not in every line."""

    def __init__(self, lines: Sequence[tuple[Episode, Cue]]) -> None:
        self._lines = lines
        texts = [clean(plain_text(cue.text)).replace("\n", " ") for _, cue in lines]
        self._starts = [0]
        for text in texts:
            self._starts.append(self._starts[-1] + len(text) + 1)
        self._text = "\n".join(texts)
        self._found: dict[str, list[int]] = {}

    def proposed(self, proposal: NameProposal, maker: str) -> ProposedName:
        """Return a proposal with the lines that have its name."""
        name = proposal.source
        if name not in self._found:
            spans = expression_spans(name, self._text)
            self._found[name] = sorted({bisect_right(self._starts, first) - 1 for first, _ in spans})
        found = self._found[name]
        first = self._lines[found[0]] if found else None
        return ProposedName(
            proposal=proposal,
            occurrences=len(found),
            maker=maker,
            first_episode_id=first[0].id if first else None,
            first_cue_id=first[1].id if first else None,
        )
