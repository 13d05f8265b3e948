"""A line that comes again is rendered the same way over all episodes.

The same source line, whole and long enough to mean one thing, is looked up in all episodes; what most cues say is the title's own
way. Case, marks and breaks do not count, nor do the endings of words (the same line said to a man and to a woman). Where the
scene asks for another rendering, accept the finding and say why.

Bad:
    你别忘了我们的约定  ->  Don't forget our deal (episode 3), Remember what we agreed on (episode 40)
Good:
    你别忘了我们的约定  ->  Don't forget our deal (episode 3), Don't forget our deal! (episode 40)
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rendered_lines import RenderedLine, by_language, rendered_lines, shown
from crossreel.qc.rule import Remark, Rule, Scope

LONG_LETTERS, LONG_WORDS = 6, 4
STEM_SHARE, ARTICLE = 0.6, 3


def check_title(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
    """Yield a remark for each cue that renders a line otherwise than most do."""
    for column in by_language(tracks):
        lines: dict[str, list[RenderedLine]] = {}
        for line in rendered_lines(column, repeated="source", dense=LONG_LETTERS, words=LONG_WORDS):
            lines.setdefault(line.source, []).append(line)
        for listed in lines.values():
            yield from _others(listed)


def _others(listed: Sequence[RenderedLine]) -> Iterator[tuple[CheckedTrack, Remark]]:
    usual = _usual(listed)
    for line in listed:
        if line.rendering != usual.rendering and not _is_inflected(line.rendering.split(), usual.rendering.split()):
            facts = {"source": shown(line), "rendering": " ".join(usual.checked.lines)}
            read = (line.source, line.rendering, usual.rendering)
            yield line.track, Remark(cue=line.checked.cue, severity=Severity.WARNING, facts=facts, read=read)


def _usual(listed: Iterable[RenderedLine]) -> RenderedLine:
    """Return the first line of those that most are rendered like."""
    counted = Counter(line.rendering for line in listed)
    return max(listed, key=lambda line: counted[line.rendering])


def _is_inflected(words: Sequence[str], others: Sequence[str]) -> bool:
    """Tell whether two renderings differ in the endings of words alone."""
    return len(words) == len(others) > 1 and all(_have_one_stem(one, other) for one, other in zip(words, others, strict=True))


def _have_one_stem(one: str, other: str) -> bool:
    if len(one) <= ARTICLE and len(other) <= ARTICLE:
        return True
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= STEM_SHARE * max(len(one), len(other)) and not one.isdigit()


RULE = Rule(
    id="two_renderings",
    title=N_("One line rendered two ways"),
    severity=Severity.WARNING,
    scope=Scope.TITLE,
    needs=frozenset({"source"}),
    check_title=check_title,
)
