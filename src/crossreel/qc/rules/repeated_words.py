"""No word stands twice in a row by mistake.

Speech repeats words on purpose (no no, very very, bye bye), and grammar does (that that, had had), so only words that nobody says
twice are looked for: articles, prepositions, conjunctions, forms of small verbs. `resources/word_lists/repeated_words.toml` lists
them by language. A comma or an ellipsis between makes it a stammer. Always repaired.

Bad:
    I saw the the letter.
Good:
    He had had enough. No no no!
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.language.breaking import is_unspaced
from crossreel.qc.checked_track import CheckedCue, CheckedTrack, checked_of
from crossreel.qc.joined_texts import IN_WORDS
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import Words, word_list

TWICE = re.compile(rf"(?<![{IN_WORDS}’'-])([{IN_WORDS}]+)\s(\1)(?![{IN_WORDS}’'-])", re.IGNORECASE)


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a word."""
    found: dict[int, Remark] = {}
    for checked, word in _hits(track):
        remark = Remark(cue=checked.cue, severity=Severity.WARNING, facts={"word": word}, read=(checked.text,), repairable=True)
        found.setdefault(checked.cue.id, remark)
    yield from sorted(found.values(), key=lambda remark: remark.cue.order if remark.cue else (0, 0, 0))


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Keep the first of the two, and a line break where one stood between."""
    if remark.cue is None:
        return None
    words, pattern = word_list("repeated_words").words(track.language), _pattern(track.language)
    text = checked_of(track, remark.cue).text
    if pattern:
        text = pattern.sub(lambda found: found.group()[: found.end("once") - found.start()], text)
    if is_unspaced(track.language):
        return with_text(remark.cue, _joined(words.listed).sub(lambda found: found[1], text))
    return with_text(remark.cue, TWICE.sub(lambda found: found[1] if _is_slip(found, words) else found.group(), text))


def _hits(track: CheckedTrack) -> Iterator[tuple[CheckedCue, str]]:
    """Yield cues with a doubled word: one of the list, or one that only its company gives away."""
    words, pattern = word_list("repeated_words").words(track.language), _pattern(track.language)
    texts = track.texts
    if is_unspaced(track.language):
        if any(word * 2 in texts.text for word in words.listed):
            yield from ((checked, match[1]) for checked, match in track.matches(_joined(words.listed)))
    elif doubled := {one for one, other in pairwise(texts.words) if one == other}:
        if not words.folded.isdisjoint(doubled):
            yield from ((checked, match[1]) for checked, match in track.matches(TWICE) if _is_slip(match, words))
    else:
        return
    if pattern:
        yield from ((checked, match["once"]) for checked, match in track.matches(pattern))


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    written = word_list("repeated_words").text(language, "pattern")
    return re.compile(written.replace("START", r"(?:^|[.!?…]\s)"), re.MULTILINE) if written else None


def _is_slip(found: re.Match[str], words: Words) -> bool:
    """Whether a word is one that nobody says twice; a name that begins with it (de De Niro) is another word."""
    return found[1].casefold() in words.folded and (found[2] == found[1] or found[2].islower())


@cache
def _joined(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(map(re.escape, words))})(\1)")


RULE = Rule(
    id="repeated_words", title=N_("Word written twice"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair
)
