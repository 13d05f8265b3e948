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
from crossreel.qc.checked_track import CheckedTrack, checked_of, first_of_each
from crossreel.qc.joined_texts import IN_WORDS
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import Words, word_list

TWICE = re.compile(rf"(?<![{IN_WORDS}’'-])([{IN_WORDS}]+)\s(\1)(?![{IN_WORDS}’'-])", re.IGNORECASE)


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a word."""
    words = word_list("repeated_words").words(track.language)
    if not words.listed:
        return
    if is_unspaced(track.language):
        hits = track.matches(_joined(words.listed)) if any(word * 2 in track.texts.text for word in words.listed) else iter(())
    elif any(one == other and one in words.folded for one, other in pairwise(track.texts.words)):
        hits = ((checked, match) for checked, match in track.matches(TWICE) if _is_slip(match, words))
    else:
        return
    for checked, match in first_of_each(hits):
        yield Remark(cue=checked.cue, severity=Severity.WARNING, facts={"word": match[1]}, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Keep the first of the two, and a line break where one stood between."""
    if remark.cue is None:
        return None
    words = word_list("repeated_words").words(track.language)
    text = checked_of(track, remark.cue).text
    if is_unspaced(track.language):
        return with_text(remark.cue, _joined(words.listed).sub(lambda found: found[1], text))
    return with_text(remark.cue, TWICE.sub(lambda found: found[1] if _is_slip(found, words) else found.group(), text))


def _is_slip(found: re.Match[str], words: Words) -> bool:
    """Whether a word is one that nobody says twice; a name that begins with it (de De Niro) is another word."""
    return found[1].casefold() in words.folded and (found[2] == found[1] or found[2].islower())


@cache
def _joined(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(map(re.escape, words))})(\1)")


RULE = Rule(
    id="repeated_words", title=N_("Word written twice"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair
)
