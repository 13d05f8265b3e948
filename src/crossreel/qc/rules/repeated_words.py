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

DOUBLED = re.compile(r"([^\W\d_][^\s\d_\x1e]{0,3}?)\1")


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
    words = word_list("repeated_words").words(track.language)
    text = checked_of(track, remark.cue).text
    for pattern in _patterns(track.language):
        text = pattern.sub(_once, text)
    if is_unspaced(track.language):
        return with_text(remark.cue, _joined(words.listed).sub(lambda found: found[1], text))
    return with_text(remark.cue, TWICE.sub(lambda found: found[1] if _is_slip(found, words) else found.group(), text))


def _once(found: re.Match[str]) -> str:
    """Return what a pattern found with its word once, and the blank behind it where the pattern takes that along."""
    whole = found.group()
    return whole[: found.end("once") - found.start()] + whole[len(whole.rstrip()) :]


def _hits(track: CheckedTrack) -> Iterator[tuple[CheckedCue, str]]:
    """Yield cues with a doubled word: one of the list, or one that only its company gives away."""
    words, texts = word_list("repeated_words").words(track.language), track.texts
    unspaced = is_unspaced(track.language)
    if unspaced and words.listed and any(word * 2 in texts.text for word in words.listed):
        yield from ((checked, match[1]) for checked, match in track.matches(_joined(words.listed)))
    if not unspaced and not any(one == other for one, other in pairwise(texts.words)):
        return
    doubled: dict[int, CheckedCue] = {}
    for checked, match in track.matches(DOUBLED if unspaced else TWICE):
        doubled[checked.cue.id] = checked
        if not unspaced and _is_slip(match, words):
            yield checked, match[1]
    for checked in doubled.values():
        found = (match for pattern in _patterns(track.language) for match in pattern.finditer(checked.text))
        yield from ((checked, match["once"]) for match in found)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    written = word_list("repeated_words").words(language, "patterns").listed
    return tuple(re.compile(each.replace("START", r"(?:^|[.!?…]\s)"), re.MULTILINE) for each in written)


def _is_slip(found: re.Match[str], words: Words) -> bool:
    """Whether a word is one that nobody says twice; a name that begins with it (de De Niro) is another word."""
    return found[1].casefold() in words.folded and (found[2] == found[1] or found[2].islower())


@cache
def _joined(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(map(re.escape, words))})(\1)")


RULE = Rule(
    id="repeated_words", title=N_("Word written twice"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair
)
