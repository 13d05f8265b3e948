"""Two long lines that say different things are not rendered by the same words.

That is what is left when a line was pasted over another. Told only where both source lines are long and have little in common,
and the rendering is long as well, or where it names what only one of two that have nothing in common names; cues right after each
other are another rule's matter.

Bad:
    你马上把合同拿到办公室来, 他昨天晚上被人送进医院了  ->  Bring the contract to the office right now (both)
Good:
    你疯了吗, 你有病吧  ->  Are you out of your mind? (both)
"""

from collections.abc import Iterator, Sequence

from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.language import script_of
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.named_things import is_of_one
from crossreel.qc.rendered_lines import DENSE, RenderedLine, by_language, is_long, rendered_lines, shown
from crossreel.qc.rule import Remark, Rule, Scope

LONG_LETTERS, LONG_WORDS = 8, 6
LEAST_LETTERS, LEAST_WORDS = 6, 4
MOST_SHARED = 0.2


def check_title(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield a remark for each cue that has the words of an earlier one, whose source is another."""
    for column in by_language(tracks):
        first: dict[str, RenderedLine] = {}
        for line in rendered_lines(column, repeated="rendering", dense=LEAST_LETTERS, words=LEAST_WORDS):
            former = first.setdefault(line.rendering, line)
            if former is line or former.source == line.source or _stand_together(former, line):
                continue
            if (_are_long(former, line) and _shared(former, line) <= MOST_SHARED) or _is_of_one(former, line):
                facts = {"source": shown(line), "other": shown(former)}
                read = (line.source, former.source, line.rendering)
                yield line.track, Remark(cue=line.checked.cue, severity=Severity.WARNING, facts=facts, read=read)


def _stand_together(one: RenderedLine, other: RenderedLine) -> bool:
    return one.track.track_id == other.track.track_id and abs(one.at - other.at) <= 1


def _are_long(one: RenderedLine, other: RenderedLine) -> bool:
    track = one.track
    sources = all(is_long(each.source, track.source_language, dense=LONG_LETTERS, words=LONG_WORDS) for each in (one, other))
    return sources and is_long(one.rendering, track.language, dense=LONG_LETTERS, words=LONG_WORDS)


def _is_of_one(one: RenderedLine, other: RenderedLine) -> bool:
    return is_of_one(" ".join(other.checked.lines), (one.source, other.source), one.track)


def _shared(one: RenderedLine, other: RenderedLine) -> float:
    """Return how much two sources have in common: of their letters where these say much, of their words elsewhere."""
    dense = script_of(one.track.source_language) in DENSE
    left, right = (set(line.source.replace(" ", "") if dense else line.source.split()) for line in (one, other))
    return len(left & right) / min(len(left), len(right))


RULE = Rule(
    id="one_rendering",
    title=N_("Two lines rendered alike"),
    severity=Severity.WARNING,
    scope=Scope.TITLE,
    needs=frozenset({"source"}),
    check_title=check_title,
)
